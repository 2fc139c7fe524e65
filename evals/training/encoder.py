"""The last layers of the bundled encoder in torch, with a low-rank change of every matrix (LoRA, Hu et al. 2021): what
`evals/training/low_rank.py` trains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from index.embedders.e5 import Weights
from index.embedders.e5.embedder import OnnxE5
from index.embedders.e5.low_rank import CHANGED, MATRICES, LowRank
from index.embedders.e5.weights import HEADS, INNER, LAYERS, WIDTH

_RANK, _DROPOUT, _EPSILON = 16, 0.1, 1e-12
_TOGETHER = 64


class _Linear(nn.Module):
    """A matrix that stays as it is, plus the product of two narrow ones; without them where ``rank`` is 0."""

    def __init__(self, weights: Weights, name: str, rank: int) -> None:
        super().__init__()
        width = INNER if name.endswith(".fo") else WIDTH
        self.matrix = torch.tensor(weights.matrix(f"{name}.w", width))
        self.bias = _tensor(weights, f"{name}.b")
        self.rank = rank
        if rank:
            self.inner = nn.Parameter(torch.randn(rank, width) / width**0.5)
            self.outer = nn.Parameter(torch.zeros(len(self.matrix), rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.linear(x, self.matrix + self.outer @ self.inner if self.rank else self.matrix, self.bias)


class _Layer(nn.Module):
    def __init__(self, weights: Weights, layer: int, rank: int) -> None:
        super().__init__()
        self.named = {part: _Linear(weights, f"l{layer}.{part}", rank) for part in MATRICES}
        self.parts = nn.ModuleDict(self.named)
        self.scales = [(_tensor(weights, f"l{layer}.{n}.w"), _tensor(weights, f"l{layer}.{n}.b")) for n in ("aln", "oln")]

    def forward(self, x: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        questions, tokens, _ = x.shape
        q, k, v = (self.parts[p](x).view(questions, tokens, HEADS, -1).transpose(1, 2) for p in "qkv")
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=present[:, None, None, :])
        attended = self.parts["ao"](attended.transpose(1, 2).reshape(questions, tokens, WIDTH))
        x = self._normalised(x, attended, 0)
        return self._normalised(x, self.parts["fo"](functional.gelu(self.parts["fi"](x))), 1)

    def _normalised(self, x: torch.Tensor, change: torch.Tensor, which: int) -> torch.Tensor:
        summed = x + functional.dropout(change, _DROPOUT, self.training)
        return functional.layer_norm(summed, (WIDTH,), self.scales[which][0], self.scales[which][1], _EPSILON)


class UpperLayers(nn.Module):
    """The layers that are changed."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.changed = [_Layer(weights, i, _RANK) for i in CHANGED]
        self.layers = nn.ModuleList(self.changed)

    def vectors(self, states: Sequence[np.ndarray]) -> torch.Tensor:
        """The vectors, of length 1, of texts with these ``states`` (tokens, 384) before these layers: (texts, 384)."""
        x, present = _padded(states)
        for layer in self.layers:
            x = layer(x, present)
        total = (x * present[..., None]).sum(1) / present.sum(1, keepdim=True)
        return functional.normalize(total, dim=-1)

    @torch.no_grad()
    def all_vectors(self, states: Sequence[np.ndarray]) -> torch.Tensor:
        """The same for any number of texts, without training."""
        self.eval()
        found = torch.zeros(len(states), WIDTH)
        for chosen in by_length(states, range(len(states))):
            found[torch.as_tensor(chosen)] = self.vectors([states[i] for i in chosen])
        self.train()
        return found

    def learned(self) -> LowRank:
        """What was learned."""
        narrow = {
            f"l{i}.{part}": (one.outer.detach().numpy(), one.inner.detach().numpy())
            for i, layer in zip(CHANGED, self.changed, strict=True)
            for part, one in layer.named.items()
        }
        return LowRank.of(narrow)


@torch.no_grad()
def lower_states(weights: Weights, embedder: OnnxE5, texts: Sequence[str]) -> list[np.ndarray]:
    """The states of the tokens of questions before the layers that are changed, as float16 (tokens, 384)."""
    layers = [_Layer(weights, i, 0).eval() for i in range(LAYERS - len(CHANGED))]
    scale, bias = _tensor(weights, "emb.ln.w"), _tensor(weights, "emb.ln.b")
    summed = [embedder.summed(text) for text in texts]
    found: list[np.ndarray] = [np.empty(0)] * len(texts)
    for chosen in by_length(summed, range(len(texts))):
        x, present = _padded([summed[i] for i in chosen])
        x = functional.layer_norm(x, (WIDTH,), scale, bias, _EPSILON)
        for layer in layers:
            x = layer(x, present)
        for i, row, tokens in zip(chosen, x.numpy().astype(np.float16), present.sum(1).tolist(), strict=True):
            found[i] = row[:tokens].copy()
    return found


def by_length(states: Sequence[np.ndarray], chosen: Iterable[int], together: int = _TOGETHER) -> list[tuple[int, ...]]:
    """Texts of about the same length together: padding costs as much as text."""
    order = sorted(chosen, key=lambda i: (len(states[i]), i))
    return [tuple(order[i : i + together]) for i in range(0, len(order), together)]


def _tensor(weights: Weights, name: str) -> torch.Tensor:
    return torch.tensor(weights.vector(name).copy())


def _padded(rows: Sequence[np.ndarray]) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of several lengths as one block, and which tokens there are."""
    longest = max(map(len, rows))
    block, present = torch.zeros(len(rows), longest, WIDTH), torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, row in enumerate(rows):
        block[i, : len(row)] = torch.as_tensor(row.astype(np.float32))
        present[i, : len(row)] = True
    return block, present
