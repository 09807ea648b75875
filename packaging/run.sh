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

if [[ ! -x build/release/bin/semblance ]]; then
    cores=$(nproc)
    printf '%s\n' "The first start takes:" \
        "  to fetch  up to 450 MB: system packages and libtorch (190 MB)" \
        "  on disk   about 3 GB" \
        "  to build  about $(((15 + cores - 1) / cores)) minutes on this machine's $cores processors, with nothing else to do" \
        "Later starts build only what has changed. A package needs none of this: see README.md."
fi
packaging/setup.sh

# A build that was set up looks after itself; asking CMake each time would cost seconds.
[[ -f build/release/build.ninja ]] || cmake --preset release >/dev/null
# How far the build is: of its steps, and in seconds.
export NINJA_STATUS='[%p, %f of %t, %e s] '
TIMEFORMAT='Built in %lR; processor time %lU, of the system %lS.'
programs=(semblance semblance-cli semblance-decoder semblance-ocr semblance-engine)
if ! time cmake --build build/release --target "${programs[@]}"; then
    echo "run: the build failed; what the compiler said is above. CONTRIBUTING.md says what is needed. If it was" \
        "but a warning: cmake --preset release -DSEMBLANCE_WARNINGS_AS_ERRORS=OFF, then this again." >&2
    exit 1
fi

printf '\n== Starting Semblance\n'
exec build/release/bin/semblance "${folder[@]}"
