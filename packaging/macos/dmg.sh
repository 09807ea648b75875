#!/usr/bin/env bash
# Makes Semblance.app and a disk image of it, on a Mac, from build/release: packaging/macos/dmg.sh OUT
#
# Prepared, never run: nobody has built Semblance on a Mac yet. Needs Qt's macdeployqt in PATH. SEMBLANCE_SIGN names the
# identity to sign with ("Developer ID Application: ..."); without it the bundle is signed ad hoc, for this Mac alone.
# For both kinds of processors, configure with -DCMAKE_OSX_ARCHITECTURES="arm64;x86_64" and libraries that hold both.
set -euo pipefail

out=${1:?Usage: packaging/macos/dmg.sh OUT}
mkdir -p "$out"
out=$(cd -- "$out" && pwd)
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
version=$(sed -n 's/^project(Semblance VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
stage=$(mktemp -d)
trap 'rm -rf -- "$stage"' EXIT

cmake --install build/release --prefix "$stage"
app=$stage/Semblance.app
iconset=$stage/semblance.iconset
mkdir "$iconset"
for size in 16 32 128 256 512; do
    build/release/bin/drawicon resources/icons/semblance.svg $size "$iconset/icon_${size}x$size.png"
    build/release/bin/drawicon resources/icons/semblance.svg $((2 * size)) "$iconset/icon_${size}x$size@2x.png"
done
iconutil -c icns -o "$app/Contents/Resources/semblance.icns" "$iconset"

children=()
for program in semblance-cli semblance-decoder semblance-ocr semblance-engine; do
    children+=(-executable="$app/Contents/MacOS/$program")
done
macdeployqt "$app" "${children[@]}"
identity=${SEMBLANCE_SIGN:--}
find "$app/Contents" -type f \( -name '*.dylib' -o -perm -u+x \) -print0 |
    xargs -0 -n 1 codesign --force --options runtime --entitlements packaging/macos/entitlements.plist --sign "$identity"
codesign --force --options runtime --entitlements packaging/macos/entitlements.plist --sign "$identity" "$app"
codesign --verify --deep --strict "$app"

mkdir "$stage/image"
mv "$app" "$stage/image"
ln -s /Applications "$stage/image/Applications"
hdiutil create -volname Semblance -srcfolder "$stage/image" -format UDZO -ov "$out/semblance-$version.dmg"
