#!/usr/bin/env bash
# Starts the AppImage in a clean system without Qt: packaging/linux/smoke-appimage.sh APPIMAGE [OUT]
#
# The system has what every desktop has (X11's and OpenGL's libraries, fonts, FUSE) and nothing else; there is no network,
# and the user has no rights. Checked are the start from the mounted file, searches, the window (its screenshot is left in
# OUT, when given), and what happens without FUSE and with an old C library. As for smoke.sh: root, debootstrap, Xvfb and
# build/release/tests/zoofiles.
set -euo pipefail

usage="Usage: packaging/linux/smoke-appimage.sh APPIMAGE [OUT]"
repository=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")/../..")
. "$repository/packaging/linux/cleanroot.sh"
image=$(realpath -- "${1:?$usage}")
out=${2:-}
zoofiles=${SEMBLANCE_BUILD:-$repository/build/release}/tests/zoofiles
[[ -f $image ]] || die "there is no AppImage $image."
[[ -x $zoofiles ]] || die "$zoofiles is missing: cmake --build build/release --target zoofiles."
enter_namespace "$@"

home=/home/visitor
demo=$home/demo
app=$home/Semblance.AppImage
unpacked=$home/squashfs-root
# What it says, and then what it ended with.
says() { as_user "$@" 2>&1 || echo "ended with $?"; }

check_unpacked() {
    local missing
    [[ -z $(as_root find / -xdev -name 'libQt*' -o -xdev -name 'libtorch*' 2>/dev/null) ]] || die "the clean system has Qt or libtorch."
    apt install libx11-6 libx11-xcb1 libxcb1 libgl1 libegl1 libopengl0 libfontconfig1 libwayland-client0 libwayland-cursor0 \
        libwayland-egl1 fonts-dejavu-core xkb-data
    expect "without FUSE it says what to do" "$(says $app cli --version)" 'Cannot mount.*--appimage-extract'
    expect "and starts when told to unpack itself" "$(says $app --appimage-extract-and-run cli --version)" '^semblance-cli [0-9.]+$'
    as_user sh -c "cd && $app --appimage-extract >/dev/null"
    missing=$(as_user sh -c "find $unpacked/usr -type f | xargs ldd 2>/dev/null" | grep 'not found' | sort -u) && die "libraries are missing: $missing"
    ok "every program and library finds what it needs"
    as_user sh -c "echo 9.9 >$unpacked/needs-glibc"
    expect "with an old C library it says so" "$(says $unpacked/AppRun)" 'needs a system with the C library glibc 9.9.*ended with 3'
    as_root rm -rf $unpacked
}

mount_fuse() {
    apt install fuse3
    touch "$root/dev/fuse"
    mount --bind /dev/fuse "$root/dev/fuse"
    as_root chmod 666 /dev/fuse
}

check_searches() {
    as_root cp -r "$1/photos" $demo
    as_root sh -c "mkdir $demo/icons && cp $1/icons/*heart*.png $demo/icons && chown -R visitor: $demo"
    expect "the demo's pictures are indexed" "$(as_user $app cli index --json $demo | tail -n 1)" '"failed":0'
    expect "picture and sentence: the green heart first" "$(as_user $app cli search \
        --image $demo/icons/red-heart.png --modify "in green" --paths --limit 1)" '/green-heart.png$'
    expect "a sentence: the castle first" "$(as_user $app cli search --text "a castle" --paths --limit 1)" '/castle[^/]*$'
    expect "the doctor is content" "$(says $app cli doctor)" 'engine: .*decoder: .*confined.*healthy'
}

# By the libraries that come along, some of whose own are stand-ins.
check_formats() {
    local kind
    "$zoofiles" "$scratch/zoo" >/dev/null
    mkdir "$root$home/zoo"
    find "$scratch/zoo" -type f \( -path '*heif*' -o -path '*raw*' -o -path '*svg*' \) \
        -exec cp -t "$root$home/zoo" {} +
    as_root chown -R visitor: $home/zoo
    # Among them are some that are to be refused, which is another test's affair.
    as_user $app cli index --json $home/zoo 2>/dev/null | tail -n 1 || true
    for kind in "$@"; do
        expect "${kind%:*} is read" "$(as_user $app cli search --filter "type:${kind%:*}" --paths)" "\\.${kind#*:}"
    done
}

make_root
[[ -n $out ]] || out=$scratch
mkdir -p "$out"
out=$(realpath -- "$out")
cp "$image" "$root$app"
cp -r "$repository/resources/demo" "$root/tmp/demo"

say "Unpacked, in a clean system"
apt update
check_unpacked
say "Mounted: indexing and searching without a network"
mount_fuse
expect "it starts" "$(says $app cli --version)" '^semblance-cli [0-9.]+$'
check_searches /tmp/demo
check_formats heic:heic raw:dng svg:svg
say "The window"
start_display
show_window "$out/appimage.png" $app
ok "the window shows the library"
say "The AppImage is in order."
