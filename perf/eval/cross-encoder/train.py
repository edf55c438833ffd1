"""Trains the cross-encoder that reads a question together with a sentence of a document, from the packs beside it.

    pip install torch numpy tokenizers
    python train.py <original all-MiniLM-L6-v2>/model.safetensors weights.safetensors --steps 1280

What it writes is turned into cross-encoder.onnx by app/platform/embeddings/minilm/build-model.py --pairs. Two packs are
held out: of their questions it prints at the end how often a right sentence comes first, and how many near misses would
be declined where 5 in 100 of the good questions are. `--weights` goes on from what an earlier run wrote.
"""
import argparse
import glob
import json
import os
import random
import struct

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import BertWordPieceTokenizer
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))
VOCABULARY = os.path.join(HERE, "../../../app/platform/embeddings/minilm/vocabulary.txt")
LAYERS, HEADS, WIDTH = 6, 12, 384
START, END = 101, 102
HELD_OUT = ("p05", "p12")
# Questions a step, and sentences beside each question.
QUESTIONS, SENTENCES = 8, 6
TOKENS, QUESTION_TOKENS = 110, 64
# A sentence of another section that is so near to a right one may be right as well.
TOO_NEAR = 0.72


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.self = nn.ModuleDict({name: nn.Linear(WIDTH, WIDTH) for name in ("query", "key", "value")})
        norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.output = nn.ModuleDict({"dense": nn.Linear(WIDTH, WIDTH), "LayerNorm": norm})

    def forward(self, x, mask, drop):
        parts = [self.self[name](x).view(*x.shape[:2], HEADS, -1).transpose(1, 2) for name in ("query", "key", "value")]
        mixed = F.scaled_dot_product_attention(*parts, attn_mask=mask, dropout_p=drop)
        mixed = self.output["dense"](mixed.transpose(1, 2).reshape(x.shape))
        return self.output["LayerNorm"](x + F.dropout(mixed, drop))


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = Attention()
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(WIDTH, 4 * WIDTH)})
        norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.output = nn.ModuleDict({"dense": nn.Linear(4 * WIDTH, WIDTH), "LayerNorm": norm})

    def forward(self, x, mask, drop):
        x = self.attention(x, mask, drop)
        inner = F.gelu(self.intermediate["dense"](x))
        return self.output["LayerNorm"](x + F.dropout(self.output["dense"](inner), drop))


class CrossEncoder(nn.Module):
    """Names of its weights are those of the original model's file, and `head.dense` and `head.out`."""

    def __init__(self):
        super().__init__()
        self.embeddings = nn.ModuleDict({
            "word_embeddings": nn.Embedding(30522, WIDTH),
            "position_embeddings": nn.Embedding(512, WIDTH),
            "token_type_embeddings": nn.Embedding(2, WIDTH),
            "LayerNorm": nn.LayerNorm(WIDTH, eps=1e-12),
        })
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer() for _ in range(LAYERS))})
        self.head = nn.ModuleDict({"dense": nn.Linear(WIDTH, WIDTH), "out": nn.Linear(WIDTH, 1)})

    def mean(self, ids, types, mask):
        drop = 0.1 if self.training else 0.0
        known = self.embeddings
        x = known["word_embeddings"](ids) + known["position_embeddings"].weight[: ids.shape[1]]
        x = F.dropout(known["LayerNorm"](x + known["token_type_embeddings"](types)), drop)
        for layer in self.encoder["layer"]:
            x = layer(x, mask[:, None, None, :], drop)
        return (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)

    def forward(self, ids, types, mask):
        inner = torch.tanh(self.head["dense"](self.mean(ids, types, mask)))
        return self.head["out"](F.dropout(inner, 0.1 if self.training else 0.0)).squeeze(-1)


def load_weights(model, path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    weights = {
        name: torch.from_numpy(
            np.frombuffer(data[slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"]).copy()
        )
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }
    model.load_state_dict({name: weights[name] for name in model.state_dict() if name in weights}, strict=False)


def save_weights(model, path):
    weights = {name: value.contiguous().numpy() for name, value in model.state_dict().items()}
    header, at = {}, 0
    for name, value in weights.items():
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [at, at + value.nbytes]}
        at += value.nbytes
    written = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(written)) + written)
        for value in weights.values():
            file.write(value.tobytes())


TOKENIZER = BertWordPieceTokenizer(VOCABULARY, lowercase=True)


def pieces(text):
    return TOKENIZER.encode(text, add_special_tokens=False).ids


def pair(question, text):
    asked = [START, *pieces(question)[:QUESTION_TOKENS], END]
    told = [*pieces(text)[: TOKENS - len(asked) - 1], END]
    return asked + told, [0] * len(asked) + [1] * len(told)


def batch(pairs):
    longest = max(len(ids) for ids, _ in pairs)
    ids, types = (torch.zeros(len(pairs), longest, dtype=torch.long) for _ in range(2))
    mask = torch.zeros(len(pairs), longest, dtype=torch.bool)
    for row, (own, kinds) in enumerate(pairs):
        ids[row, : len(own)], types[row, : len(own)] = torch.tensor(own), torch.tensor(kinds)
        mask[row, : len(own)] = True
    return ids, types, mask


@torch.no_grad()
def vectors(model, texts):
    encoded = [[START, *pieces(text)[:100], END] for text in texts]
    found = torch.zeros(len(texts), WIDTH)
    order = sorted(range(len(encoded)), key=lambda at: len(encoded[at]))
    for begin in range(0, len(order), 64):
        some = order[begin : begin + 64]
        ids, types, mask = batch([(encoded[at], [0] * len(encoded[at])) for at in some])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found[some] = F.normalize(model.mean(ids, types, mask).float(), dim=1)
    return found


def read_pack(model, file):
    """Of each question: right sentences, the others of its section, and the nearest of other sections."""
    with open(file, encoding="utf8") as lines:
        sections = [json.loads(line) for line in lines if line.strip()]
    told = [(at, which, s, unit) for at, s in enumerate(sections) for which, unit in enumerate(s["units"])]
    place = {(at, which): row for row, (at, which, _, _) in enumerate(told)}
    asked = [(at, question) for at, section in enumerate(sections) for question in section["asked"]]
    units = vectors(model, [f"{s['heading']}: {unit}" for _, _, s, unit in told])
    near, alike = vectors(model, [question["q"] for _, question in asked]) @ units.T, units @ units.T
    groups = []
    for row, (at, question) in enumerate(asked):
        right = [place[at, which] for which in question["answers"]]
        own = [k for k in range(len(told)) if told[k][0] == at and k not in right]
        own.sort(key=lambda k: -near[row, k])
        others = [
            k
            for k in near[row].argsort(descending=True).tolist()
            if told[k][0] != at and not any(alike[k, one] > TOO_NEAR for one in right)
        ]
        groups.append((question["q"], right, own, others[:8]))
    return [f"{s['doc']}: {s['heading']}: {unit}" for _, _, s, unit in told], groups


def choose(pack, at):
    """The pairs of a question for one step, each with whether it is right."""
    texts, groups = pack
    question, right, own, others = groups[at]
    wrong = max(1, SENTENCES - len(right))
    own = own[:3] + random.sample(own[3:], 1) if len(own) > 3 else own
    rest = random.sample(others, min(len(others), max(0, wrong - len(own))))
    return [(pair(question, texts[k]), k in right) for k in right[:3] + own[:wrong] + rest]


def loss_of(logits, right):
    """The likelihood of choosing a right one, where choosing none counts as a logit of 0; and of each by itself."""
    chosen = torch.logsumexp(torch.cat([logits, torch.zeros(1)]), 0)
    best = torch.logsumexp(logits[right], 0) if right.any() else 0
    return chosen - best + 0.5 * F.binary_cross_entropy_with_logits(logits, right.float())


@torch.no_grad()
def report(model, packs, held):
    model.eval()
    top, answered, first = [], [], []
    for pack, at in random.Random(3).sample(held, min(len(held), 500)):
        texts, groups = packs[pack]
        question, right, own, others = groups[at]
        rows = (right + own + others)[:14]
        logits = model(*batch([pair(question, texts[k]) for k in rows]))
        top.append(float(logits.max()))
        answered.append(bool(right))
        if right:
            first.append(rows[int(logits.argmax())] in right)
    top, answered = np.array(top), np.array(answered)
    limit = np.sort(top[answered])[int(answered.sum() * 0.05)]
    print(f"held out: right first {np.mean(first):.3f}, near misses declined {(top[~answered] < limit).mean():.3f}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("original")
    options.add_argument("output")
    options.add_argument("--weights")
    options.add_argument("--steps", type=int, default=1280)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    random.seed(chosen.seed)
    torch.manual_seed(chosen.seed)
    model = CrossEncoder()
    load_weights(model, chosen.original)
    model.eval()
    files = sorted(glob.glob(os.path.join(HERE, "packs", "*.jsonl")))
    packs = {os.path.basename(file): read_pack(model, file) for file in files}
    every = [(name, at) for name, (_, groups) in packs.items() for at in range(len(groups))]
    train = [one for one in every if not one[0].startswith(HELD_OUT)]
    if chosen.weights:
        load_weights(model, chosen.weights)
    model.train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=chosen.rate, weight_decay=0.01)
    order = []
    for step in range(chosen.steps):
        if len(order) < QUESTIONS:
            order += random.sample(train, len(train))
        groups = [choose(packs[pack], at) for pack, at in (order.pop() for _ in range(QUESTIONS))]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*batch([one for group in groups for one, _ in group])).float()
        parts = torch.split(logits, [len(group) for group in groups])
        loss = sum(loss_of(part, torch.tensor([right for _, right in group])) for part, group in zip(parts, groups))
        # Up in the first steps, then down to nothing.
        share = min(1, (step + 1) / 80) * max(0.02, 1 - step / chosen.steps)
        for group in optimiser.param_groups:
            group["lr"] = chosen.rate * share
        optimiser.zero_grad()
        (loss / QUESTIONS).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        if (step + 1) % 50 == 0:
            print(f"{step + 1} of {chosen.steps}: loss {loss.item() / QUESTIONS:.3f}", flush=True)
    save_weights(model, chosen.output)
    report(model, packs, [one for one in every if one[0].startswith(HELD_OUT)])


main()
