#!/usr/bin/env bash
# Starts each of the four programs and checks that it says who it is: packaging/start-all.sh FOLDER
# The window opens without a display and closes by itself as soon as it is shown.
set -euo pipefail

programs=${1:?Usage: packaging/start-all.sh FOLDER-OF-THE-PROGRAMS}
export QT_QPA_PLATFORM=offscreen

for program in semblance semblance-cli semblance-decoder semblance-ocr semblance-engine; do
    printf '%-20s' "$program"
    answer=$(timeout 60 "$programs/$program" --version </dev/null)
    if [[ $answer != "$program "* ]]; then
        echo "start-all: $program --version answered '$answer'." >&2
        exit 1
    fi
    echo "$answer"
done

# A home of its own: the run touches no library of the user's.
home=$(mktemp -d)
trap 'rm -rf -- "$home"' EXIT
mkdir -m 700 "$home/run"
printf '%-20s' "the window"
env XDG_RUNTIME_DIR="$home/run" HOME="$home" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" XDG_CONFIG_HOME="$home/config" \
    timeout 60 "$programs/semblance" --quit-when-shown </dev/null
echo "was shown"
