"""Fitting the scorer of pairs (`rag/question/learned/scorer.py`), and what tells questions outside (`outside.py`), with torch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields

import numpy as np
import torch
from torch import nn

from rag.question.learned.outside import CUT, Outside
from rag.question.learned.pairs import Pairs
from rag.question.learned.scorer import HIGHEST, LIKE, LOWEST, MEANING, Scorer

_FIRST, _SECOND, _NONE = 32, 16, 16
_EPOCHS, _BATCH, _RATE, _DECAY = 12, 64, 5e-3, 3e-2
#: Of the network that tells questions outside.
_OUTSIDE, _OUTSIDE_RATE, _OUTSIDE_DECAY = 24, 3e-3, 0.1
#: Best scores of businesses, of those outside, the lead, and three likenesses, next to the features of the question.
_SUMMARY = 8


class ScorerNetwork(nn.Module):
    """The same computation as Scorer, over a batch: features (questions, businesses, features), questions (questions, features)."""

    def __init__(self, mean: np.ndarray, spread: np.ndarray, of_question: int, known: int) -> None:
        super().__init__()
        self.known, width = known, len(mean)
        self.mean, self.spread = torch.tensor(mean), torch.tensor(spread)
        self.linear = nn.Linear(width, 1)
        self.first, self.second, self.third = (
            nn.Linear(width + of_question, _FIRST),
            nn.Linear(_FIRST, _SECOND),
            nn.Linear(_SECOND, 1),
        )
        self.none_first, self.none_second = nn.Linear(of_question + _SUMMARY, _NONE), nn.Linear(_NONE, 1)

    def forward(self, features: torch.Tensor, question: torch.Tensor) -> torch.Tensor:
        """Logits (questions, businesses + 1): those of the taxonomy, none of them, those outside."""
        known = self.known
        x = torch.clamp((features - self.mean) / self.spread, LOWEST, HIGHEST)
        wide = question[:, None].expand(-1, features.shape[1], -1)
        hidden = torch.relu(self.second(torch.relu(self.first(torch.cat([x, wide], 2)))))
        scores = self.linear(x)[..., 0] + self.third(hidden)[..., 0]
        best = torch.topk(scores[:, :known], 3, 1).values
        outside = scores[:, known:].amax(1, keepdim=True)
        likest = [features[:, :known, MEANING], features[:, known:, MEANING], features[:, :known, LIKE]]
        summary = torch.cat(
            [question, best / 5, outside / 5, (best[:, :1] - best[:, 1:2]) / 5, *(one.amax(1, keepdim=True) for one in likest)], 1
        )
        none = self.none_second(torch.tanh(self.none_first(summary)))
        return torch.cat([scores[:, :known], none, scores[:, known:]], 1)


def fit_scorer(
    pairs: Sequence[Pairs], meant: np.ndarray, known: int, calibrated_on: tuple[np.ndarray, np.ndarray] | None = None
) -> Scorer:
    """Fit by cross-entropy over all businesses and none. ``meant`` (questions, known + 1) are the targets; ``calibrated_on`` are logits
    of questions left out, with their targets, from which the temperature is found."""
    features, question = _stacked(pairs)
    torch.manual_seed(0)
    flat = features[::3].reshape(-1, features.shape[2])
    network = ScorerNetwork(flat.mean(0), flat.std(0) + 1e-3, question.shape[1], known)
    inputs, questions, target = (torch.tensor(one) for one in (features, question, meant))

    def loss(chosen: torch.Tensor) -> torch.Tensor:
        return _loss(network(inputs[chosen], questions[chosen]), target[chosen])

    _descend(loss, network.parameters(), len(pairs), _RATE, _DECAY)
    temperature = _temperature(*calibrated_on) if calibrated_on else 1.0
    return _as_arrays(network, temperature)


def fit_outside_network(evidence: np.ndarray, outside: np.ndarray) -> Outside:
    """Fit on the ``evidence`` (questions, evidence) of questions, and whether each is ``outside`` (questions,)."""
    torch.manual_seed(0)
    mean, spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-3
    inputs = torch.tensor(np.clip((evidence - mean) / spread, -CUT, CUT), dtype=torch.float32)
    target = torch.tensor(outside, dtype=torch.float32)
    first, second = nn.Linear(inputs.shape[1], _OUTSIDE), nn.Linear(_OUTSIDE, 1)

    def loss(chosen: torch.Tensor) -> torch.Tensor:
        logits = second(torch.relu(first(inputs[chosen])))[:, 0]
        return nn.functional.binary_cross_entropy_with_logits(logits, target[chosen])

    _descend(loss, [*first.parameters(), *second.parameters()], len(inputs), _OUTSIDE_RATE, _OUTSIDE_DECAY)
    return Outside(
        mean.astype(np.float32), spread.astype(np.float32), *_arrays(first), _arrays(second)[0][:, 0], _arrays(second)[1]
    )


def _descend(
    loss_of: Callable[[torch.Tensor], torch.Tensor], parameters: Iterable[nn.Parameter], count: int, rate: float, decay: float
) -> None:
    """Fit ``parameters`` on ``count`` questions, of which ``loss_of`` takes the numbers."""
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=_EPOCHS * -(-count // _BATCH))
    for epoch in range(_EPOCHS):
        order = np.random.default_rng(epoch).permutation(count)
        for start in range(0, count, _BATCH):
            loss = loss_of(torch.tensor(order[start : start + _BATCH]))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()


def _arrays(layer: nn.Linear) -> tuple[np.ndarray, np.ndarray]:
    return layer.weight.detach().numpy().T.copy(), layer.bias.detach().numpy().copy()


def scorer_logits(scorer: Scorer, pairs: Sequence[Pairs], known: int) -> np.ndarray:
    """The logits of questions, (questions, businesses + 1)."""
    return np.stack([scorer.logits(one, known) for one in pairs]).astype(np.float32)


def _loss(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    logs, known = torch.log_softmax(logits, 1), target.shape[1] - 1
    none = torch.logsumexp(logs[:, known:], 1)
    return -((target[:, :known] * logs[:, :known]).sum(1) + target[:, known] * none).mean()


def _temperature(logits: np.ndarray, meant: np.ndarray) -> float:
    held, target = torch.tensor(logits), torch.tensor(meant)
    grid = [round(0.5 + 0.05 * i, 2) for i in range(51)]
    return min(grid, key=lambda t: float(_loss(held / t, target)))


def _stacked(pairs: Sequence[Pairs]) -> tuple[np.ndarray, np.ndarray]:
    return np.stack([one.of_business for one in pairs]), np.stack([one.of_question for one in pairs])


def _as_arrays(network: ScorerNetwork, temperature: float) -> Scorer:
    parts = {
        "mean": network.mean.numpy(),
        "spread": network.spread.numpy(),
        "linear": _arrays(network.linear)[0][:, 0],
        "first": _arrays(network.first)[0],
        "first_bias": _arrays(network.first)[1],
        "second": _arrays(network.second)[0],
        "second_bias": _arrays(network.second)[1],
        "third": _arrays(network.third)[0][:, 0],
        "bias": _arrays(network.linear)[1] + _arrays(network.third)[1],
        "none_first": _arrays(network.none_first)[0],
        "none_first_bias": _arrays(network.none_first)[1],
        "none_second": _arrays(network.none_second)[0][:, 0],
        "none_bias": _arrays(network.none_second)[1],
        "temperature": np.array(temperature, dtype=np.float32),
        "sure": np.array([1.0, 0.0], dtype=np.float32),
    }
    assert set(parts) == {f.name for f in fields(Scorer)}
    return Scorer(**parts)
