#!/bin/sh
# The Python that comes with the libtorch wheel of packaging/setup.sh, with what torch needs to be
# imported: tests/bench compares the trainer with it. Makes a folder of packages beside the wheel
# once (from PyPI, 110 MB on disk), then runs Python with the arguments given.
set -eu
deps=${SEMBLANCE_DEPS:-$HOME/.cache/semblance-build}
here=$(dirname "$0")
python=$(ls "$deps"/torch-*/bin/python 2>/dev/null | tail -n 1)
[ -n "$python" ] || { echo "libtorch's Python is missing: run packaging/setup.sh." >&2; exit 3; }
packages=$deps/bench-python
if ! [ -e "$packages/complete" ]; then
    "$python" -m pip install --quiet --upgrade --target "$packages" -r "$here/requirements.txt" >&2
    touch "$packages/complete"
fi
PYTHONPATH=$packages exec "$python" "$@"
