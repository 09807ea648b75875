#!/usr/bin/env bash
# Sets the machine up, builds everything with warnings as errors, and runs the tests:
#
#   packaging/test.sh [--all]
#
# Without --all: the labels core, children and ui, then a sample of slow that takes at most 10 minutes:
# its tests run in an order drawn with SEMBLANCE_SLOW_SAMPLE (a seed; printed, so that it can be given
# again), each on the part of its cases that the same seed picks. With --all: everything but bench.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

all=no
case ${1:-} in
    "") ;;
    --all) all=yes ;;
    *)
        echo "Usage: packaging/test.sh [--all]" >&2
        exit 2
        ;;
esac

build=build/release
slow_budget=600  # seconds

say() { printf '\n== [%d:%02d] %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }

# run_tests ARGUMENTS...: notes a failure and goes on, so that one run shows them all.
failures=0
run_tests() { ctest --test-dir "$build" --output-on-failure --no-tests=error "$@" || failures=$((failures + 1)); }

# Prints the names of the slow tests in the order that the seed draws.
slow_tests() {
    ctest --test-dir "$build" -N -L '^slow$' | sed -n 's/^ *Test *#[0-9]*: *//p' |
        while read -r name; do
            echo "$(cksum <<<"$1 $name" | cut -d' ' -f1) $name"
        done | sort -n | cut -d' ' -f2
}

run_slow_sample() {
    export SEMBLANCE_SLOW_SAMPLE=${SEMBLANCE_SLOW_SAMPLE:-$RANDOM}
    say "Tests: a sample of slow, SEMBLANCE_SLOW_SAMPLE=$SEMBLANCE_SLOW_SAMPLE"
    local started=$SECONDS left name skipped=()
    for name in $(slow_tests "$SEMBLANCE_SLOW_SAMPLE"); do
        left=$((slow_budget - (SECONDS - started)))
        if ((left < slow_budget / 4)); then
            skipped+=("$name")
            continue
        fi
        run_tests -R "^$name\$"
    done
    ((${#skipped[@]} == 0)) || echo "Left out for want of time (--all runs them): ${skipped[*]}"
}

packaging/setup.sh

say "Building with warnings as errors"
cmake --preset ci >/dev/null
cmake --build "$build"

export QT_QPA_PLATFORM=offscreen
if [[ $all == yes ]]; then
    say "Tests: everything but bench"
    run_tests -LE '^bench$'
else
    say "Tests: core"
    run_tests -L '^core$' -j "$(nproc)"
    say "Tests: children and ui"
    run_tests -L '^(children|ui)$' -j "$(nproc)"
    run_slow_sample
fi

if ((failures)); then
    say "Some tests failed; the summaries above name them."
    exit 1
fi
say "All tests passed."
