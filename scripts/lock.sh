#!/usr/bin/env bash
# Resolves the locks anew: versions and hashes for every platform, no download addresses.
#
#   scripts/lock.sh [--upgrade | --upgrade-package NAME]
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .venv/bin/uv)

compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@"
}

compile "$@" pyproject.toml requirements/build.in --output-file requirements.lock
# The tools may not move the runtime: both locks name the same versions.
compile "$@" --constraints requirements.lock --extra fieldwork pyproject.toml requirements/build.in requirements/dev.in \
    --output-file requirements-dev.lock
compile "$@" requirements/virtualenv.in --output-file requirements/virtualenv.lock
