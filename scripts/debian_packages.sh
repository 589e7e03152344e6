#!/usr/bin/env bash
# Installs the Debian packages that the tests use, where this is Debian, the user is root and something is missing.
# Never fails: a test whose program is absent is skipped and names the package.
set -uo pipefail
wanted=(poppler-utils fonts-noto-cjk fonts-liberation libreoffice-writer-nogui libreoffice-calc-nogui)

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ||
        { [ "${1%-nogui}" != "$1" ] && [ "$(dpkg-query -W -f '${db:Status-Status}' "${1%-nogui}" 2>/dev/null)" = installed ]; }
}

command -v dpkg-query apt-get >/dev/null || exit 0
missing=()
for package in "${wanted[@]}"; do
    installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
    echo "未安装 Debian 软件包 ${missing[*]}，用到它们的测试将跳过（以 root 运行 make test 可自动安装）。"
    echo "Debian packages ${missing[*]} are missing; the tests that use them are skipped (as root, make test installs them)."
    exit 0
fi
echo "正在安装测试用的 Debian 软件包 / installing Debian packages for the tests: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { apt-get -q update && apt-get -q -y --no-install-recommends install "${missing[@]}"; } </dev/null >"$log" 2>&1; then
    tail -n 5 "$log"
    echo "安装未成功，相关测试将跳过 / not installed, the tests that need them are skipped."
fi
rm -f "$log"
