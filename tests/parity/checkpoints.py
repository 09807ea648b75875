#!/usr/bin/env python3
"""Random-weight checkpoints in Hugging Face's layout and what transformers computes with them, for
tst_checkpointparity.

    tests/parity/checkpoints.py OUT [--full | --tiny] [--only NAME]

Each OUT/<name> is a model folder; OUT/<name>.expected.safetensors holds pixels (uint8 [N, side,
side, 3]), patches, image (the un-normalised features), text, logits and, of models that take real
sizes, photos (the features of OUT/photo-<i>.png through the model's own preprocessing);
OUT/<name>.texts.json the sentences.
openclipcheckpoints.py makes the same of open_clip's layouts.
Without --full the shapes are small, but odd where real ones are; --tiny makes those that are
committed in tests/core/model/data/hf, for tst_hffamilies. Run it with the Python of
tests/parity/setup.sh.
"""

import argparse
import json
import os
import pathlib
import shutil
import sys

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
from PIL import Image, ImageDraw, ImageFilter
from safetensors.torch import load_file, save_file
from transformers import (ChineseCLIPConfig, ChineseCLIPImageProcessor, ChineseCLIPModel, CLIPConfig, CLIPImageProcessor, CLIPModel, MetaClip2Config, MetaClip2Model, SiglipConfig,
                          SiglipImageProcessor, SiglipModel)

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import sentenceids

TEXTS = [
    "a photo of a red car", "Two DOGS run in the snow!", "it's a black & white cat, isn't it?", "x",
    "people stand on the beach " * 20, "caf\u00e9 \u7ea2\u8272 \U0001f600",
]
PICTURES = 3
# Below it the decoder hands on a picture that was scaled down before, which is close enough but not the same.
LEAST_PHOTO_SIDE = 224
# Shapes at which the ways to round the long side differ, and those to find the middle.
PHOTO_SIZES = [(640, 480), (640, 472), (501, 333), (333, 500), (300, 300)]
SMALL_MERGES, ALL_MERGES = 500, 48894


def clip(text, image, activation="quick_gelu", dim=24, **extra):
    return {"kind": "clip", "dim": dim, **extra,
            "text": dict(hidden_act=activation, max_position_embeddings=77, **text),
            "image": dict(hidden_act=activation, **image)}


def tower(width, hidden, layers, heads, **more):
    return dict(hidden_size=width, intermediate_size=hidden, num_hidden_layers=layers, num_attention_heads=heads, **more)


SMALL = {
    "clip-quick": clip(tower(32, 64, 2, 2), tower(48, 96, 3, 4, image_size=64, patch_size=16)),
    "clip-photos": clip(tower(32, 64, 2, 2), tower(48, 96, 2, 4, image_size=224, patch_size=32)),
    # GELU, another epsilon, and pixels at the edge that no patch reads.
    "clip-gelu": clip(tower(40, 80, 3, 5), tower(24, 48, 2, 3, image_size=45, patch_size=14, layer_norm_eps=1e-6),
                      "gelu", 20),
    "clip-shards": clip(tower(32, 64, 2, 2), tower(48, 96, 2, 4, image_size=32, patch_size=8), shard="60KB"),
    # As the most downloaded CLIP comes: pickled, the projections with exchanged strides.
    "clip-pickled": clip(tower(32, 64, 2, 2), tower(48, 96, 2, 4, image_size=32, patch_size=8), pickled="zip"),
    "clip-pickled-older": clip(tower(32, 64, 2, 2), tower(48, 96, 2, 4, image_size=32, patch_size=8), pickled="older"),
    "clip-half": clip(tower(32, 64, 2, 2), tower(48, 96, 2, 4, image_size=32, patch_size=8), half=True),
    # As the first exports of OpenAI's models are written, see age().
    "clip-older": clip(tower(32, 64, 2, 2), tower(48, 96, 2, 4, image_size=32, patch_size=8), older=True),
    "metaclip2": {**clip(tower(32, 64, 2, 2), tower(48, 96, 2, 4, image_size=32, patch_size=8)), "kind": "metaclip2"},
    "chinese-clip": {"kind": "chinese", "dim": 24, "text": tower(32, 64, 2, 2),
                     "image": tower(48, 96, 2, 4, image_size=64, patch_size=16, hidden_act="quick_gelu")},
    "chinese-clip-photos": {"kind": "chinese", "dim": 24, "text": tower(32, 64, 1, 2), "pickled": "zip",
                            "image": tower(48, 96, 2, 4, image_size=224, patch_size=32, hidden_act="quick_gelu")},
    "siglip": {"kind": "siglip", "text": tower(32, 64, 2, 2),
               "image": tower(32, 72, 2, 2, image_size=48, patch_size=16)},
    "siglip2": {"kind": "siglip2", "text": tower(48, 96, 2, 4),
                "image": tower(48, 96, 2, 4, image_size=45, patch_size=14)},
    "siglip2-json": {"kind": "siglip2-json", "text": tower(48, 96, 2, 4),
                     "image": tower(48, 96, 2, 4, image_size=32, patch_size=16)},
}
TINY = {
    "chineseclip": {"kind": "chinese", "dim": 12, "half": True, "text": tower(16, 32, 2, 2),
                    "image": tower(16, 32, 2, 4, image_size=20, patch_size=8, hidden_act="quick_gelu")},
    "clip": clip(tower(16, 32, 2, 2), tower(16, 32, 2, 4, image_size=20, patch_size=8), dim=12, half=True, merges=40),
    "siglip": {"kind": "siglip", "text": tower(16, 32, 1, 2), "half": True,
               "image": tower(16, 32, 2, 4, image_size=20, patch_size=8)},
}
FULL = {
    "chinese-clip-b16": {"kind": "chinese", "dim": 512, "text": tower(768, 3072, 12, 12, vocab_size=21128),
                         "image": tower(768, 3072, 12, 12, image_size=224, patch_size=16, hidden_act="quick_gelu")},
    "clip-vit-b32": clip(tower(512, 2048, 12, 8), tower(768, 3072, 12, 12, image_size=224, patch_size=32), dim=512),
    "clip-vit-b16": clip(tower(512, 2048, 12, 8), tower(768, 3072, 12, 12, image_size=224, patch_size=16), dim=512),
    "clip-vit-l14": clip(tower(768, 3072, 12, 12), tower(1024, 4096, 24, 16, image_size=224, patch_size=14), dim=768),
    "clip-vit-l14-336": clip(tower(768, 3072, 12, 12), tower(1024, 4096, 24, 16, image_size=336, patch_size=14), dim=768),
    "laion-vit-l14": clip(tower(768, 3072, 12, 12), tower(1024, 4096, 24, 16, image_size=224, patch_size=14), "gelu", 768),
    "siglip-base": {"kind": "siglip", "text": tower(768, 3072, 12, 12),
                    "image": tower(768, 3072, 12, 12, image_size=224, patch_size=16)},
    "siglip-large": {"kind": "siglip", "text": tower(1024, 4096, 24, 16),
                     "image": tower(1024, 4096, 24, 16, image_size=256, patch_size=16)},
    "siglip-so400m": {"kind": "siglip", "text": tower(1152, 4304, 27, 16, projection_size=1152),
                      "image": tower(1152, 4304, 27, 16, image_size=384, patch_size=14)},
    "siglip2-base": {"kind": "siglip2", "text": tower(768, 3072, 12, 12, vocab_size=256000),
                     "image": tower(768, 3072, 12, 12, image_size=224, patch_size=16)},
    "siglip2-so400m": {"kind": "siglip2", "text": tower(1152, 4304, 27, 16),
                       "image": tower(1152, 4304, 27, 16, image_size=384, patch_size=14)},
}


def randomise(model, seed):
    """Weights that move every number: the default initialisation leaves norms and biases idle."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weights in model.named_parameters():
            noise = torch.randn(weights.shape, generator=generator)
            if weights.dim() >= 2:
                fan_in = weights[0].numel() if "embedding.weight" not in name else 1
                weights.copy_(noise / fan_in**0.5)
            elif weights.numel() > 1:
                weights.add_(0.1 * noise)


def make_photos(out):
    """Pictures with edges and slopes, the same every time; their paths."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for i, (width, height) in enumerate(PHOTO_SIZES):
        picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
        draw = ImageDraw.Draw(picture)
        for j in range(40):
            x, y, r = (j * 97 + i * 31) % width, (j * 61 + i * 17) % height, 8 + j * 7 % 50
            colour = (j * 53 % 256, j * 101 % 256, j * 197 % 256)
            (draw.ellipse if j % 2 else draw.rectangle)([x - r, y - r // 2, x + r, y + r], fill=colour)
        path = out / f"photo-{i}.png"
        picture.filter(ImageFilter.GaussianBlur(1)).save(path)
        paths.append(path)
    return paths


def make_tokenizer(folder, kind, scratch, merges):
    """Writes the tokenizer's files; the ids of texts, padded as the model reads them, and the table's size."""
    if kind == "clip":
        tokenizer = sentenceids.write_clip(scratch, merges)
        for name in ("vocab.json", "merges.txt", "tokenizer_config.json"):
            shutil.copy(scratch / "clip" / name, folder / name)
        ids = tokenizer(TEXTS, padding=True, truncation=True, max_length=77, return_tensors="pt")["input_ids"]
        return ids, len(tokenizer), tokenizer.eos_token_id
    if kind == "chinese":
        tokenizer = sentenceids.write_chinese(scratch, TEXTS)
        shutil.copy(scratch / "chinese" / "vocab.txt", folder / "vocab.txt")
        # The package stops at the positions' end, cn_clip at what the models were trained on.
        ids = tokenizer(TEXTS, padding=True, truncation=True, max_length=52, return_tensors="pt")["input_ids"]
        return ids, len(tokenizer), None
    words = [text for text in TEXTS if text.isascii()] + sentenceids.SPECIMENS * 20
    if kind == "metaclip2":
        tokenizer = sentenceids.write_xlmr(scratch, words, 120)
        shutil.copy(scratch / "xlmr" / "tokenizer.json", folder / "tokenizer.json")
        ids = tokenizer(TEXTS, padding=True, truncation=True, max_length=77, return_tensors="pt")["input_ids"]
        return ids, len(tokenizer), tokenizer.eos_token_id
    if kind == "siglip":
        rules = folder / "rules.tsv"  # NFKC's table would be 240 KB
        rules.write_text("2581\t20\n")
        tokenizer = sentenceids.write_siglip(scratch, words, 100, normalization_rule_tsv=str(rules))
        rules.unlink()
        shutil.copy(scratch / "siglip" / "spiece.model", folder / "spiece.model")
        settings = {"tokenizer_class": "SiglipTokenizer", "pad_token": "</s>", "do_lower_case": True}
    else:
        tokenizer = sentenceids.write_siglip2(scratch, words, 400)
        if kind == "siglip2":
            shutil.copy(scratch / "siglip2" / "tokenizer.model", folder / "tokenizer.model")
        else:
            shutil.copy(scratch / "siglip2json" / "tokenizer.json", folder / "tokenizer.json")
        settings = {"tokenizer_class": "GemmaTokenizer", "pad_token": "<pad>", "padding_side": "right"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    tokenizer.padding_side = "right"
    ids = tokenizer(TEXTS, padding="max_length", truncation=True, max_length=64, return_tensors="pt")["input_ids"]
    return ids, len(tokenizer), None


def make_processor(kind, side):
    square = {"height": side, "width": side}
    if kind == "chinese":
        return ChineseCLIPImageProcessor(size=square, do_center_crop=False)
    if kind in ("clip", "metaclip2"):
        return CLIPImageProcessor(size={"shortest_edge": side}, crop_size=square)
    return SiglipImageProcessor(size=square, resample=2 if kind.startswith("siglip2") else 3,
                                image_mean=[0.5, 0.5, 0.5], image_std=[0.5, 0.5, 0.5])


def age(folder):
    """What early exports and their copies (TinyCLIP, MetaCLIP, LAION's) have otherwise: the sections under their
    older names beside ones of defaults, sizes as plain numbers, an end-of-text id that is not the tokenizer's,
    position_ids among the tensors, half of the tensors in fp16."""
    config = json.loads((folder / "config.json").read_text())
    for part in ("text_config", "vision_config"):
        config[f"{part}_dict"], config[part] = config[part], {"model_type": f"clip_{part.split('_')[0]}_model"}
    config["text_config_dict"]["eos_token_id"] = 2
    (folder / "config.json").write_text(json.dumps(config))
    path = folder / "preprocessor_config.json"
    rules = json.loads(path.read_text())
    side = rules["crop_size"]["height"]
    older = {key: rules[key] for key in ("do_center_crop", "do_normalize", "do_resize", "image_mean", "image_std", "resample")}
    path.write_text(json.dumps({**older, "crop_size": side, "size": side, "feature_extractor_type": "CLIPFeatureExtractor"}))
    tensors = load_file(folder / "model.safetensors")
    tensors = {name: tensor.half() if i % 2 else tensor for i, (name, tensor) in enumerate(sorted(tensors.items()))}
    tensors["text_model.embeddings.position_ids"] = torch.arange(77).expand(1, -1).contiguous()
    tensors["vision_model.embeddings.position_ids"] = torch.arange(17).expand(1, -1).contiguous()
    save_file(tensors, folder / "model.safetensors")
    return {name: tensor.float() for name, tensor in tensors.items()}


def pickle_weights(folder, how):
    """pytorch_model.bin in the place of model.safetensors."""
    tensors = load_file(folder / "model.safetensors")
    for name in ("text_projection.weight", "visual_projection.weight"):
        tensors[name] = tensors[name].t().contiguous().t()
    (folder / "model.safetensors").unlink()
    torch.save(tensors, folder / "pytorch_model.bin", _use_new_zipfile_serialization=how == "zip")


def make(out, name, shape, photos, merges=SMALL_MERGES):
    folder = out / name
    folder.mkdir(parents=True)
    scratch = out / f"{name}.scratch"
    ids, table, end = make_tokenizer(folder, shape["kind"], scratch, shape.get("merges", merges))
    shutil.rmtree(scratch)
    text, image = dict(shape["text"], vocab_size=max(table, shape["text"].get("vocab_size", 0))), dict(shape["image"])
    if shape["kind"] in ("clip", "metaclip2"):
        text.update(eos_token_id=end, projection_dim=shape["dim"])
        image.update(projection_dim=shape["dim"])
        kind, config = (CLIPModel, CLIPConfig) if shape["kind"] == "clip" else (MetaClip2Model, MetaClip2Config)
        model = kind(config(text_config=text, vision_config=image, projection_dim=shape["dim"]))
    elif shape["kind"] == "chinese":
        model = ChineseCLIPModel(ChineseCLIPConfig(text_config=text, vision_config=image, projection_dim=shape["dim"]))
    else:
        model = SiglipModel(SiglipConfig(text_config=text, vision_config=image))
    randomise(model, len(name))
    if shape.get("half"):
        model.half()
    model.save_pretrained(folder, max_shard_size=shape.get("shard", "50GB"))
    if shape.get("pickled"):
        pickle_weights(folder, shape["pickled"])
    model = model.float().eval()
    processor = make_processor(shape["kind"], image["image_size"])
    processor.save_pretrained(folder)
    if shape.get("older"):
        model.load_state_dict(age(folder), strict=False)

    side = image["image_size"]
    pixels = torch.randint(0, 256, (PICTURES, side, side, 3), generator=torch.Generator().manual_seed(1)).to(torch.uint8)
    channels = [torch.tensor(values).view(1, 3, 1, 1) for values in (processor.image_mean, processor.image_std)]
    values = (pixels.permute(0, 3, 1, 2).float() / 255 - channels[0]) / channels[1]
    with torch.no_grad():
        mask = {"attention_mask": (ids != 0).long()} if shape["kind"] == "chinese" else {}
        result = model(input_ids=ids, pixel_values=values, **mask)
        expected = {
            "pixels": pixels,
            "patches": result.vision_model_output.last_hidden_state,
            "image": model.get_image_features(pixel_values=values).pooler_output,
            "text": model.get_text_features(input_ids=ids, **mask).pooler_output,
            "logits": result.logits_per_image,
        }
        if photos and side >= LEAST_PHOTO_SIDE:
            pictures = processor(images=[Image.open(photo).convert("RGB") for photo in photos], return_tensors="pt")
            expected["photos"] = model.get_image_features(pixel_values=pictures["pixel_values"]).pooler_output
    save_file({key: value.contiguous() for key, value in expected.items()}, out / f"{name}.expected.safetensors")
    (out / f"{name}.texts.json").write_text(json.dumps(TEXTS))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--only")
    options = parser.parse_args()
    photos = [] if options.tiny else make_photos(options.out)
    for name, shape in (FULL if options.full else TINY if options.tiny else SMALL).items():
        if options.only in (None, name):
            make(options.out, name, shape, photos, ALL_MERGES if options.full else SMALL_MERGES)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
