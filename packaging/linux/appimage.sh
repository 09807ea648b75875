#!/usr/bin/env bash
# Makes an AppImage, one file that runs on systems without Qt and the formats' libraries: packaging/linux/appimage.sh OUT
#
# OUT/semblance-VERSION-x86_64.AppImage, and beside it what is inside (SPDX 2.3). Wants build/release built, and the packages
# of packaging/setup.sh --developer. Runs on systems as new as the one it was made on, or newer. Most of the time goes into
# packing: SEMBLANCE_APPIMAGE_LEVEL is zstd's, 19 (3 for trying it out: a tenth of the time, a fifth more bytes).
#
# Every library is in one folder, which each program names by a path relative to itself, so that no variable leaks into
# the programs that Semblance starts. What belongs to the system stays its own: the libraries of C and C++, what talks to
# the display and the card, fonts.
set -euo pipefail

out=$(realpath -m -- "${1:?Usage: packaging/linux/appimage.sh OUT}")
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
build=${SEMBLANCE_BUILD:-build/release}
version=$(sed -n 's/^project(Semblance VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
name=semblance-$version-x86_64.AppImage
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
app=$scratch/parts/Semblance.AppDir
runtime=$scratch/parts/runtime
libraries=$app/usr/lib/semblance
notices=$app/usr/share/doc/semblance/third-party
# Linked into the runtime.
runtime_packages=(libfuse3-dev libsquashfuse-dev libzstd-dev zlib1g-dev liblzma-dev liblz4-dev liblzo2-dev libc6-dev)

make_runtime() {
    local from=packaging/linux/appimage
    # The linker warns of dlopen in what is static: of libfuse's modules, which are not asked for.
    gcc -std=gnu99 -Os -w -static -ffunction-sections -fdata-sections -Wl,--gc-sections -Wl,--build-id=none -Wl,--no-warnings \
        -D_FILE_OFFSET_BITS=64 -DFUSE_USE_VERSION=32 '-DGIT_COMMIT="caf24f9"' \
        -I$from -I/usr/include/squashfuse -I/usr/include/fuse3 -T $from/data_sections.ld $from/runtime.c -o "$runtime" \
        -lsquashfuse_ll -lsquashfuse -lfuse3 -lzstd -lz -llzma -llz4 -llzo2 -lpthread
    strip --strip-unneeded "$runtime"
    # What an AppImage of type 2 is known by.
    printf 'AI\x02' | dd of="$runtime" bs=1 seek=8 conv=notrunc status=none
}

install_programs() {
    cmake --install "$build" --prefix "$app/usr" --strip >/dev/null
    # Debian's alone.
    rm -rf "$app/usr/share/lintian" "$app/usr/share/doc/semblance/changelog.gz"
    cp packaging/linux/appimage/AppRun "$app/"
    cp "$app/usr/share/applications/org.semblance.Semblance.desktop" "$app/"
    cp "$app/usr/share/icons/hicolor/256x256/apps/org.semblance.Semblance.png" "$app/"
    ln -s org.semblance.Semblance.png "$app/.DirIcon"
}

# Qt's plugins, and where it finds them and its own sentences: relative to each program.
install_qt() {
    local kind from to=$libraries/plugins
    from=$(qmake6 -query QT_INSTALL_PLUGINS)
    mkdir -p "$to" "$app/usr/share/semblance/translations"
    for kind in platforms imageformats iconengines xcbglintegrations wayland-shell-integration \
        wayland-graphics-integration-client wayland-decoration-client platformthemes platforminputcontexts; do
        [[ ! -d $from/$kind ]] || cp -r "$from/$kind" "$to/"
    done
    # GTK's theme would bring all of GTK along; displays without a desktop are nobody's.
    rm -f "$to"/platformthemes/libqgtk3.so "$to"/platforms/libq{eglfs,linuxfb,minimal,minimalegl,vnc,vkkhrdisplay}.so
    cp "$(qmake6 -query QT_INSTALL_TRANSLATIONS)"/qtbase_{de,fr}.qm "$app/usr/share/semblance/translations/"
    local paths='Plugins = lib/semblance/plugins\nTranslations = share/semblance/translations\n'
    printf '[Paths]\nPrefix = ..\n%b' "$paths" >"$app/usr/bin/qt.conf"
    printf '[Paths]\nPrefix = ../..\n%b' "$paths" >"$app/usr/libexec/semblance/qt.conf"
}

# For text in pictures.
install_languages() {
    local language
    mkdir "$app/usr/share/semblance/tessdata"
    for language in eng deu; do
        cp "$(dpkg -L tesseract-ocr-$language | grep "/$language.traineddata$")" "$app/usr/share/semblance/tessdata/"
    done
}

# What the programs and plugins need, less what every desktop has (of AppImage's excludelist what occurs here).
install_libraries() {
    local system='^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util|nsl|anl|stdc\+\+|gcc_s|GL|GLX|GLdispatch|EGL|OpenGL|drm|gbm|X11|X11-xcb|xcb|fontconfig|freetype|z|expat|wayland-client|wayland-cursor|wayland-egl))\.so'
    local needing library file
    mapfile -t needing < <(find "$app/usr/bin" "$app/usr/libexec" "$libraries" -type f -exec sh -c 'head -c 4 "$1" | grep -q ELF' _ {} \; -print)
    LD_LIBRARY_PATH=$libraries ldd "${needing[@]}" 2>/dev/null |
        sed -n 's/^\t\([^ ]*\) => \(\/[^ ]*\) .*/\1 \2/p' | sort -u |
        while read -r library file; do
            [[ $library =~ $system || -e $libraries/$library ]] || cp -L "$file" "$libraries/$library"
        done
    packaging/linux/appimage/standins.sh "$libraries"
    find "$libraries" -type f -exec chmod 644 {} + -exec strip --strip-unneeded {} +
}

# The newest version of the C library that any part asks for; AppRun says so where the system's is older.
note_glibc() {
    find "$app/usr" -type f \( -name '*.so*' -o -perm -u+x \) -exec objdump -p {} + 2>/dev/null |
        sed -n 's/.* GLIBC_\(2\.[0-9]*\).*/\1/p' | sort -uV | tail -n 1 >"$app/needs-glibc"
}

# Twice: the licences of what was collected belong to what is inside.
note_parts() {
    local package pass
    mkdir -p "$notices"
    for package in "${runtime_packages[@]}"; do cp "/usr/share/doc/$package/copyright" "$notices/$package.copyright"; done
    for pass in 1 2; do
        packaging/sbom.py "$scratch/parts" --name "$name" --version "$version" --libraries "$notices" \
            --out "$out/$name.spdx.json" >"$scratch/sbom.log"
    done
    cat "$scratch/sbom.log"
}

make_image() {
    # It takes the time either from the environment, as the latest there may be, or from these, as everybody's.
    nice env -u SOURCE_DATE_EPOCH mksquashfs "$app" "$scratch/image" \
        -comp zstd -Xcompression-level "${SEMBLANCE_APPIMAGE_LEVEL:-19}" -b 1M -processors "$(nproc)" \
        -mkfs-time "$SOURCE_DATE_EPOCH" -all-time "$SOURCE_DATE_EPOCH" -all-root -no-xattrs -no-exports -quiet -no-progress >/dev/null
    cat "$runtime" "$scratch/image" >"$out/$name"
    chmod 755 "$out/$name"
}

mkdir -p "$out" "$app"
make_runtime
install_programs
install_qt
install_languages
install_libraries
note_glibc
note_parts
make_image
echo "$out/$name: $(du -m --apparent-size "$out/$name" | cut -f1) MB of $(du -sm "$app" | cut -f1); needs glibc $(cat "$app/needs-glibc")."
