"""The weights of the trained readers, as `python -m evals.training.train` writes them."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from corpus import ZhunruError
from rag.question.learned.days import YearRole
from rag.question.learned.heads import Heads
from rag.question.learned.likeness import Examples
from rag.question.learned.outside import Outside
from rag.question.learned.scorer import Scorer

WEIGHTS = Path(__file__).parent / "weights.npz"
RETRAIN = "Run `python -m evals.training.train`, in a checkout with the extra `test`."
#: Examples are kept as int8: a component of a vector of length 1 in 384 dimensions seldom comes to a third.
_LARGEST = 127 * 3
#: The modules whose features the weights belong to.
_FEATURES = (
    "grams",
    "names",
    "likeness",
    "pairs",
    "heads",
    "scorer",
    "outside",
    "cues",
    "days",
    "../intent",
    "../focus",
    "../answer_kinds",
)


class ForeignWeights(ZhunruError):
    """Weights that were trained for other vectors or other features, or that cannot be read."""


@dataclass(frozen=True, eq=False)
class Weights:
    """Everything that was learned. ``frames`` are the mean questions by language, ``examples`` the training questions, ``years`` tell which years are asked about; ``made_from`` names what it was learned from: `embedder`, `meanings`,
    `features`, `taxonomy`, `data`."""

    heads: Heads
    scorer: Scorer
    outside: Outside
    frames: Mapping[str, np.ndarray]
    whitening: np.ndarray
    examples: Examples
    years: YearRole
    made_from: Mapping[str, str]

    @property
    def version(self) -> str:
        """What a response names as the version of its reader."""
        return hashlib.sha256("".join(f"{k}{v}" for k, v in sorted(self.made_from.items())).encode()).hexdigest()[:12]


def features_hash() -> str:
    """The hash of the code that computes features, without which weights mean nothing."""
    code = b"".join((Path(__file__).parent / f"{name}.py").read_bytes() for name in _FEATURES)
    return hashlib.sha256(code).hexdigest()[:16]


def load_weights(embedder: str, meanings: str, path: Path = WEIGHTS) -> Weights:
    """Read the weights, for the vectors and the meanings of an embedder. Raises ForeignWeights with the command that retrains."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            parts = {name: stored[name] for name in stored.files}
        made_from = dict(line.split("=", 1) for line in str(parts.pop("made_from")).split("\n"))
        for part, here in (("embedder", embedder), ("meanings", meanings), ("features", features_hash())):
            if made_from.get(part) != here:
                raise ForeignWeights(
                    f"{path}: the weights of the reader are for another {part} ({made_from.get(part)}, not {here}).", RETRAIN
                )
        return _weights(parts, made_from)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ForeignWeights(f"{path}: the weights of the reader cannot be read: {error}", RETRAIN) from error


def _weights(parts: dict[str, np.ndarray], made_from: Mapping[str, str]) -> Weights:
    of_heads = {f.name: parts[f"heads.{f.name}"] for f in fields(Heads)}
    of_heads |= {name: value.astype(np.float32) for name, value in of_heads.items() if name != "names"}
    heads = Heads(**{**of_heads, "names": tuple(map(str, of_heads["names"]))})
    scorer = Scorer(**{f.name: parts[f"scorer.{f.name}"].astype(np.float32) for f in fields(Scorer)})
    outside = Outside(**{f.name: parts[f"outside.{f.name}"].astype(np.float32) for f in fields(Outside)})
    frames = {name.removeprefix("frame."): value.astype(np.float32) for name, value in parts.items() if name.startswith("frame.")}
    businesses = tuple(str(parts["examples.names"][i]) for i in parts["examples.owners"])
    examples = Examples(parts["examples.vectors"].astype(np.float32) / _LARGEST, businesses)
    years = YearRole(parts["years.weights"].astype(np.float32), parts["years.bias"])
    return Weights(heads, scorer, outside, frames, parts["whitening"].astype(np.float32), examples, years, made_from)


def save_weights(weights: Weights, path: Path = WEIGHTS) -> None:
    """Write weights: what is large as float16, examples as int8."""
    parts: dict[str, np.ndarray] = {f"scorer.{f.name}": getattr(weights.scorer, f.name) for f in fields(Scorer)}
    parts |= {f"outside.{f.name}": getattr(weights.outside, f.name) for f in fields(Outside)}
    parts |= {f"heads.{f.name}": getattr(weights.heads, f.name) for f in fields(Heads) if f.name != "names"}
    for large in ("heads.words", "heads.meaning"):
        parts[large] = parts[large].astype(np.float16)
    parts["heads.names"] = np.array(weights.heads.names)
    parts |= {f"frame.{language}": frame.astype(np.float32) for language, frame in weights.frames.items()}
    parts["whitening"] = weights.whitening.astype(np.float16)
    names = sorted(set(weights.examples.businesses))
    parts["examples.names"] = np.array(names)
    parts["examples.owners"] = np.array([names.index(one) for one in weights.examples.businesses], dtype=np.int16)
    parts["examples.vectors"] = np.clip(np.round(weights.examples.vectors * _LARGEST), -127, 127).astype(np.int8)
    parts |= {"years.weights": weights.years.weights.astype(np.float16), "years.bias": weights.years.bias}
    parts["made_from"] = np.array("\n".join(f"{k}={v}" for k, v in sorted(weights.made_from.items())))
    np.savez_compressed(path, allow_pickle=False, **parts)
