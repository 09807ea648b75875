#!/usr/bin/env python3
"""Random-weight folders in open_clip's layout and what open_clip computes with them, for
tst_checkpointparity: files as checkpoints.py writes them.

    tests/parity/openclipcheckpoints.py OUT [--full | --tiny] [--only NAME]
"""

import argparse
import json
import pathlib
import shutil
import sys

import torch
from PIL import Image
from safetensors.torch import save_file
from transformers import XLMRobertaConfig

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import checkpoints
from openclipreference import PreprocessCfg, get_clean_fn, image_transform_v2, open_clip, open_clip_model

HALF = {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "interpolation": "bicubic", "resize_mode": "squash"}
OPENAI = {"mean": [0.48145466, 0.4578275, 0.40821073], "std": [0.26862954, 0.26130258, 0.27577711],
          "interpolation": "bicubic", "resize_mode": "shortest"}


def clip(vision, text, dim=24, **model):
    more = {key: model.pop(key) for key in ("half", "pickled", "merges", "preprocess") if key in model}
    return {"kind": "clip", "preprocess": OPENAI, **more,
            "model": {"embed_dim": dim, **model, "vision_cfg": vision, "text_cfg": {"context_length": 77, **text}}}


def siglip(kind, timm, side, text, dim, **more):
    if kind != "siglip":
        text = {**text, "act_kwargs": {"approximate": "tanh"}}
    text = {"context_length": 64, "hf_tokenizer_name": "timm/none", "tokenizer_kwargs": {"clean": "canonicalize"},
            **text, "no_causal_mask": True, "proj_bias": True, "pool_type": "last", "norm_kwargs": {"eps": 1e-06}}
    vision = {"image_size": side, "timm_model_name": timm, "timm_model_pretrained": False, "timm_pool": "map",
              "timm_proj": "none"}
    return {"kind": kind, "preprocess": HALF, **more,
            "model": {"embed_dim": dim, "init_logit_bias": -10, "custom_text": True, "vision_cfg": vision, "text_cfg": text}}


def tower(width, heads, layers, **more):
    return dict(width=width, heads=heads, layers=layers, **more)


SMALL = {
    "openclip-quick": clip(dict(image_size=64, layers=3, width=48, head_width=12, patch_size=16), tower(32, 2, 2),
                           quick_gelu=True),
    "openclip-photos": clip(dict(image_size=224, layers=2, width=32, head_width=8, patch_size=32), tower(32, 2, 2)),
    # GELU, an MLP that is no multiple, text below "text.", pickled, and pixels that no patch reads.
    "openclip-gelu": clip(dict(image_size=45, layers=2, width=32, head_width=8, patch_size=14, mlp_ratio=4.9231),
                          tower(40, 5, 3), 20, custom_text=True, pickled=True),
    "openclip-half": clip(dict(image_size=32, layers=2, width=32, head_width=8, patch_size=8), tower(32, 2, 2), half=True,
                          preprocess={**OPENAI, "interpolation": "bilinear", "resize_mode": "squash"}),
    "openclip-siglip": siglip("siglip", "vit_base_patch16_siglip_224", 224, tower(32, 2, 2), 768, half=True),
    "openclip-siglip2": siglip("siglip2-json", "vit_base_patch32_siglip_256", 256, tower(48, 4, 2), 768, half=True,
                               pickled=True),
}
TINY = {
    "openclip": clip(dict(image_size=20, layers=2, width=16, head_width=4, patch_size=8), tower(16, 2, 2), 12, half=True,
                     merges=40, quick_gelu=True),
}
FULL = {
    "openclip-xlmr-b32": {"kind": "xlmr", "preprocess": OPENAI, "half": True, "model": {
        "embed_dim": 512, "custom_text": True, "vision_cfg": dict(image_size=224, layers=12, width=768, patch_size=32),
        "text_cfg": {"hf_model_name": "xlm-roberta-base", "hf_tokenizer_name": "xlm-roberta-base", "hf_proj_type": "mlp",
                     "hf_pooler_type": "mean_pooler"}}},
    "openclip-vit-b16": clip(dict(image_size=224, layers=12, width=768, patch_size=16), tower(512, 8, 12), 512),
    "openclip-vit-l14-quick": clip(dict(image_size=224, layers=24, width=1024, patch_size=14), tower(768, 12, 12), 768,
                                   quick_gelu=True),
    "openclip-vit-h14-378": clip(dict(image_size=378, layers=32, width=1280, head_width=80, patch_size=14),
                                 tower(1024, 16, 24), 1024, quick_gelu=True, half=True),
    "openclip-vit-bigg14": clip(dict(image_size=224, layers=48, width=1664, head_width=104, mlp_ratio=4.9231, patch_size=14),
                                tower(1280, 20, 32), 1280, half=True),
    "openclip-siglip-so400m": siglip("siglip", "vit_so400m_patch14_siglip_384", 384,
                                     tower(1152, 16, 27, mlp_ratio=3.7362), 1152, half=True),
    "openclip-siglip2-so400m": siglip("siglip2-json", "vit_so400m_patch16_siglip_384", 384,
                                      tower(1152, 16, 27, mlp_ratio=3.7362), 1152, half=True),
    "openclip-siglip2-gopt": siglip("siglip2-json", "vit_giantopt_patch16_siglip_256", 256,
                                    tower(1152, 16, 27, mlp_ratio=3.7362), 1536, half=True),
}


def make_ids(folder, kind, scratch, merges):
    """As open_clip cleans and cuts sentences; the table's size."""
    texts = checkpoints.TEXTS
    if kind == "xlmr":
        ids, table, _ = checkpoints.make_tokenizer(folder, "metaclip2", scratch, merges)
        return ids, table
    if kind != "clip":
        # The reference's own cleaning comes before the tokenizer's, which then finds nothing to do.
        checkpoints.TEXTS = [get_clean_fn("canonicalize")(text) for text in texts]
    try:
        ids, table, _ = checkpoints.make_tokenizer(folder, kind, scratch, merges)
    finally:
        checkpoints.TEXTS = texts
    if kind == "clip":
        # Padded with zeros behind the end, whose id is the highest.
        end = table - 1
        for row in ids:
            row[(row == end).nonzero()[0, 0] + 1 :] = 0
        ids = torch.nn.functional.pad(ids, (0, 77 - ids.shape[1]))
    return ids, table


def pieces_as_json(folder):
    """tokenizer.json in the place of spiece.model, as the folders of timm's SigLIP have it."""
    from transformers.convert_slow_tokenizer import T5Converter

    class Pieces:
        vocab_file = str(folder / "spiece.model")
        _extra_ids = 0
        legacy = True
        convert_tokens_to_ids = staticmethod({"<pad>": 0, "</s>": 1, "<unk>": 2}.get)

    T5Converter(Pieces()).converted().save(str(folder / "tokenizer.json"))
    (folder / "spiece.model").unlink()
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "T5Tokenizer", "pad_token": "</s>"}))


def xlm_roberta(scratch):
    """The description of xlm-roberta-base, which open_clip's files only name."""
    XLMRobertaConfig(vocab_size=250002, max_position_embeddings=514, type_vocab_size=1,
                     layer_norm_eps=1e-5).save_pretrained(scratch)
    return str(scratch)


def save(folder, model, shape):
    state = {name: tensor.contiguous() for name, tensor in model.state_dict().items()}
    if shape.get("pickled"):
        torch.save(state, folder / "open_clip_pytorch_model.bin")
    else:
        save_file(state, folder / "open_clip_model.safetensors")


def make(out, name, shape, photos, merges=checkpoints.SMALL_MERGES):
    folder = out / name
    folder.mkdir(parents=True)
    scratch = out / f"{name}.scratch"
    ids, table = make_ids(folder, shape["kind"], scratch, shape.get("merges", merges))
    if shape["kind"] == "siglip":
        pieces_as_json(folder)
    config = shape["model"]
    if shape["kind"] != "xlmr":
        config["text_cfg"]["vocab_size"] = table
    (folder / "open_clip_config.json").write_text(json.dumps({"model_cfg": config, "preprocess_cfg": shape["preprocess"]}))

    arguments = {key: value for key, value in config.items() if key != "custom_text"}
    if shape["kind"] == "xlmr":
        arguments["text_cfg"] = {**config["text_cfg"], "hf_model_name": xlm_roberta(scratch), "hf_model_pretrained": False}
    kind = open_clip_model.CustomTextCLIP if config.get("custom_text") else open_clip_model.CLIP
    model = kind(**arguments)
    shutil.rmtree(scratch)
    checkpoints.randomise(model, len(name))
    if shape.get("half"):
        model.half()
    save(folder, model, shape)
    model = model.float().eval()

    side = config["vision_cfg"]["image_size"]
    pixels = torch.randint(0, 256, (checkpoints.PICTURES, side, side, 3), generator=torch.Generator().manual_seed(1))
    pixels = pixels.to(torch.uint8)
    mean, deviation = [torch.tensor(shape["preprocess"][key]).view(1, 3, 1, 1) for key in ("mean", "std")]
    values = (pixels.permute(0, 3, 1, 2).float() / 255 - mean) / deviation
    seen = {}
    if hasattr(model.visual, "transformer"):
        model.visual.transformer.register_forward_hook(lambda _, __, result: seen.update(patches=result))
    else:
        model.visual.trunk.norm.register_forward_hook(lambda _, __, result: seen.update(patches=result))
    with torch.no_grad():
        image, text = model.encode_image(values), model.encode_text(ids)
        expected = {"pixels": pixels, "patches": seen["patches"], "image": image, "text": text}
        unit = torch.nn.functional.normalize
        expected["logits"] = unit(image, dim=-1) @ unit(text, dim=-1).T * model.logit_scale.exp() + (
            model.logit_bias if model.logit_bias is not None else 0)
        if photos and side >= checkpoints.LEAST_PHOTO_SIDE:
            transform = image_transform_v2(PreprocessCfg(size=side, **shape["preprocess"]), is_train=False)
            pictures = torch.stack([transform(Image.open(photo)) for photo in photos])
            expected["photos"] = model.encode_image(pictures)
    save_file({key: value.contiguous() for key, value in expected.items()}, out / f"{name}.expected.safetensors")
    (out / f"{name}.texts.json").write_text(json.dumps(checkpoints.TEXTS))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--only")
    options = parser.parse_args()
    photos = [] if options.tiny else checkpoints.make_photos(options.out)
    merges = checkpoints.ALL_MERGES if options.full else checkpoints.SMALL_MERGES
    for name, shape in (FULL if options.full else TINY if options.tiny else SMALL).items():
        if options.only in (None, name):
            make(options.out, name, shape, photos, merges)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
