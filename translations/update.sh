#!/usr/bin/env bash
# Takes new and changed strings into the .ts files: translations/update.sh [FOLDER of the .ts files]
# Then translate what is marked as unfinished (Qt Linguist or an editor); tests/ui/tst_translations checks.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

target=${1:-translations}
lupdate=$(command -v lupdate || true)
[[ -x /usr/lib/qt6/bin/lupdate ]] && lupdate=/usr/lib/qt6/bin/lupdate
if [[ -z $lupdate ]]; then
    echo "update: lupdate is missing: run packaging/setup.sh." >&2
    exit 2
fi
# What the window shows. The command lines of semblance-cli and semblance-engine, and what only they say,
# stay English like the names of their options; of the engine, what it says of a model is shown.
rooms=(core/{base,commandline,gazetteer,ocr,store,scan,index,query,remote,library,media,text,model,teamstore} ui app/desktop
    app/engine/serve.cpp core/study/selftest.cpp)
options=(-silent -no-obsolete -locations none -I . "${rooms[@]}" -source-language en)
for language in de fr; do
    "$lupdate" "${options[@]}" -target-language "$language" -ts "$target/semblance_$language.ts"
done
"$lupdate" "${options[@]}" -target-language en -pluralonly -ts "$target/semblance_en.ts"
