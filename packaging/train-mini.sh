#!/usr/bin/env bash
# Makes the model that comes with Semblance, from the parts others trained to the figures in its card:
#
#   packaging/train-mini.sh DATA_DIR [OUT_DIR]
#
# DATA_DIR holds photos/, fashion/ and icons/ with their tables. OUT_DIR (build/train-mini when not given)
# gets the stages' models with logs and curves, the cached features (about 5 GB), and at the end the
# finished model in OUT_DIR/mini. Stopped anywhere, the same command goes on where it was.
# SEMBLANCE_UPSTREAM names the folder with the towers (../shared/models when not set), SEMBLANCE_CACHE
# one for the features.
set -euo pipefail

if (($# < 1 || $# > 2)) || [[ $1 == -* ]]; then
    echo "Usage: packaging/train-mini.sh DATA_DIR [OUT_DIR]" >&2
    exit 2
fi
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
data=$(realpath -- "$1")
out=$(realpath -m -- "${2:-$root/build/train-mini}")
upstream=$(realpath -m -- "${SEMBLANCE_UPSTREAM:-$root/../shared/models}")
cache=$(realpath -m -- "${SEMBLANCE_CACHE:-$out/cache}")
engine=${SEMBLANCE_ENGINE:-$root/build/release/bin/semblance-engine}
configs=$root/resources/training

if [[ ! -x $engine ]]; then
    echo "train-mini: there is no $engine; build it first (packaging/run.sh does)." >&2
    exit 2
fi
say() { printf '\n== [%d:%02d] %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }

# The start: the towers as they came, under the first heads.
say "Start model"
mkdir -p "$out/start"
for part in efficientnet-lite2.fp16.safetensors use-lite.fp16.safetensors use-lite.spm.model \
    mini-heads.fp16.safetensors LICENSE-Apache-2.0.txt; do
    [[ -e $out/start/$part ]] || cp -- "$upstream/$part" "$out/start/"
done
cp -- "$configs/mini-start.json" "$out/start/model.json"
cp -- "$configs/mini-card.md" "$out/start/MODEL_CARD.md"
cp -- "$configs/mini-attribution.md" "$out/start/ATTRIBUTION.md"

# stage NAME CONFIG FROM TO
stage() {
    say "$1 ($2)"
    "$engine" train "$1" --config "$configs/$2.json" --model "$out/$3" --data "$data" --cache "$cache" \
        --out "$out/$4" --resume
}
stage align mini-heads start heads
stage align mini-align heads aligned
stage map mini-map aligned mapped
stage compose mini-compose mapped composed

say "Packing, default mix, figures for the card"
"$engine" finish --model "$out/composed" --data "$data" --cache "$cache/vectors" --out "$out/mini"
say "The model is in $out/mini"
