#!/usr/bin/env bash
# Builds the fuzzers with clang 14, AddressSanitizer and UndefinedBehaviorSanitizer, and runs each of them:
#
#   tests/fuzz/run.sh [SECONDS [NAME...]]
#
# SECONDS for each (60); NAMEs as decode-png, metadata, colour, query, safetensors, torchfile; none: all. The pictures to begin with are
# the zoo's (tests/data/zoo). What is found stays in build/fuzz/found, and the run fails. Needs packaging/setup.sh --developer.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

seconds=${1:-60}
(($# == 0)) || shift
wanted=("$@")
build=build/fuzz
# Leaks are left out: fonts, plugins and locales stay until the process ends.
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

cmake --preset release -DSEMBLANCE_WITH_TORCH=OFF -B "$build/zoo" >/dev/null
cmake --build "$build/zoo" --target zoofiles
cmake -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-14 -DSEMBLANCE_FUZZ=ON \
    -DSEMBLANCE_WITH_TORCH=OFF -DSEMBLANCE_SANITIZE=fuzzer-no-link,address,undefined >/dev/null
cmake --build "$build" --target fuzz_safetensors fuzz_torchfile fuzz_decode fuzz_metadata fuzz_colour fuzz_query
"$build/zoo/tests/zoofiles" "$build/seeds"

failed=()
# fuzz NAME PROGRAM [FOLDER or option...]
fuzz() {
    local name=$1 program=$2
    shift 2
    ((${#wanted[@]} == 0)) || [[ " ${wanted[*]} " == *" $name "* ]] || return 0
    mkdir -p "$build/corpus/$name" "$build/found"
    printf '== %s\n' "$name"
    nice "$build/bin/$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -max_len=200000 \
        -print_final_stats=1 -verbosity=0 -artifact_prefix="$build/found/$name-" "$build/corpus/$name" "$@" \
        >"$build/$name.log" 2>&1 || failed+=("$name")
    sed -n 's/^stat::number_of_executed_units: */  inputs: /p; s/^SUMMARY: /  &/p' "$build/$name.log"
}

for folder in "$build"/seeds/*/; do
    format=$(basename "$folder")
    [[ $format == none ]] && continue
    SEMBLANCE_FUZZ_FORMAT=$format fuzz "decode-$format" fuzz_decode "$folder"
done
fuzz metadata fuzz_metadata "$build/seeds/jpeg"
fuzz colour fuzz_colour
fuzz safetensors fuzz_safetensors
fuzz torchfile fuzz_torchfile tests/core/model/data/torch
fuzz query fuzz_query -dict=tests/fuzz/query.dict

if ((${#failed[@]})); then
    echo "Found something: ${failed[*]}; see $build/found and $build/NAME.log." >&2
    exit 1
fi
echo "Nothing was found."
