#!/usr/bin/env bash
# Fetches better stand-ins for 仿宋, 楷体 and 小标宋 (Fandol) and for Times New Roman (Liberation) from Debian's packages,
# and unpacks only these files, without installing a package. Optional: without them the PDF is set in the two faces of
# the font package and says so. Licences: Fandol GPL with font exception, Liberation OFL; neither goes into this project.
#
# Usage: scripts/fetch_fonts.sh [DIRECTORY]     default: .venv/share/hengping/fonts, where hengping looks for them;
#                                               elsewhere, name the directory in HENGPING_FONTS.
set -euo pipefail

cd "$(dirname "$0")/.."
target=${1:-.venv/share/hengping/fonts}
wanted='.*/(FandolFang-Regular|FandolKai-Regular|FandolSong-Bold)\.otf|.*/LiberationSerif-(Regular|Bold)\.ttf'

if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    echo "没有 apt-get 或 dpkg-deb：不能取得更好的字体，PDF 将用随包安装的字体。" >&2
    exit 1
fi

mkdir -p "$target"
target=$(cd "$target" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# apt fetches as its own user, who must be able to write here; otherwise it warns and goes on as root.
chmod 755 "$work"
if [ "$(id -u)" = 0 ] && id _apt >/dev/null 2>&1; then chown _apt "$work"; fi

cd "$work"
for package in texlive-lang-chinese fonts-liberation; do
    echo "正在取 $package …"
    apt-get download -qq "$package"
done
for archive in ./*.deb; do
    dpkg-deb -x "$archive" unpacked
    rm "$archive"
done
find unpacked -regextype posix-extended -regex "$wanted" -exec install -m 644 -t "$target" {} +

count=$(find "$target" -type f | wc -l)
if [ "$count" -lt 5 ]; then
    echo "软件包里缺少字体文件，只取得 $count 个。" >&2
    exit 1
fi
echo "已取得 $count 个字体文件：$target"
