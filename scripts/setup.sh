#!/usr/bin/env bash
# Makes .venv and installs what one lock names, then the package itself.
#
#   scripts/setup.sh requirements.lock
#
# A bare Debian has Python and pip but often no ensurepip (package python3-venv), and refuses installs into the system
# (PEP 668). So the environment is made without pip, and the pip outside installs into it. Where even the `venv` module
# is missing, virtualenv is fetched into build/. Index, mirror, proxy and certificates come from the user's pip settings.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=${1:?which lock}
environment=.venv

usable() { # A Python new enough, with a pip that can install into another environment (22.3 or later).
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        "$1" -c 'import pip, sys; sys.exit(tuple(map(int, pip.__version__.split(".")[:2])) < (22, 3))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3 /usr/bin/python3; do
        if usable "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "需要 Python 3.11 以上和 pip 22.3 以上（Debian：apt-get install python3 python3-pip）；可用 make PYTHON=路径 指定。" >&2
    echo "Python 3.11+ with pip 22.3+ is needed (Debian: apt-get install python3 python3-pip); or say make PYTHON=path." >&2
    exit 1
}

make_environment() {
    "$python" -m venv --without-pip "$environment" 2>/dev/null && return
    rm -rf "$environment"
    "$python" -m pip install --quiet --require-hashes --target build/virtualenv -r requirements/virtualenv.lock
    PYTHONPATH=build/virtualenv "$python" -m virtualenv --quiet --no-download --without-pip "$environment"
}

if [ -f "$environment/.made-in" ] && [ "$(cat "$environment/.made-in")" != "$(pwd -P)" ]; then
    rm -rf "$environment" # it belongs to the folder this one was moved or copied from
fi
python=$(find_python)
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore
if ! "$environment/bin/python" -c '' 2>/dev/null; then
    make_environment
fi
quiet=--quiet
[ -t 1 ] && quiet=--progress-bar=on # someone is waiting for some 150 MB
install=("$python" -m pip --python "$environment/bin/python" install "$quiet")
"${install[@]}" --require-hashes --no-deps -r "$lock"
# hatchling comes from the lock, so this step needs no index.
"${install[@]}" --no-index --no-deps --no-build-isolation --editable .
# pip compiles what it installs, but not a checkout; where Python may not write bytecode (PYTHONDONTWRITEBYTECODE), every
# start of the command would compile it anew and take twice as long.
"$environment/bin/python" -m compileall -q src
pwd -P >"$environment/.made-in"
