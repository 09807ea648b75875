#!/usr/bin/env python3
"""The other side of bench_peers: a CLIP or SigLIP checkpoint in transformers on PyTorch, and the same
exported to ONNX Runtime. Weights are random, which costs the same.

    tests/bench/peers.sh tests/bench/peers.py FOLDER NAME THREADS

Makes FOLDER/NAME as tests/parity/checkpoints.py does (NAME is one of its real sizes), says "ready",
then answers each line "PEER PART BATCH ROUNDS" with the seconds one round took (of processor time
with one thread, else by the clock). PEER is torch or
onnx, PART is image (uint8 noise, normalised beforehand) or text (BATCH sentences of 12 tokens for
CLIP, of 64 for SigLIP).
"""

import os
import pathlib
import sys
import time
import warnings

warnings.filterwarnings("ignore")
os.environ["HF_HUB_OFFLINE"] = "1"
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "parity"))

import numpy  # noqa: E402
import onnxruntime  # noqa: E402
import torch  # noqa: E402
from transformers import AutoModel, logging  # noqa: E402

import checkpoints  # noqa: E402

logging.set_verbosity_error()
CLIP_TOKENS, SIGLIP_TOKENS, FIRST_ID = 12, 64, 10


class Image(torch.nn.Module):
    """Picture features as one graph."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixels):
        return self.model.get_image_features(pixel_values=pixels).pooler_output


class Text(torch.nn.Module):
    """Sentence features as one graph."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids):
        return self.model.get_text_features(input_ids=ids).pooler_output


class Peers:
    def __init__(self, folder, name, threads):
        torch.set_num_threads(threads)
        self.folder, self.name, self.threads = folder, name, threads
        shape = checkpoints.FULL[name]
        if not (folder / name / "config.json").exists():
            checkpoints.make(folder, name, shape, None, checkpoints.ALL_MERGES)
        self.model = AutoModel.from_pretrained(folder / name, dtype=torch.float32).eval()
        self.side = shape["image"]["image_size"]
        self.end = self.model.config.text_config.eos_token_id if shape["kind"] == "clip" else 1
        self.tokens = CLIP_TOKENS if shape["kind"] == "clip" else SIGLIP_TOKENS
        self.sessions = {}

    def part(self, name):
        return Image(self.model) if name == "image" else Text(self.model)

    def input(self, part, batch):
        generator = torch.Generator().manual_seed(batch)
        if part == "image":
            return torch.randn(batch, 3, self.side, self.side, generator=generator)
        ids = torch.full((batch, self.tokens), FIRST_ID)
        ids[:, -1] = self.end
        return ids

    def session(self, part):
        if part in self.sessions:
            return self.sessions[part]
        path = self.folder / f"{self.name}.{part}.onnx"
        if not path.exists():
            with torch.inference_mode():
                torch.onnx.export(self.part(part), (self.input(part, 2),), str(path), input_names=["x"],
                                  output_names=["y"], dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}},
                                  opset_version=17, dynamo=False)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.sessions[part] = session
        return session

    def seconds(self, peer, part, batch, rounds):
        x = self.input(part, batch)
        if peer == "onnx":
            session, numbers = self.session(part), x.numpy()
            run = lambda: session.run(None, {"x": numbers})[0]  # noqa: E731
        else:
            module = self.part(part)
            run = lambda: module(x)  # noqa: E731
        with torch.inference_mode():
            clock = time.process_time if self.threads == 1 else time.perf_counter
            begin = clock()
            for _ in range(rounds):
                run()
            return (clock() - begin) / rounds

    def check(self):
        """ONNX Runtime must compute the same model."""
        for part in ("image", "text"):
            x = self.input(part, 2)
            with torch.inference_mode():
                theirs = self.part(part)(x).numpy()
            ours = self.session(part).run(None, {"x": x.numpy()})[0]
            if not numpy.allclose(theirs, ours, rtol=1e-2, atol=1e-2 * numpy.abs(theirs).max()):
                raise SystemExit(f"The exported {part} tower computes something else.")


def main():
    folder, name, threads = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    peers = Peers(folder, name, threads)
    peers.check()
    print("ready", flush=True)
    for line in sys.stdin:
        peer, part, batch, rounds = line.split()
        print(peers.seconds(peer, part, int(batch), int(rounds)), flush=True)


if __name__ == "__main__":
    main()
