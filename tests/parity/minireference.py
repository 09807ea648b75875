"""Numbers the shipped model must give, by an implementation of its own (PyTorch's functions, the stored
files, nothing of Semblance's code):

    python tests/parity/minireference.py MODEL_DIR OLD_REFERENCE.json [PHOTO_DIR] > reference.json

Sentences, pictures and captions are taken from OLD_REFERENCE.json; without PHOTO_DIR the photos' part is
left as it is. Needs torch, numpy, pillow, safetensors and sentencepiece. Run it after training, and commit
what it prints as tests/core/model/data/reference.json.
"""
import json
import pathlib
import sys

import numpy as np
import sentencepiece
import torch
import torch.nn.functional as F
from PIL import Image
from safetensors.torch import load_file

SIDE = 260


def weights(path):
    """name -> float32; int8 rows are multiplied by their scales."""
    stored = load_file(str(path))
    result = {}
    for name, tensor in stored.items():
        if name.endswith(".scale"):
            continue
        if tensor.dtype == torch.int8:
            scale = stored[name + ".scale"]
            tensor = tensor.float() * scale.view(-1, *[1] * (tensor.dim() - 1))
        result[name] = tensor.float()
    return result


class Model:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.manifest = json.loads((self.folder / "model.json").read_text())
        parts = {role: self.folder / part["file"] for role, part in self.manifest["parts"].items()}
        self.image = weights(parts["image"])
        self.text = weights(parts["text"])
        self.heads = weights(parts["heads"])
        self.mapping = weights(parts["mapping"]) if "mapping" in parts else None
        self.composing = weights(parts["composing"]) if "composing" in parts else None
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(parts["tokenizer"]))

    # -- pictures
    def convolve(self, x, name, stride=1, groups=1, activation=True):
        weight = self.image[name + ".weight"]
        kernel = weight.shape[-1]
        padding = []
        for side in (x.shape[3], x.shape[2]):
            outputs = -(-side // stride)
            whole = max((outputs - 1) * stride + kernel - side, 0)
            padding += [whole // 2, whole - whole // 2]
        y = F.conv2d(F.pad(x, padding), weight, self.image[name + ".bias"], stride, 0, 1, groups)
        return y.clamp(0, 6) if activation else y

    def grid(self, x):
        """float [1, 3, 260, 260], normalised -> [1, 1280, 9, 9]"""
        stages = [(1, 1, 1), (3, 2, 6), (3, 2, 6), (4, 2, 6), (4, 1, 6), (5, 2, 6), (1, 1, 6)]
        x = self.convolve(x, "stem", 2)
        index = 0
        for count, first_stride, expand in stages:
            for i in range(count):
                name = f"blocks.{index}."
                y = self.convolve(x, name + "expand") if expand != 1 else x
                y = self.convolve(y, name + "depthwise", first_stride if i == 0 else 1, y.shape[1])
                y = self.convolve(y, name + "project", activation=False)
                x = x + y if i > 0 else y
                index += 1
        return self.convolve(x, "head")

    def linear(self, part, name, x):
        return F.linear(x, part[name + ".weight"], part[name + ".bias"])

    def norm(self, part, name, x, eps=1e-5):
        return F.layer_norm(x, x.shape[-1:], part[name + ".weight"], part[name + ".bias"], eps)

    def head(self, part, prefix, x):
        x = self.norm(part, prefix + "norm", x)
        hidden = F.gelu(self.linear(part, prefix + "hidden", x))
        return self.linear(part, prefix + "linear", x) + self.linear(part, prefix + "out", hidden)

    def features(self, pixels):
        """uint8 [260, 260, 3] -> pooled [1, 1280], histogram [1, 192], patches [1, 81, 1280]"""
        norm = self.manifest["image"]
        x = (torch.from_numpy(pixels.copy()).float() - norm["mean"]) / norm["deviation"]
        grid = self.grid(x.permute(2, 0, 1)[None])
        return grid.mean((2, 3)), histogram(pixels), grid.flatten(2).transpose(1, 2)

    def embed_picture(self, pixels):
        pooled, colours, _ = self.features(pixels)
        z = (colours - self.heads["image.colour.mean"]) / self.heads["image.colour.std"]
        colour = F.gelu(self.linear(self.heads, "image.colour.hidden", z.clamp(-4, 4)))
        y = self.head(self.heads, "image.", pooled)
        return F.normalize(y + self.linear(self.heads, "image.colour.out", colour))[0]

    # -- sentences
    def ids(self, sentence):
        sentence = sentence.strip().lower()
        return self.pieces.encode(sentence[:-1] if sentence.endswith(".") else sentence)

    def pooled(self, rows, tower):
        """input embeddings [T, 256] -> [512]"""
        places = torch.arange(len(rows)).float()[:, None] * tower["inv_timescales"]
        x = 2 * rows + torch.cat([places.sin(), places.cos()], 1)
        for layer in (0, 1):
            name = f"layers.{layer}."
            y = self.norm(tower, name + "attn_norm", x, 1e-6)
            q, k, v = self.linear(tower, name + "attn.qkv", y).chunk(3, 1)
            heads = [t.view(len(rows), 4, -1).transpose(0, 1) for t in (q, k, v)]
            shares = (heads[0] @ heads[1].transpose(1, 2) / heads[0].shape[2] ** 0.5).softmax(2)
            seen = (shares @ heads[2]).transpose(0, 1).reshape(len(rows), -1)
            kept = self.linear(tower, name + "residual", x) if layer == 0 else x
            x = kept + self.linear(tower, name + "attn.out", seen)
            y = self.norm(tower, name + "ffn_norm", x, 1e-6)
            x = x + self.linear(tower, name + "ffn_out", F.relu(self.linear(tower, name + "ffn_in", y)))
        return x.mean(0)

    def table(self, ids):
        return self.text["embedding.weight"][torch.tensor(ids)]

    def embed_text(self, rows):
        pooled = self.pooled(rows, self.text)
        return pooled, F.normalize(self.head(self.heads, "text.", pooled[None]))[0]

    def prompt(self, before, words, after):
        first = self.ids(before)
        rows = torch.cat([self.table(first), words, self.table(self.ids(after))])
        return first + [5] * len(words) + self.ids(after), rows

    # -- composition
    def words(self, pixels):
        """[words, 256]"""
        part = self.mapping
        pooled, colours, patches = self.features(pixels)
        config = json.loads(self.metadata("mapping"))
        x = self.norm(part, "phi.norm", pooled) if "phi.norm.weight" in part else pooled
        layers = sum(name.startswith("phi.") and name[4].isdigit() for name in part) // 2
        for i in range(layers - 1):
            x = F.gelu(self.linear(part, f"phi.{i}", x))
        x = self.linear(part, f"phi.{layers - 1}", x)
        if "side.hidden.weight" in part:
            z = ((colours - part["side.mean"]) / part["side.deviation"]).clamp(-4, 4)
            x = x + self.linear(part, "side.out", F.gelu(self.linear(part, "side.hidden", z)))
        start = x.view(-1, 256)
        if "injection.gate" not in part:
            return start
        memory = self.linear(part, "injection.patch", self.norm(part, "injection.patch_norm", patches[0]))
        memory = memory + part["injection.positions"]
        x = start
        heads = config["injection"]["heads"]
        split = lambda t: t.view(len(t), heads, -1).transpose(0, 1)
        layer = 0
        while f"injection.{layer}.attn_gate" in part:
            name = f"injection.{layer}."
            y = self.norm(part, name + "attn_norm", x)
            q, k, v = (split(self.linear(part, name + "attn." + which, source))
                       for which, source in (("q", y), ("k", memory), ("v", memory)))
            shares = (q @ k.transpose(1, 2) / q.shape[2] ** 0.5).softmax(2)
            seen = (shares @ v).transpose(0, 1).reshape(len(x), -1)
            x = x + part[name + "attn_gate"] * self.linear(part, name + "attn.out", seen)
            fed = F.gelu(self.linear(part, name + "ffn_in", self.norm(part, name + "ffn_norm", x)))
            x = x + part[name + "ffn_gate"] * self.linear(part, name + "ffn_out", fed)
            layer += 1
        out = F.linear(self.norm(part, "injection.out_norm", x), part["injection.out.weight"])
        return start + torch.tanh(part["injection.gate"]) * out

    def metadata(self, role):
        path = self.folder / self.manifest["parts"][role]["file"]
        data = path.read_bytes()
        length = int.from_bytes(data[:8], "little")
        return json.loads(data[8:8 + length])["__metadata__"]["config"]

    def compose(self, pixels, modification):
        before = self.manifest["composition"]["before"]
        join = self.manifest["composition"]["join"]
        after = modification if modification.lower().startswith(join) else f"{join} {modification}"
        _, rows = self.prompt(before, self.words(pixels), after)
        tower = dict(self.text)
        head = {name: tensor for name, tensor in self.heads.items() if name.startswith("text.")}
        for name, difference in (self.composing or {}).items():
            name = name.removeprefix("difference.")
            part, key = (head, "text." + name.removeprefix("head.")) if name.startswith("head.") else (tower, name)
            part[key] = part[key] + difference
        return F.normalize(self.head(head, "text.", self.pooled(rows, tower)[None]))[0]


def histogram(pixels):
    """SPEC.md's square root of the colour histogram, [1, 192]"""
    rgb = pixels.reshape(-1, 3).astype(np.int64)
    if (rgb.min(1) < 235).mean() >= 0.01:
        rgb = rgb[rgb.min(1) < 235]
    most, least = rgb.max(1), rgb.min(1)
    span = most - least
    r, g, b = rgb.T
    safe = np.where(span > 0, span, 1)
    hue = np.where(most == r, ((g - b) / safe) % 6, np.where(most == g, (b - r) / safe + 2, (r - g) / safe + 4))
    hue = np.where(span > 0, hue / 6, 0) % 1
    saturation = np.where(most > 0, span / np.maximum(most, 1), 0)
    bins = (np.minimum(11, (12 * hue).astype(int)) * 16 + np.minimum(3, (4 * saturation).astype(int)) * 4
            + np.minimum(3, (4 * most / 255).astype(int)))
    counts = np.bincount(bins, minlength=192)
    return torch.from_numpy(np.sqrt(counts / counts.sum())).float()[None]


def model_input(picture):
    picture = picture.convert("RGB")
    factor = SIDE / min(picture.size)
    size = [max(SIDE, round(length * factor)) for length in picture.size]
    if tuple(size) != picture.size:
        picture = picture.resize(size, Image.BICUBIC)
    left, top = ((length - SIDE) // 2 for length in size)
    return np.asarray(picture.crop((left, top, left + SIDE, top + SIDE)))


def painted(width, height):
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    red = np.floor(127.5 + 127.5 * np.sin(x / 37) * np.cos(y / 53))
    green = np.where((x // 80 + y // 80) % 2 == 0, 200, 40)
    blue = np.floor(255 * (x + y) / (width + height - 2))
    return Image.fromarray(np.stack([red, green, blue], 2).astype(np.uint8))


def numbers(tensor, count=None):
    return [round(float(value), 6) for value in tensor.flatten()[:count]]


def main():
    model = Model(sys.argv[1])
    reference = json.loads(pathlib.Path(sys.argv[2]).read_text())
    photos = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    reference["comment"] = ("the shipped model by tests/parity/minireference.py: stored weights, fp32 maths; "
                            "plain lists are the first 16 values unless said otherwise")

    c, y, x = np.meshgrid(np.arange(3), np.arange(SIDE), np.arange(SIDE), indexing="ij")
    tensor = np.sin(0.05 * (c + 1) * y) * np.cos(0.03 * x)
    grid = model.grid(torch.from_numpy(tensor).float()[None])
    pooled = grid.mean((2, 3))[0]
    cell = grid[0, :, 4, 4]
    part = reference["tensor_image"]
    part["grid_4_4_mean"] = float(cell.mean())
    part["grid_4_4_nonzero"] = [[int(i), float(cell[i])] for i in cell.nonzero()[:16, 0]]
    part["pooled"] = numbers(pooled, 16)
    part["pooled_norm"] = float(pooled.norm())
    scores = F.linear(pooled, model.image["classifier.weight"], model.image["classifier.bias"]) \
        if "classifier.weight" in model.image else None
    if scores is not None:
        part["top_class"] = int(scores.argmax())
    else:
        part.pop("top_class", None)

    for entry in reference["painted_images"]:
        pixels = model_input(painted(entry["width"], entry["height"]))
        entry["embedding_full"] = numbers(model.embed_picture(pixels))
    for entry in reference["texts"]:
        entry["ids"] = model.ids(entry["text"])[:40]
        rows = model.table(entry["ids"])
        pooled, embedding = model.embed_text(rows)
        entry["pooled"], entry["embedding"] = numbers(pooled, 16), numbers(embedding, 16)

    entry = reference["pseudo_word"]
    word = 0.5 * torch.arange(256).float().sin()[None]
    entry["ids"], rows = model.prompt("a photo of", word, "that is red")
    pooled, embedding = model.embed_text(rows)
    entry["pooled"], entry["embedding"] = numbers(pooled, 16), numbers(embedding, 16)

    if model.mapping is not None:
        pixels = np.asarray(painted(SIDE, SIDE))
        reference["composed"] = {
            "picture": "painted_images' formula at 260 x 260",
            "words": numbers(model.words(pixels)),
            "queries": [{"modification": text, "embedding_full": numbers(model.compose(pixels, text))}
                        for text in ("red", "that is red", "with a dog on a beach")],
        }
    if photos:
        entry = reference["photos"]
        pictures = [model.embed_picture(model_input(Image.open(photos / name))) for name in entry["files"]]
        captions = [model.embed_text(model.table(model.ids(text)[:40]))[1] for text in entry["captions"]]
        entry["cosine"] = [[round(float(a @ b), 4) for b in captions] for a in pictures]
    json.dump(reference, sys.stdout, indent=1)


if __name__ == "__main__":
    with torch.inference_mode():
        main()
