# Read by the smoke tests (smoke.sh, smoke-appimage.sh): a clean system to try a package in, by debootstrap, with neither
# build tools nor Qt. Needs root and debootstrap; the system (210 MB) and what apt fetches for it are kept in
# SEMBLANCE_DEPS/roots, and what a test changes lies in a layer above it that goes at the end.
#
# After make_root: $root is the system's folder, $scratch one on this side that goes with it, as_root, as_user and apt
# run commands in it.

say() { printf '\n== %s [%d:%02d] %s\n' "$(basename -- "$0" .sh)" $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }
ok() { printf '   ok  %s\n' "$*"; }
die() {
    printf '\n%s: %s\n' "$(basename -- "$0" .sh)" "$*" >&2
    exit 1
}
# expect WHAT TEXT PATTERN
expect() {
    [[ $2 =~ $3 ]] || die "$1: expected $3 in: $2"
    ok "$1"
}

# In a mount namespace of its own: whatever happens, no mount is left behind.
enter_namespace() {
    [[ $(id -u) == 0 ]] || die "only root can set up a system (chroot, mounts); run this as root."
    command -v debootstrap >/dev/null || die "debootstrap is missing: packaging/setup.sh --developer installs it."
    [[ ${SEMBLANCE_CLEAN_ROOT:-} == inside ]] && return
    unshare --mount true 2>/dev/null ||
        die "this machine lets nobody mount (a container without CAP_SYS_ADMIN?), so that no clean system can be had."
    SEMBLANCE_CLEAN_ROOT=inside exec unshare --mount --propagation private "$0" "$@"
}

# make_root: the suite is SEMBLANCE_SUITE or this system's own.
make_root() {
    local suite roots base mirror components=main device
    suite=${SEMBLANCE_SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
    mirror=http://deb.debian.org/debian
    [[ $suite != noble ]] || mirror=http://archive.ubuntu.com/ubuntu components=main,universe
    roots=${SEMBLANCE_DEPS:-$HOME/.cache/semblance-build}/roots
    base=$roots/$suite
    if [[ ! -d $base ]]; then
        say "Setting up a clean system ($suite) from $mirror"
        mkdir -p "$roots"
        rm -rf "$base.partial"
        debootstrap --variant=minbase --components="$components" "$suite" "$base.partial" "$mirror" \
            >"$roots/$suite.log" 2>&1 || die "no system could be set up; see $roots/$suite.log."
        mv "$base.partial" "$base"
    fi

    layer=$(mktemp -d)
    root=$layer/root
    scratch=$layer/disk/scratch
    mkdir "$root" "$layer/disk"
    trap remove_root EXIT
    mount -t tmpfs -o size=5g semblance-clean-root "$layer/disk"
    mkdir "$layer/disk/upper" "$layer/disk/work" "$scratch"
    mount -t overlay overlay -o "lowerdir=$base,upperdir=$layer/disk/upper,workdir=$layer/disk/work" "$root"
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/dev"
    for device in null zero urandom random; do
        touch "$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    mkdir "$root/dev/shm"
    mount -t tmpfs tmpfs "$root/dev/shm"
    mount -t tmpfs tmpfs "$root/tmp"
    mkdir -p "$roots/$suite-archives/partial"
    mount --bind "$roots/$suite-archives" "$root/var/cache/apt/archives"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod 755 "$root/usr/sbin/policy-rc.d"
    as_root useradd --create-home visitor
    as_root install -d -m 700 -o visitor -g visitor /run/visitor
}

# end_inside SIGNAL [NAME]: ends the programs in the clean system, or those of one name, and waits until they are gone.
end_inside() {
    local process found=yes
    while [[ $found == yes ]]; do
        found=no
        for process in /proc/[0-9]*; do
            [[ $(readlink "$process/root" 2>/dev/null) == "$root" ]] || continue
            [[ -z ${2:-} || $(cat "$process/comm" 2>/dev/null) == "$2" ]] || continue
            # A dead one whose parent has yet to notice has no program.
            readlink "$process/exe" >/dev/null 2>&1 || continue
            kill "-$1" "${process#/proc/}" 2>/dev/null || true
            found=yes
        done
        [[ $found == no ]] || sleep 0.1
    done
}

remove_root() {
    end_inside KILL
    [[ -z ${display_server:-} ]] || kill "$display_server" 2>/dev/null || true
    umount -R "$root" 2>/dev/null || umount -l "$root" 2>/dev/null || true
    umount "$layer/disk" 2>/dev/null || umount -l "$layer/disk" 2>/dev/null || true
    rmdir "$layer/root" "$layer/disk" "$layer"
}

# as_root COMMAND...: in the clean system, with a network for apt.
as_root() {
    chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"
}

# as_user COMMAND...: in the clean system, as its user, without a network.
as_user() {
    unshare --net -- chroot --userspec=visitor:visitor "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/home/visitor \
        XDG_RUNTIME_DIR=/run/visitor LC_ALL=C.UTF-8 LANGUAGE=en "$@"
}

apt() {
    as_root apt-get -q -y -o Acquire::Retries=3 -o APT::Install-Recommends=no "$@" >"$scratch/apt.log" 2>&1 || {
        tail -n 20 "$scratch/apt.log" >&2
        die "apt-get $* failed"
    }
}

# start_display: an X server on this side, so that nothing it needs is in the clean system; sets $display.
start_display() {
    command -v Xvfb >/dev/null || die "Xvfb is missing: packaging/setup.sh --developer installs it."
    mkdir "$scratch/screen" "$scratch/sockets"
    mkdir -p /tmp/.X11-unix
    mount --bind "$scratch/sockets" /tmp/.X11-unix
    Xvfb -displayfd 5 -screen 0 1280x860x24 -fbdir "$scratch/screen" -ac -nolisten tcp 5>"$scratch/display" \
        >"$scratch/xvfb.log" 2>&1 &
    display_server=$!
    for ((i = 0; i < 300; i++)); do
        [[ -s $scratch/display ]] && break
        sleep 0.1
    done
    [[ -s $scratch/display ]] || die "the X server did not start: $(cat "$scratch/xvfb.log")"
    display=:$(cat "$scratch/display")
    mkdir -m 1777 "$root/tmp/.X11-unix"
    mount --bind "$scratch/sockets" "$root/tmp/.X11-unix"
}

# show_window PICTURE COMMAND...: starts the program with a display, waits until it has listed its pictures, keeps what is
# on the screen as PICTURE (PNG) and ends the program. The screen must show something.
show_window() {
    local picture=$1 i
    shift
    : >"$scratch/window.log"
    as_user DISPLAY="$display" "$@" --report-start >"$scratch/window.log" 2>&1 &
    for ((i = 0; i < 1200; i++)); do
        grep -q '^listed [1-9]' "$scratch/window.log" && break
        kill -0 $! 2>/dev/null || die "the window ended: $(cat "$scratch/window.log")"
        sleep 0.1
    done
    grep -q '^shown' "$scratch/window.log" || die "the window was not shown: $(cat "$scratch/window.log")"
    sleep 5 # for the thumbnails
    "$repository/packaging/linux/xwd2png.py" "$scratch/screen/Xvfb_screen0" "$picture"
    end_inside TERM semblance
}
