#!/usr/bin/env bash
# Installs a .deb into a clean system and uses it as a user does: packaging/linux/smoke.sh DEB
#
# The system is a fresh one by debootstrap (kept in SEMBLANCE_DEPS/roots, 270 MB), without build tools. Everything but
# apt runs without a network and as a user who may not write to the program's folders. Needs root, debootstrap and a
# Debian mirror; pictures of rare formats come from build/release/tests/zoofiles where that was built.
set -euo pipefail

deb=$(realpath -- "${1:?Usage: packaging/linux/smoke.sh DEB}")
repository=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")/../..")
# The library's names in a package are those of one release of the system; the package is for the one it was built on.
suite=${SEMBLANCE_SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
case $suite in
    noble) mirror=http://archive.ubuntu.com/ubuntu components=main,universe ;;
    *) mirror=http://deb.debian.org/debian components=main ;;
esac
roots=${SEMBLANCE_DEPS:-$HOME/.cache/semblance-build}/roots

say() { printf '\n== smoke [%d:%02d] %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }
die() {
    printf '\nsmoke: %s\n' "$*" >&2
    exit 1
}
[[ $(id -u) == 0 ]] || die "a system can be set up by root only."

# In a mount namespace of its own: whatever happens, no mount is left behind.
if [[ ${SEMBLANCE_SMOKE:-} != inside ]]; then
    SEMBLANCE_SMOKE=inside exec unshare --mount --propagation private "$0" "$@"
fi

base=$roots/$suite
if [[ ! -d $base ]]; then
    say "A clean system ($suite) from $mirror"
    mkdir -p "$roots"
    rm -rf "$base.partial"
    debootstrap --variant=minbase --components="$components" "$suite" "$base.partial" "$mirror" >"$roots/$suite.log" 2>&1 ||
        die "no system could be set up; see $roots/$suite.log."
    mv "$base.partial" "$base"
fi

# What is changed lies in a layer of its own, which goes at the end.
layer=$(mktemp -d)
root=$layer/root
mkdir "$root" "$layer/disk"
mount -t tmpfs -o size=4g semblance-smoke "$layer/disk"
mkdir "$layer/disk/upper" "$layer/disk/work"
mount -t overlay overlay -o "lowerdir=$base,upperdir=$layer/disk/upper,workdir=$layer/disk/work" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev"
for device in null zero urandom random; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir -p "$root/dev/shm"
mount -t tmpfs tmpfs "$root/dev/shm"
mount -t tmpfs tmpfs "$root/tmp"
clean_up() {
    umount -R "$root" "$layer/disk" 2>/dev/null || umount -l "$root" "$layer/disk"
    rmdir "$layer/root" "$layer/disk" "$layer"
}
trap clean_up EXIT
cp /etc/resolv.conf "$root/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"

# as_root COMMAND...: in the clean system, with a network for apt.
as_root() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
# as_user COMMAND...: in the clean system, as its user, without a network.
as_user() {
    unshare --net -- chroot --userspec=visitor:visitor "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/home/visitor \
        XDG_RUNTIME_DIR=/home/visitor/.run LC_ALL=C.UTF-8 LANGUAGE=en "$@"
}
apt() { as_root apt-get -q -y -o Acquire::Retries=3 -o APT::Install-Recommends=no "$@" >"$layer/disk/apt.log" 2>&1 || { tail -n 20 "$layer/disk/apt.log" >&2; die "apt-get $* failed"; }; }
# expect WHAT TEXT PATTERN
expect() { [[ $2 =~ $3 ]] || die "$1: expected $3 in: $2"; }

as_root useradd --create-home visitor
as_user mkdir -m 700 /home/visitor/.run

say "Installing"
cp "$deb" "$root/tmp/semblance.deb"
apt update
apt install /tmp/semblance.deb
[[ ! -e $root/usr/bin/g++ && ! -e $root/usr/bin/cmake ]] || die "the clean system has build tools."
as_user test ! -w /usr/bin -a ! -w /usr/share/semblance || die "the user may write to the program's folders."

say "Indexing and searching without a network"
as_user sh -c 'mkdir -p /home/visitor/demo/icons && cp -r /usr/share/semblance/demo/photos /home/visitor/demo && cp /usr/share/semblance/demo/icons/*heart*.png /home/visitor/demo/icons'
as_user semblance-cli index /home/visitor/demo | tail -n 1
expect "a composed search" "$(as_user semblance-cli search --image /home/visitor/demo/icons/red-heart.png --modify "in green" --paths --limit 1)" 'green-heart.png$'
doctor=$(as_user semblance-cli doctor) || die "the doctor is not content: $doctor"
echo "$doctor"
if [[ -x $repository/build/release/tests/zoofiles ]]; then
    say "HEIC, RAW and SVG"
    "$repository/build/release/tests/zoofiles" "$layer/disk/zoo"
    mkdir "$root/home/visitor/zoo"
    # Those that are to be refused are another test's.
    find "$layer/disk/zoo" -type f \( -path '*heif*' -o -path '*raw*' -o -path '*svg*' \) -exec cp -t "$root/home/visitor/zoo" {} +
    as_root chown -R visitor: /home/visitor/zoo
    as_user semblance-cli index --json /home/visitor/zoo | tail -n 1 || true
    listed=$(as_user semblance-cli search --filter "type:heic" --paths; as_user semblance-cli search --filter "type:raw" --paths; as_user semblance-cli search --filter "type:svg" --paths)
    for ending in heic dng svg; do
        expect "pictures that can be read" "$listed" "\\.$ending"
    done
fi

say "The package is in order."
