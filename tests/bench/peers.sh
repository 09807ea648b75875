#!/bin/sh
# The Python of tests/parity/setup.sh (transformers on PyTorch) with ONNX Runtime beside it, for
# bench_peers. Makes a folder of packages once (from PyPI, 180 MB on disk), then runs Python with
# the arguments given.
set -eu
deps=${SEMBLANCE_DEPS:-$HOME/.cache/semblance-build}
python=$deps/parity/bin/python
[ -e "$deps/parity/ready" ] || { echo "transformers is missing: run tests/parity/setup.sh." >&2; exit 3; }
packages=$deps/peers-python
if ! [ -e "$packages/complete" ]; then
    "$python" -m pip install --quiet --no-deps --target "$packages" \
        onnxruntime==1.30.0 onnx==1.23.2 flatbuffers==25.12.19 ml_dtypes==0.6.0 >&2
    touch "$packages/complete"
fi
PYTHONPATH=$packages exec "$python" "$@"
