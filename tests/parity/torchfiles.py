#!/usr/bin/env python3
"""Small files of torch.save, for tst_torchfile and fuzz_torchfile: in its zip format and in the one from before torch 1.6.

    tests/parity/torchfiles.py tests/core/model/data/torch
"""

import collections
import pathlib
import sys

import torch


class Tower(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("counted", torch.arange(6, dtype=torch.int64).expand(1, -1))
        self.weight = torch.nn.Parameter(torch.arange(12.0).view(3, 4))
        self.turned = torch.nn.Parameter(torch.arange(12.0).view(4, 3).t())
        self.sixteen = torch.nn.Parameter(torch.arange(5.0).half())
        self.brain = torch.nn.Parameter(torch.arange(5.0).bfloat16())
        self.scale = torch.nn.Parameter(torch.tensor(2.5))


def main():
    out = pathlib.Path(sys.argv[1])
    state = Tower().state_dict()
    shared = torch.arange(10.0)
    state["first"], state["last"] = shared[:4], shared[6:]
    torch.save(state, out / "zip.bin")
    torch.save(state, out / "older.bin", _use_new_zipfile_serialization=False)
    torch.save({"epoch": 3, "state_dict": state}, out / "trainer.bin")
    torch.save(collections.OrderedDict(weight=torch.nn.Parameter(torch.arange(3.0))), out / "parameter.bin")


if __name__ == "__main__":
    main()
