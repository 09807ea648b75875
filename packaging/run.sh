#!/usr/bin/env bash
# Sets the machine up, builds Semblance and starts it: packaging/run.sh [FOLDER]
# With a folder, its pictures are added to the library; without, the window opens on the demo pictures.
set -euo pipefail

if (($# > 1)) || [[ ${1:-} == -* ]]; then
    echo "Usage: packaging/run.sh [FOLDER]" >&2
    exit 2
fi
folder=()
if (($# == 1)); then
    if [[ ! -d $1 ]]; then
        echo "run: there is no folder '$1'." >&2
        exit 2
    fi
    folder=("$(realpath -- "$1")")
fi
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

packaging/setup.sh

printf '\n== Building (the first time takes some minutes, later only what has changed)\n'
cmake --preset release >/dev/null
cmake --build build/release --target semblance semblance-cli semblance-decoder semblance-ocr semblance-engine

printf '\n== Starting Semblance\n'
exec build/release/bin/semblance "${folder[@]}"
