"""Writing an ONNX model: the few messages of onnx.proto that a graph needs, in the wire format of protobuf.

The `onnx` package does the same, and brings 33 MB that nothing else here needs; the numbers of the fields, next to their names below,
are frozen by ONNX's promise of compatibility. onnxruntime checks the whole model when it opens it.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

#: Of onnx.proto's TensorProto.DataType and AttributeProto.AttributeType.
_TYPES = {np.dtype(np.float32): 1, np.dtype(np.uint8): 2, np.dtype(np.int8): 3, np.dtype(np.int64): 7}
_FLOAT, _INT = 1, 2
_IR_VERSION, _OPSET = 9, 20
#: The operators that onnxruntime adds to those of ONNX.
MICROSOFT = "com.microsoft"


class Graph:
    """A graph under construction: every method returns the name of what it adds."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._tensors: list[bytes] = []

    def tensor(self, value: np.ndarray) -> str:
        """A constant."""
        name = f"w{len(self._tensors)}"
        dims = b"".join(_number(1, size) for size in value.shape)
        data = _bytes(9, np.ascontiguousarray(value).tobytes())
        self._tensors.append(dims + _number(2, _TYPES[value.dtype]) + _bytes(8, name.encode()) + data)
        return name

    def node(self, operator: str, inputs: Sequence[str], domain: str = "", **attributes: int | float) -> str:
        """An operator with one output."""
        (name,) = self.nodes(operator, inputs, 1, domain, **attributes)
        return name

    def nodes(self, operator: str, inputs: Sequence[str], outputs: int, domain: str = "", **attributes: int | float) -> list[str]:
        """An operator with several outputs."""
        names = [f"n{len(self._nodes)}.{i}" for i in range(outputs)]
        parts = [_bytes(1, one.encode()) for one in inputs] + [_bytes(2, one.encode()) for one in names]
        parts += [_bytes(4, operator.encode()), _bytes(7, domain.encode())]
        parts += [_bytes(5, _attribute(name, value)) for name, value in attributes.items()]
        self._nodes.append(b"".join(parts))
        return names

    def model(self, takes: tuple[str, Sequence[str | int]], gives: Sequence[tuple[str, Sequence[str | int]]]) -> bytes:
        """The model as a file. ``takes`` is its input and ``gives`` are its outputs, float32: a name, and a size for each dimension,
        or a word where it may be any."""
        graph = [_bytes(1, node) for node in self._nodes] + [_bytes(2, b"graph")] + [_bytes(5, one) for one in self._tensors]
        graph += [_bytes(11, _value(*takes)), *(_bytes(12, _value(*one)) for one in gives)]
        opsets = [_bytes(8, _bytes(1, name.encode()) + _number(2, version)) for name, version in (("", _OPSET), (MICROSOFT, 1))]
        return b"".join([_number(1, _IR_VERSION), *opsets, _bytes(7, b"".join(graph))])


def _value(name: str, shape: Sequence[str | int]) -> bytes:
    dims = [_bytes(1, _number(1, size) if isinstance(size, int) else _bytes(2, size.encode())) for size in shape]
    tensor = _number(1, _TYPES[np.dtype(np.float32)]) + _bytes(2, b"".join(dims))
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))


def _attribute(name: str, value: int | float) -> bytes:
    written = _number(3, value) if isinstance(value, int) else _varint(2 << 3 | 5) + struct.pack("<f", value)
    return _bytes(1, name.encode()) + written + _number(20, _INT if isinstance(value, int) else _FLOAT)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value & 0xFFFFFFFFFFFFFFFF)  # negative ones as int64 has them


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first, all but the last marked."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)
