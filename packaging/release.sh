#!/usr/bin/env bash
# Makes what is released for the system it runs on, and prints the hashes: packaging/release.sh [--bundle] OUT
#
# The .deb and, with --bundle, the AppImage, which needs no Qt; each with what is inside (SPDX 2.3), and SHA256SUMS of all.
# Equal sources, compilers and libraries give equal files, whenever and in whatever folder: all times are that of the last
# commit, unless SOURCE_DATE_EPOCH says another. SEMBLANCE_MINISIGN_KEY names a secret key of minisign (without a
# password, or asked for one) to sign SHA256SUMS with. Windows and macOS: packaging/windows/installer.sh and
# packaging/macos/dmg.sh, there.
set -euo pipefail

usage="Usage: packaging/release.sh [--bundle] OUT"
bundle=no
if [[ ${1:-} == --bundle ]]; then
    bundle=yes
    shift
fi
out=$(realpath -m -- "${1:?$usage}")
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
build=${SEMBLANCE_BUILD:-build/release}
version=$(sed -n 's/^project(Semblance VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
if [[ -n ${SEMBLANCE_MINISIGN_KEY:-} ]] && ! command -v minisign >/dev/null; then
    echo "release: minisign, which SEMBLANCE_MINISIGN_KEY asks for, is not installed." >&2
    exit 1
fi
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
mkdir -p "$out"
made=()

say() { printf '\n== %s\n' "$*"; }

build_it() {
    say "Building $version"
    # Asked each time: what is dated is dated when it is set up.
    if [[ -f $build/build.ninja ]]; then cmake "$build" >/dev/null; else cmake --preset release -B "$build" >/dev/null; fi
    cmake --build "$build" --target semblance semblance-cli semblance-decoder semblance-ocr semblance-engine package_files
}

make_deb() {
    say "The .deb"
    rm -rf "$build/packages"
    (cd "$build" && nice cpack -G DEB >"$scratch/cpack.log" 2>&1) || {
        cat "$scratch/cpack.log" >&2
        exit 1
    }
    local deb name
    for deb in "$build"/packages/*.deb; do
        name=$(basename "$deb")
        cp "$deb" "$out/"
        dpkg-deb -x "$deb" "$scratch/tree"
        packaging/sbom.py "$scratch/tree" --name "$name" --version "$version" --out "$out/$name.spdx.json"
        rm -rf "$scratch/tree"
        made+=("$name" "$name.spdx.json")
    done
    rm -rf "$build/packages"
}

make_appimage() {
    say "The AppImage"
    packaging/linux/appimage.sh "$out"
    local name=semblance-$version-x86_64.AppImage
    made+=("$name" "$name.spdx.json")
}

sign() {
    minisign -S -s "$SEMBLANCE_MINISIGN_KEY" -m "$out/SHA256SUMS" -t "Semblance $version" >/dev/null
    echo "Signed: $out/SHA256SUMS.minisig"
}

build_it
make_deb
[[ $bundle == no ]] || make_appimage
say "Hashes"
(cd "$out" && sha256sum -- "${made[@]}" | tee SHA256SUMS)
[[ -z ${SEMBLANCE_MINISIGN_KEY:-} ]] || sign
