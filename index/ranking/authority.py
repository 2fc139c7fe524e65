"""What speaks for a passage before any question: how much other laws name its law, how much its law rules, and how much it says
itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from corpus import Library
from index.passages import Passage
from index.references import References

#: Set on STARD and on our own sets together; half or one and a half of either stays within the error of both.
CITED, SIZE = 0.002, 0.004
#: Cosines favour short passages: this takes a part of that back. From .003 to .007 both sets stay within their error.
LENGTH = 0.004
#: A code does not weigh more for being longer than this.
MOST_PROVISIONS = 500


def authority(
    laws: Sequence[str], editions: Sequence[str], naming: Sequence[Collection[str]], lengths: Sequence[int]
) -> np.ndarray:
    """CITED · ln(1 + passages of other laws that name its law) + SIZE · ln(provisions of its edition) + LENGTH · ln(its length)
    for each passage, shape (n,). ``laws`` and ``editions`` say what each passage is of, ``naming`` which laws it names,
    ``lengths`` how many characters of it are embedded."""
    cited = Counter(named for law, names in zip(laws, naming, strict=True) for named in names if named != law)
    size = Counter(editions)
    worth = [
        CITED * np.log1p(cited[law]) + SIZE * np.log(min(size[edition], MOST_PROVISIONS)) + LENGTH * np.log(length)
        for law, edition, length in zip(laws, editions, lengths, strict=True)
    ]
    return np.array(worth, dtype=np.float32)


def corpus_authority(library: Library, passages: Sequence[Passage]) -> np.ndarray:
    """The authority of the library's passages. A law is the lineage of its editions."""
    references = References(library.documents.values())
    law = {d: next(library.editions(d)).id for d in library.documents}
    editions = [library.clauses[p.id].document.id for p in passages]
    naming = [{law[d] for d in references.named(p.body)} for p in passages]
    return authority([law[e] for e in editions], editions, naming, [len(p.text) for p in passages])
