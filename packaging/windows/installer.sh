#!/usr/bin/env bash
# Makes the installer for Windows with makensis, which runs on Linux, too: packaging/windows/installer.sh OUT [TREE]
#
# TREE is a folder as `cmake --install` makes it on Windows. Without one, stand-ins take the programs' places: that
# checks the script and the tree's layout, by unpacking the installer again, and is of no use to anybody else.
set -euo pipefail

out=$(realpath -m -- "${1:?Usage: packaging/windows/installer.sh OUT [TREE]}")
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
version=$(sed -n 's/^project(Semblance VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

stand_in=no
tree=${2:-}
if [[ -z $tree ]]; then
    stand_in=yes
    tree=$scratch/tree
    mkdir -p "$tree/bin" "$tree/share/semblance/models/mini" "$tree/share/doc"
    for program in semblance semblance-cli semblance-decoder semblance-ocr semblance-engine; do
        echo "stand-in for $program" >"$tree/bin/$program.exe"
    done
    cp resources/models/mini/model.json "$tree/share/semblance/models/mini"
    cp -r resources/demo "$tree/share/semblance/demo"
    cp THIRD-PARTY.md "$tree/share/doc"
    # Names that only Unicode holds must come through.
    cp resources/demo/LICENSES.md "$tree/share/doc/Привет ü 写真.md"
fi

mkdir -p "$out"
setup=$out/semblance-$version-setup.exe
makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$version" -DTREE="$tree" -DOUTPUT="$setup" -DLICENCE="$PWD/LICENSE" \
    ${SEMBLANCE_SIGN:+-DSIGN="$SEMBLANCE_SIGN"} packaging/windows/semblance.nsi

if [[ $stand_in == yes ]]; then
    7z x -bso0 -bsp0 -o"$scratch/unpacked" "$setup"
    # The directories with $ are the installer's own.
    diff -r --exclude='$*' --exclude='uninstall.exe*' "$tree" "$scratch/unpacked"
    echo "The installer holds the whole tree: $(find "$tree" -type f | wc -l) files."
fi
echo "$setup"
