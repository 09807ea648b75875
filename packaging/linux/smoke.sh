#!/usr/bin/env bash
# Installs a .deb into a clean system and uses it as a user does: packaging/linux/smoke.sh DEB [OUT]
#
# Everything but apt runs without a network and as a user who may not write to the program's folders. Checked are the
# installation, an index of pictures of many formats, searches, a model of the user's own, the window (its screenshots are
# left in OUT, when given), text in pictures, the upgrade from the package before (also one that was killed) with a library
# of version 0.1, and that nothing stays behind. Needs root, debootstrap, Xvfb, a mirror of Debian, and
# build/release/tests/zoofiles for the rarer formats.
set -euo pipefail

usage="Usage: packaging/linux/smoke.sh DEB [OUT]"
repository=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")/../..")
. "$repository/packaging/linux/cleanroot.sh"
deb=$(realpath -- "${1:?$usage}")
out=${2:-}
zoofiles=${SEMBLANCE_BUILD:-$repository/build/release}/tests/zoofiles
[[ -f $deb ]] || die "there is no package $deb."
[[ -x $zoofiles ]] || die "$zoofiles is missing: cmake --build build/release --target zoofiles."
enter_namespace "$@"

home=/home/visitor
demo=$home/demo
package=$(dpkg-deb -f "$deb" Package)
version=$(dpkg-deb -f "$deb" Version)

# As `semblance-cli search ... --paths`: the first of a composed search.
greener_heart() {
    as_user semblance-cli search --image $demo/icons/red-heart.png --modify "in green" --paths --limit 1
}
installed() { as_root dpkg-query -W -f '${Version} ${Status}' "$package" 2>/dev/null || true; }

# The same with a smaller version: the library's formats are tested by the library of version 0.1.
make_previous() {
    dpkg-deb -R "$deb" "$scratch/previous"
    sed -i 's/^Version: .*/Version: 0.0.9/' "$scratch/previous/DEBIAN/control"
    dpkg-deb -Znone -b "$scratch/previous" "$root/tmp/previous.deb" >/dev/null
    rm -rf "$scratch/previous"
    cp "$deb" "$root/tmp/semblance.deb"
}

make_old_library() {
    local library=$root$home/old dump
    mkdir -p "$library/cache"
    for dump in library vectors-abc123 vectors-def456 cache/thumbnails; do
        python3 - "$repository/tests/data/library-v1/$(basename "$dump").sql" "$library/$dump.db" <<'PYTHON'
import sqlite3, sys
sqlite3.connect(sys.argv[2]).executescript(open(sys.argv[1], encoding="utf-8").read())
PYTHON
    done
    as_root chown -R visitor: $home/old
}

check_installation() {
    local program missing
    apt install /tmp/previous.deb
    expect "the previous package is installed" "$(installed)" '^0.0.9 install ok installed$'
    for program in g++ cmake qmake6 python3; do
        [[ ! -e $root/usr/bin/$program ]] || die "the clean system has $program."
    done
    ok "without build tools"
    as_user test ! -w /usr/bin -a ! -w /usr/share/semblance -a ! -w /usr/lib/semblance ||
        die "the user may write to the program's folders."
    ok "the user may not write to the program's folders"
    missing=$(as_root find /usr/bin/semblance /usr/bin/semblance-cli /usr/libexec/semblance /usr/lib/semblance -type f -exec ldd {} + | grep 'not found') &&
        die "libraries are missing: $missing"
    ok "every program and library finds what it needs"
    for program in "/usr/bin/semblance -platform offscreen" /usr/bin/semblance-cli /usr/libexec/semblance/semblance-{decoder,engine,ocr}; do
        expect "$program starts" "$(as_user $program --version)" " ${version//./\\.}"
    done
}

check_searches() {
    local doctor
    as_user sh -c "mkdir -p $demo/icons && cp -r /usr/share/semblance/demo/photos $demo &&
        cp /usr/share/semblance/demo/icons/*heart*.png $demo/icons"
    expect "the demo's pictures are indexed" "$(as_user semblance-cli index --json $demo | tail -n 1)" '"failed":0'
    expect "picture and sentence: the green heart first" "$(greener_heart)" '/green-heart.png$'
    expect "a sentence: the castle first" "$(as_user semblance-cli search --text "a castle" --paths --limit 1)" '/castle[^/]*$'
    doctor=$(as_user semblance-cli doctor) || die "the doctor is not content: $doctor"
    printf '%s\n' "$doctor" | sed 's/^/       /'
    expect "the doctor is content" "$doctor" 'engine: .*decoder: .*confined.*healthy'
    "$zoofiles" "$scratch/zoo" >/dev/null
    mkdir "$root$home/zoo"
    find "$scratch/zoo" -type f \( -path '*heif*' -o -path '*raw*' -o -path '*svg*' \) -exec cp -t "$root$home/zoo" {} +
    as_root chown -R visitor: $home/zoo
    # Among them are some that are to be refused, which is another test's affair.
    as_user semblance-cli index --json $home/zoo 2>/dev/null | tail -n 1 || true
    local kind
    for kind in heic:heic raw:dng svg:svg; do
        expect "${kind%:*} is read" "$(as_user semblance-cli search --filter "type:${kind%:*}" --paths)" "\\.${kind#*:}"
    done
}

check_own_model() {
    as_user cp -r /usr/share/semblance/models/mini $home/model
    # Another one than the model that comes along, which would only be recognised.
    as_user sed -i 's/"mean": [0-9.]*/"mean": 120/' $home/model/model.json
    as_user semblance-cli model import $home/model --name mine >/dev/null
    expect "a model of the user's own is imported" "$(as_user semblance-cli model list)" mine
}

# What is written in a picture, by the window's own reader.
check_texts() {
    local i
    apt install tesseract-ocr-eng
    as_user sh -c "mkdir $home/shots && cat >'$home/shots/Screenshot from 2024-05-01.svg'" <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><rect width="1280" height="720" fill="white"/>
<text x="80" y="200" font-family="DejaVu Sans" font-size="48">Invoice number 2024</text></svg>
SVG
    as_user semblance-cli index --json $home/shots >/dev/null
    as_user DISPLAY="$display" semblance >"$scratch/texts.log" 2>&1 &
    for ((i = 0; i < 240; i++)); do
        [[ -z $(as_user semblance-cli search --filter '"invoice number"' --paths 2>/dev/null) ]] || break
        sleep 0.5
    done
    end_inside TERM semblance
    expect "text in a picture is found" "$(as_user semblance-cli search --filter '"invoice number"' --paths)" 'Screenshot'
}

check_window() {
    local said
    as_user sh -c "mkdir -p $home/.config/semblance && printf '[window]\ntheme=dark\n\n[grid]\nthumbnailSize=192\n' >$home/.config/semblance/semblance.ini"
    show_window "$out/window.png" semblance
    ok "the window shows the library"
    said=$(as_user semblance 2>&1) && die "there was a window without a display."
    expect "without a display it says so" "$said" 'there is no display'
}

# kill -9 while dpkg unpacks; what is half there is mended by the next installation, as apt says.
check_killed_upgrade() {
    local i
    as_root dpkg -i /tmp/semblance.deb >/dev/null 2>&1 &
    for ((i = 0; i < 3000; i++)); do
        compgen -G "$root/usr/lib/semblance/*.dpkg-new" >/dev/null && break
        sleep 0.02
    done
    end_inside KILL
    [[ $(installed) != *" ok installed" ]] || die "the upgrade was over before it could be killed: $(installed)"
    ok "killed in the middle: dpkg says $(installed)"
    as_root dpkg --configure -a >/dev/null 2>&1 || true
    apt install /tmp/semblance.deb
    expect "the next installation mends it" "$(installed)" "^${version//./\\.} install ok installed\$"
    [[ -z $(as_root find /usr -name '*.dpkg-new' -o -name '*.dpkg-tmp') ]] || die "pieces of the killed upgrade are left."
    [[ -z $(as_root dpkg --verify "$package") ]] || die "files are not the package's: $(as_root dpkg --verify "$package")"
    ok "every file is the package's"
}

# What the user has, in one text: pictures, folders, models; and the settings.
belongings() {
    as_user semblance-cli library --json
    as_user semblance-cli model list --json
    as_user sh -c "grep -E '^(theme|thumbnailSize)=' $home/.config/semblance/semblance.ini"
}

check_kept() {
    [[ $(belongings) == "$1" ]] || die "the user's things have changed. Before: $1 After: $(belongings)"
    ok "library, models and settings are as they were"
    expect "picture and sentence: the green heart first" "$(greener_heart)" '/green-heart.png$'
    expect "a library of version 0.1 opens" "$(as_user semblance-cli library --json --library $home/old)" '"files":11.*"pictures":10.*"searchable":2'
    show_window "$out/upgraded.png" semblance
    ok "the window shows the library"
}

check_removal() {
    local left
    apt remove "$package"
    as_user test -e $home/.local/share/semblance/library/library.db || die "the library went with the program."
    ok "removing leaves the user's data"
    apt install /tmp/semblance.deb
    as_user semblance-cli library erase --yes >/dev/null
    as_user semblance-cli library erase --library $home/old --yes >/dev/null
    left=$(as_user find $home -path '*semblance*' ! -path "$demo*"; as_user find $home/old 2>/dev/null || true)
    [[ -z $left ]] || die "erase left: $left"
    [[ -e $root$demo/icons/red-heart.png && -e $root$home/zoo ]] || die "erase took pictures."
    ok "erase takes all that Semblance kept, and no picture"
    apt purge "$package"
    left=$(as_root find /usr /etc /var /opt /tmp -iname '*semblance*' ! -path '/var/cache/apt/*' ! -path /tmp/semblance.deb)
    [[ -z $left ]] || die "purge left: $left"
    ok "purging leaves nothing"
}

make_root
[[ -n $out ]] || out=$scratch
mkdir -p "$out"
out=$(realpath -- "$out")

say "Installing the previous package"
apt update
make_previous
check_installation
say "Indexing and searching without a network"
check_searches
say "A model of the user's own"
check_own_model
say "The window"
start_display
check_window
say "Text in pictures"
check_texts
say "An upgrade that is killed"
make_old_library
before=$(belongings)
check_killed_upgrade
say "After the upgrade"
check_kept "$before"
say "Removing"
check_removal
say "The package is in order."
