#!/usr/bin/env bash
# Has MinGW's compiler read the sources as Windows would: packaging/windows/syntax.sh [--branches | FILE...]
#
# Without files: core/base, scan, store, remote and library, and the programs' own sources; with --branches those alone that
# ask which system it is, the window's among them. It compiles nothing, but the Windows branches cannot rot unseen. Qt's
# headers are those of this system: what they hold of Linux hangs on the compiler's own macros.
#
# Not read so, since the headers it needs are not to be had for MinGW here: what includes the formats' libraries (core/media,
# core/ocr, app/decoder, app/ocr) or libtorch (core/model, train, evaluate, study, app/engine; of Windows' own branches only
# the one in core/study/selftest.cpp, six lines). Never seen: what moc makes, what only MSVC minds, and linking.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

compiler=x86_64-w64-mingw32-g++-posix
command -v "$compiler" >/dev/null || {
    echo "syntax: $compiler is missing: packaging/setup.sh --developer installs it." >&2
    exit 1
}
includes=$(mktemp -d)
trap 'rm -rf -- "$includes"' EXIT
# Only these of /usr/include: the system's own headers are not Windows'.
qt=$(dirname "$(find /usr/include -type d -name QtCore -path '*qt6*' | head -n 1)")
for name in tl xxhash.h openssl sqlite3.h SQLiteCpp hnswlib hwy CLI zconf.h zlib.h; do
    [[ -e /usr/include/$name ]] && ln -s "/usr/include/$name" "$includes/$name"
done
# OpenSSL's configuration lies beside the machine's headers.
mkdir "$includes/machine"
machine=/usr/include/$(gcc -print-multiarch)
[[ -e $machine/openssl ]] && ln -s "$machine/openssl" "$includes/machine/openssl"
flags=(-std=c++20 -I. -isystem "$includes" -isystem "$includes/machine"
    -DQT_NO_CAST_FROM_ASCII -DQT_NO_CAST_TO_ASCII -DQT_NO_KEYWORDS -DNOMINMAX -DWIN32_LEAN_AND_MEAN -D_WIN32_WINNT=0x0A00
    '-DSEMBLANCE_VERSION="0"' -Wall -Wextra -Werror)
for module in "" QtCore QtGui QtWidgets QtNetwork QtSvg; do
    flags+=(-isystem "$qt/$module")
done

# Of other systems alone, and the decoder's that need libseccomp.
elsewhere='_(linux|posix|mac|unix)\.cpp$|app/decoder/(filerules|systemcalls)\.cpp'
if [[ ${1:-} == --branches ]]; then
    mapfile -t files < <(git grep -lE 'Q_OS_|_WIN32|__linux__' -- 'core/*.cpp' 'app/*.cpp' 'ui/*.cpp' |
        grep -vE "$elsewhere|^core/(study|media|model|train|evaluate)/|^app/(decoder|ocr|engine)/")
elif (($#)); then
    files=("$@")
else
    mapfile -t files < <(git ls-files 'core/base/*.cpp' 'core/commandline/*.cpp' 'core/catalogue/*.cpp' 'core/scan/*.cpp' \
        'core/store/*.cpp' 'core/query/*.cpp' 'core/remote/*.cpp' 'core/library/*.cpp' 'app/*.cpp' |
        grep -vE "$elsewhere")
fi
# Read once for all, which takes most of the time.
echo '#include "packaging/cmake/precompiled/qt.h"' >"$includes/precompiled.h"
"$compiler" "${flags[@]}" -x c++-header "$includes/precompiled.h" -o "$includes/precompiled.h.gch"
flags+=(-fsyntax-only -include "$includes/precompiled.h")
# What moc makes of a file is nothing here.
printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -I{} bash -c '
    file=$1
    shift
    if grep -q "^#include \".*\.moc\"" "$file"; then mkdir -p "$0/moc"; : >"$0/moc/$(basename "$file" .cpp).moc"; fi
    "$@" -isystem "$0/moc" "$file" 2>"$0/$(echo "$file" | tr / _).log" || { cat "$0/$(echo "$file" | tr / _).log" >&2; exit 1; }
' "$includes" {} "$compiler" "${flags[@]}"
echo "Read as Windows would: ${#files[@]} files."
