"""The lines of the descriptions rank the businesses whatever the language and the frame of a question."""

from datetime import date

import numpy as np
import pytest

from corpus import Library
from corpus.model import Description, Framing
from index.businesses.descriptions import Described, asked_passages

RNG = np.random.default_rng(7)
SHIFT = {"zh": RNG.normal(size=16) * 5, "en": RNG.normal(size=16) * 5, "frame": RNG.normal(size=16) * 5}
SENSE = {"a": np.eye(16)[0], "b": np.eye(16)[1], "c": np.eye(16)[2]}


def library() -> Library:
    told = [Description(id=i, outside=True, zh=[f"{i}一", f"{i}二"], en=[f"{i} one", f"{i} two"]) for i in SENSE]
    framing = [Framing(language="zh", questions=["可以吗", "能吗"]), Framing(language="en", questions=["may we", "can we"])]
    return Library([], [], [], [], date(2026, 1, 1), "", descriptions=told, framing=framing)


def vectors(of: Library) -> np.ndarray:
    """What an embedder gives that puts language and frame before sense."""
    lines = [SENSE[d.id] + SHIFT[lang] for d in of.descriptions for lang in ("zh", "zh", "en", "en")]
    frames = [SHIFT[lang] + SHIFT["frame"] for lang in ("zh", "zh", "en", "en")]
    return np.array(lines + frames, dtype=np.float32)


def test_the_lines_of_one_business_stand_together_and_are_embedded_as_questions():
    passages = asked_passages(library())
    assert [p.id for p in passages] == ["a"] * 4 + ["b"] * 4 + ["c"] * 4 + ["zh"] * 2 + ["en"] * 2
    assert all(p.asked for p in passages)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("business", ["a", "b", "c"])
def test_neither_the_language_nor_the_frame_outweighs_what_is_asked(language, business):
    of = library()
    bare = SENSE[business] + SHIFT[language]
    ranked = Described(of, vectors(of)).rank(bare + SHIFT["frame"], bare, language)
    assert ranked[0][0] == business
    assert ranked[0][1] > 0.5 > ranked[1][1]


def test_a_language_without_framing_takes_that_of_english():
    of = library()
    bare = SENSE["b"] + SHIFT["en"]
    assert Described(of, vectors(of)).rank(bare + SHIFT["frame"], bare, "fr")[0][0] == "b"


def test_an_index_without_descriptions_ranks_nothing():
    nothing, vector = Library([], [], [], [], date(2026, 1, 1), ""), np.ones(8, dtype=np.float32)
    assert Described(nothing, np.zeros((0, 8), dtype=np.float32)).rank(vector, vector, "zh") == []
