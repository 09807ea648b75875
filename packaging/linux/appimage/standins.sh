#!/usr/bin/env bash
# Puts stand-ins in the place of libraries that only write films: packaging/linux/appimage/standins.sh FOLDER
#
# Debian's FFmpeg and libheif are linked with encoders, which nothing of Semblance calls, and with codec2, which knows a rare
# kind of speech by tables of 16 MB; the loader wants every name of theirs to be there. A stand-in has the names that the other
# libraries in FOLDER ask for: each function answers null, each variable is zero. FFmpeg, which looks at every track of a
# film, is told so by codec2 that it does not know the kind of speech.
set -euo pipefail

folder=${1:?Usage: packaging/linux/appimage/standins.sh FOLDER}
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

replaced=("$folder"/lib{codec2,x264,x265,SvtAv1Enc,rav1e}.so.*)
mapfile -t others < <(printf '%s\n' "$folder"/*.so* | grep -vxF -f <(printf '%s\n' "${replaced[@]}"))
nm -D --undefined-only "${others[@]}" 2>/dev/null | sed -n 's/^ *U \([^@]*\).*/\1/p' | sort -u >"$scratch/wanted"

for file in "${replaced[@]}"; do
    # Address, size, kind, name.
    nm -D -S --defined-only "$file" | sed 's/@.*//' | awk '
        NR == FNR { wanted[$1]; next }
        !($NF in wanted) { next }
        $(NF - 1) ~ /[TWi]/ { print "void* " $NF "(void) { return 0; }"; next }
        { print "char " $NF "[0x" $2 "] __attribute__((aligned(16)));" }' "$scratch/wanted" - >"$scratch/standin.c"
    [[ -s $scratch/standin.c ]] || {
        echo "standins: nobody asks for anything of $file." >&2
        exit 1
    }
    gcc -shared -fPIC -nostdlib -fno-builtin -Wl,--build-id=none -Wl,-soname,"$(basename "$file")" -o "$scratch/standin.so" "$scratch/standin.c"
    mv "$scratch/standin.so" "$file"
done
