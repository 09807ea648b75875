#!/usr/bin/env python3
"""What transformers makes of many sentences, for tst_tokenizerparity and for the fixture of
tst_cliptokenizer.

    tests/parity/sentenceids.py OUT [--captions FILE.tsv ...]
    tests/parity/sentenceids.py OUT --fixtures tests/core/text/data

Writes to OUT: clip/ (vocab.json, merges.txt), clipjson/ (tokenizer.json), siglip/ (spiece.model),
siglip2/ (tokenizer.model) and siglip2json/ (tokenizer.json), the SigLIP vocabularies trained on the
captions; texts.json, and ids.json with a list of ids for each folder and sentence.
--fixtures writes small vocabularies and what they make of the shorter sentences. Run it with the Python of tests/parity/setup.sh.
"""

import argparse
import base64
import csv
import json
import os
import pathlib
import re
import sys

os.environ["HF_HUB_OFFLINE"] = "1"

import sentencepiece
import transformers
from transformers import CLIPTokenizer, SiglipTokenizer
from transformers.models.siglip2.tokenization_siglip2 import Siglip2Tokenizer

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from strangetexts import STRANGE_TEXTS

CLIP_MERGES = 49152 - 256 - 2
MOST_CAPTIONS = 10_000
FIXTURE_MERGES = 2000
FIXTURE_LETTERS = 300
SPECIMENS = [
    "a photo of a red car that is blue", "two dogs run in the snow", "the same shirt without the collar",
    "a black and white cat", "people stand on the beach", "this one is green and has longer sleeves",
]


def byte_letters():
    """GPT-2's letters for the 256 bytes, in CLIP's order: printable ones first."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAC + 1), *range(0xAE, 0xFF + 1)]
    others = [b for b in range(256) if b not in printable]
    return [chr(b) for b in printable] + [chr(256 + i) for i in range(len(others))]


def write_clip(out, merge_count):
    source = pathlib.Path(sys.prefix) / "clip-merges.txt"
    merges = source.read_text(encoding="utf-8").split("\n")[1 : merge_count + 1]
    pieces = byte_letters()
    pieces += [piece + "</w>" for piece in pieces]
    pieces += ["".join(merge.split()) for merge in merges]
    pieces += ["<|startoftext|>", "<|endoftext|>"]
    folder = out / "clip"
    folder.mkdir(parents=True)
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *merges, ""]), encoding="utf-8")
    (folder / "vocab.json").write_text(json.dumps({p: i for i, p in enumerate(pieces)}), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 77}), encoding="utf-8")
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    tokenizer.backend_tokenizer.save(str(out / "clip.json"))
    (out / "clipjson").mkdir()
    (out / "clip.json").rename(out / "clipjson" / "tokenizer.json")
    return tokenizer


def train(out, captions, **options):
    out.parent.mkdir(parents=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(captions), model_prefix=str(out), pad_id=0, eos_id=1, num_threads=1,
        minloglevel=2, hard_vocab_limit=False, **options)
    pathlib.Path(f"{out}.vocab").unlink()


def write_siglip(out, captions, size, **options):
    # The shape of T5's vocabulary, which SigLIP uses.
    train(out / "siglip" / "spiece", captions, model_type="unigram", vocab_size=size, unk_id=2, bos_id=-1, **options)
    return SiglipTokenizer(vocab_file=str(out / "siglip" / "spiece.model"))


def write_xlmr(out, captions, size):
    """XLM-R's shape: <s>, <pad>, </s>, <unk>, then what was trained, and <mask> at the end."""
    train(out / "xlmr" / "sentencepiece", captions, model_type="unigram", vocab_size=size, unk_id=3, bos_id=-1)
    model = sentencepiece.SentencePieceProcessor(model_file=str(out / "xlmr" / "sentencepiece.model"))
    special = {"<s>", "<pad>", "</s>", "<unk>"}
    pieces = [(model.id_to_piece(i), model.get_score(i)) for i in range(model.get_piece_size())]
    vocab = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    vocab += [piece for piece in pieces if piece[0] not in special] + [("<mask>", 0.0)]
    tokenizer = transformers.XLMRobertaTokenizer(vocab=vocab)
    tokenizer.backend_tokenizer.save(str(out / "xlmr" / "tokenizer.json"))
    return tokenizer


def write_chinese(out, texts):
    """bert-base-chinese's shape: [PAD] first, Chinese characters, words and what goes on in them; uncased."""
    folder = out / "chinese"
    folder.mkdir(parents=True)
    letters = sorted({letter for text in texts for letter in text.lower() if not letter.isspace() and ord(letter) < 0x10000})
    words = sorted({word for text in texts for word in re.findall("[a-z]+", text.lower())})[::2]
    pieces = ["[PAD]", "[unused1]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *words, *("##" + x for x in letters)]
    pieces = list(dict.fromkeys(pieces))
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    return transformers.BertTokenizer.from_pretrained(folder)


def write_siglip2(out, captions, size):
    # The shape of Gemma's: nothing is normalised, unknown letters fall back to bytes.
    train(out / "siglip2" / "tokenizer", captions, model_type="bpe", vocab_size=size, unk_id=3, bos_id=2,
          pad_piece="<pad>", eos_piece="<eos>", bos_piece="<bos>", byte_fallback=True, normalization_rule_name="identity", add_dummy_prefix=False,
          remove_extra_whitespaces=False)
    from transformers.convert_slow_tokenizer import generate_merges
    model = sentencepiece.SentencePieceProcessor(model_file=str(out / "siglip2" / "tokenizer.model"))
    pieces = [model.id_to_piece(i) for i in range(model.get_piece_size())]
    vocab = {piece: i for i, piece in enumerate(pieces)}
    scores = {piece: model.get_score(i) for i, piece in enumerate(pieces)}
    tokenizer = Siglip2Tokenizer(vocab=vocab, merges=generate_merges(vocab, scores), add_eos_token=True)
    tokenizer.update_post_processor()
    (out / "siglip2json").mkdir()
    tokenizer.backend_tokenizer.save(str(out / "siglip2json" / "tokenizer.json"))
    return tokenizer


def read_captions(paths):
    captions = []
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                captions.append(row.get("caption") or row.get("productDisplayName") or row.get("name"))
    captions = [caption for caption in captions if caption]
    step = max(1, len(captions) // MOST_CAPTIONS)
    return captions[::step][:MOST_CAPTIONS]


def write_fixtures(out, folder):
    texts = [text for text in STRANGE_TEXTS if len(text) <= FIXTURE_LETTERS]
    version = f"tests/parity/sentenceids.py --fixtures, transformers {transformers.__version__}"

    def write(name, origin, values, tokenizer, most, texts=texts):
        ids = tokenizer(texts, truncation=True, max_length=most)["input_ids"]
        rows = [json.dumps({"text": text, "ids": row}) for text, row in zip(texts, ids)]
        heads = [json.dumps(key) + ": " + json.dumps(value) for key, value in {"origin": origin, **values}.items()]
        (folder / name).write_text(
            "{" + ",\n".join([*heads, '"sentences": [\n' + ",\n".join(rows) + "\n]"]) + "}\n", encoding="ascii")

    clip = write_clip(out, FIXTURE_MERGES)
    merges = (out / "clip" / "merges.txt").read_text(encoding="utf-8").split("\n")[1:-1]
    write("clip.json", f"{version}; CLIP's first {FIXTURE_MERGES} merges (OpenAI, MIT, from open_clip_torch)",
          {"merges": " | ".join(merges)}, clip, 77)

    # Vocabularies as small as they can be, trained on this project's own words.
    words = [text for text in texts if text.isascii()] + SPECIMENS * 20
    # NFKC's table alone would be 240 KB; of it only U+2581 (written for a space) is needed.
    rules = out / "rules.tsv"
    rules.write_text("2581\t20\nFF26\t46\n")
    siglip = write_siglip(out, words, 200, normalization_rule_tsv=str(rules))
    siglip2 = write_siglip2(out, words, 420)
    # Letters that repeat can be cut in several equally likely ways, and libraries choose differently.
    clear = [text for text in texts if not re.search(r"(\w)\1|,000", text)]
    for tokenizer, file in [(siglip, "siglip/spiece.model"), (siglip2, "siglip2/tokenizer.model")]:
        model = base64.b64encode((out / file).read_bytes()).decode()
        write(f"{file.split('/')[0]}.json", version, {"model": model}, tokenizer, 64,
              clear if tokenizer is siglip else texts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--captions", nargs="*", default=[])
    parser.add_argument("--fixtures", type=pathlib.Path)
    options = parser.parse_args()
    captions = read_captions(options.captions)
    texts = STRANGE_TEXTS + captions

    def ids(tokenizer, most):
        return tokenizer(texts, truncation=True, max_length=most)["input_ids"]

    if options.fixtures:
        write_fixtures(options.out, options.fixtures)
        return
    result = {"clip": ids(write_clip(options.out, CLIP_MERGES), 77)}
    result["clipjson"] = result["clip"]
    if captions:
        result["siglip"] = ids(write_siglip(options.out, captions, 3000), 64)
        result["siglip2json"] = ids(write_siglip2(options.out, captions, 3000), 64)
        result["siglip2"] = result["siglip2json"]
    (options.out / "texts.json").write_text(json.dumps(texts), encoding="ascii")
    (options.out / "ids.json").write_text(json.dumps(result), encoding="ascii")
    print(f"{len(texts)} sentences")


if __name__ == "__main__":
    main()
