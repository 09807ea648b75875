#!/usr/bin/env python3
"""One training step of stage 1 and of stage 2 as somebody would write them in PyTorch's Python: the
other side of bench_training, with the same shapes, losses, precision and number of threads. Weights
and features are random, which costs the same.

Reads lines "map STEPS" and "compose STEPS" and answers each with the seconds a step took.

    tests/bench/python.sh tests/bench/trainingstep.py THREADS
"""

import sys
import time
import warnings

warnings.filterwarnings("ignore")

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from torch import nn  # noqa: E402

RAW, SIDE, CELLS, PATCH = 1280, 192, 81, 1280
TOKEN, WIDTH, DIM = 256, 512, 512
MAP_BATCH, MAP_TOKENS = 576, 5
COMPOSE_BATCH, COMPOSE_TOKENS, BANK, POSITIVES = 160, 10, 10000, 40
WORD_PLACE = 3
SCALE = 30.0


class Phi(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(
            nn.LayerNorm(RAW), nn.Linear(RAW, 1024), nn.GELU(), nn.Dropout(0.2),
            nn.Linear(1024, 1024), nn.GELU(), nn.Dropout(0.2), nn.Linear(1024, TOKEN))
        self.side = nn.Sequential(
            nn.Linear(SIDE, 256), nn.GELU(), nn.Dropout(0.3), nn.Linear(256, TOKEN))

    def forward(self, raw, side):
        return self.main(raw) + self.side(side.clamp(-4, 4))


class InjectionLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attn_norm, self.ffn_norm = nn.LayerNorm(TOKEN), nn.LayerNorm(TOKEN)
        self.q, self.k, self.v, self.out = (nn.Linear(TOKEN, TOKEN) for _ in range(4))
        self.ffn = nn.Sequential(nn.Linear(TOKEN, 4 * TOKEN), nn.GELU(),
                                 nn.Linear(4 * TOKEN, TOKEN))
        self.g1, self.g2 = nn.Parameter(torch.ones(())), nn.Parameter(torch.ones(()))

    def forward(self, x, memory):
        def split(t):
            return t.unflatten(2, (8, TOKEN // 8)).transpose(1, 2)
        mixed = F.scaled_dot_product_attention(
            split(self.q(self.attn_norm(x))), split(self.k(memory)), split(self.v(memory)))
        x = x + self.g1 * self.out(mixed.transpose(1, 2).flatten(2))
        return x + self.g2 * self.ffn(self.ffn_norm(x))


class Injection(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch_norm, self.patch = nn.LayerNorm(PATCH), nn.Linear(PATCH, TOKEN)
        self.positions = nn.Parameter(0.02 * torch.randn(CELLS, TOKEN))
        self.layers = nn.ModuleList(InjectionLayer() for _ in range(2))
        self.norm, self.out = nn.LayerNorm(TOKEN), nn.Linear(TOKEN, TOKEN, bias=False)
        self.gate = nn.Parameter(torch.zeros(()))

    def forward(self, words, patches):
        memory = self.patch(self.patch_norm(patches)) + self.positions
        x = words
        for layer in self.layers:
            x = layer(x, memory)
        return words + torch.tanh(self.gate) * self.out(self.norm(x))


class TextLayer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.attn_norm, self.ffn_norm = nn.LayerNorm(width), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, WIDTH)
        self.residual = nn.Linear(width, WIDTH) if width != WIDTH else nn.Identity()
        self.ffn_in, self.ffn_out = nn.Linear(WIDTH, 1536), nn.Linear(1536, WIDTH)

    def forward(self, x, mask):
        q, k, v = (t.unflatten(2, (4, -1)).transpose(1, 2)
                   for t in self.qkv(self.attn_norm(x)).chunk(3, 2))
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.residual(x) + self.out(mixed.transpose(1, 2).flatten(2))
        return x + self.ffn_out(F.relu(self.ffn_in(self.ffn_norm(x))))


class TextTower(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([TextLayer(TOKEN), TextLayer(WIDTH)])
        self.norm, self.linear = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, DIM)
        self.hidden, self.head = nn.Linear(WIDTH, 1024), nn.Linear(1024, DIM)

    def forward(self, rows, lengths):
        tokens = rows.shape[1]
        real = torch.arange(tokens) < lengths[:, None]
        x = 2 * rows + 0.1
        for layer in self.layers:
            x = layer(x, real[:, None, None, :])
        pooled = (x * real[..., None]).sum(1) / lengths[:, None]
        y = self.norm(pooled)
        return F.normalize(self.linear(y) + self.head(F.gelu(self.hidden(y))), dim=1)


def info_nce(a, b):
    logits = SCALE * a @ b.t()
    right = torch.arange(len(a))
    return (F.cross_entropy(logits, right) + F.cross_entropy(logits.t(), right)) / 2


def soft_teacher(texts):
    similarity = texts @ texts.t()
    low, high = -6.9, 2.3
    while True:
        middle = (low + high) / 2
        p = F.softmax(similarity / torch.tensor(middle).exp(), 1)
        perplexity = torch.special.entr(p).sum(1).exp().mean().item()
        if abs(perplexity - 4) <= 0.5:
            return p
        low, high = (middle, high) if perplexity < 4 else (low, middle)


def soft_alignment(prompts, texts):
    with torch.no_grad():
        p = soft_teacher(texts)
    logits = prompts @ texts.t() / 0.07
    return sum(F.kl_div(F.log_softmax(x, 1), p, reduction="batchmean")
               for x in (logits, logits.t())) / 2


def unit(rows, width):
    return F.normalize(torch.randn(rows, width), dim=1)


class Stage:
    """Everything a step needs, made once."""

    def __init__(self, tokens, batch):
        self.text = TextTower()
        self.rows = torch.randn(batch, tokens, TOKEN)
        self.lengths = torch.full((batch,), tokens)
        self.lengths[::3] -= 1

    def embed(self, words):
        rows = self.rows.clone()
        rows[:, WORD_PLACE] = words[:, 0]
        return self.text(rows, self.lengths)

    def train(self, parameters):
        self.parameters = list(parameters)
        decays = [p for p in self.parameters if p.dim() > 1]
        others = [p for p in self.parameters if p.dim() <= 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": decays}, {"params": others, "weight_decay": 0.0}], lr=3e-4, fused=True)

    def step(self):
        self.optimiser.zero_grad(set_to_none=True)
        self.loss().backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()


class Map(Stage):
    def __init__(self):
        super().__init__(MAP_TOKENS, MAP_BATCH)
        self.text.requires_grad_(False)
        self.phi, self.injection = Phi(), Injection()
        self.raw, self.side = torch.rand(MAP_BATCH, RAW), torch.randn(MAP_BATCH, SIDE)
        self.patches = torch.rand(MAP_BATCH, CELLS, PATCH)
        # As captions are: some common direction, so that a teacher of perplexity 4 is within reach.
        self.texts = F.normalize(unit(MAP_BATCH, DIM) + 0.5 * unit(1, DIM), dim=1)
        self.pictures = unit(MAP_BATCH, DIM)
        self.train([*self.phi.parameters(), *self.injection.parameters()])

    def loss(self):
        words = self.injection(self.phi(self.raw, self.side)[:, None], self.patches)
        prompts = self.embed(words)
        return info_nce(prompts, self.pictures) + soft_alignment(prompts, self.texts)


class Compose(Stage):
    def __init__(self):
        super().__init__(COMPOSE_TOKENS, COMPOSE_BATCH)
        self.words = torch.randn(COMPOSE_BATCH, 1, TOKEN)
        self.bank = unit(BANK, DIM)
        positives = torch.arange(COMPOSE_BATCH)[:, None] * 50 + torch.arange(POSITIVES)[None, :]
        self.places = (torch.arange(COMPOSE_BATCH)[:, None] * BANK + positives).flatten()
        self.masses = torch.full((len(self.places),), 1 / POSITIVES)
        self.train(self.text.parameters())

    def loss(self):
        logits = (SCALE * self.embed(self.words)) @ self.bank.t()
        right = (logits.flatten()[self.places] * self.masses).sum() / COMPOSE_BATCH
        return logits.logsumexp(1).mean() - right


def main():
    torch.set_num_threads(int(sys.argv[1]))
    torch.manual_seed(1)
    stages = {"map": Map(), "compose": Compose()}
    print("ready", flush=True)
    for line in sys.stdin:
        name, steps = line.split()
        start = time.perf_counter()
        for _ in range(int(steps)):
            stages[name].step()
        print((time.perf_counter() - start) / int(steps), flush=True)


main()
