"""Descriptions are checked like the rest of the corpus: each belongs to one business, is told once, and is no bare name."""

from pathlib import Path

import pytest

from corpus import CorpusFileError, load_library
from corpus.check import check
from tests.corpus.test_check import FILES

SOUND = """\
- id: cinema
  zh: [观众买票进场看片]
  en: [Audiences buy tickets to watch new pictures]
- id: film-import
  zh: [从国外买片带进来放]
  en: [Buying pictures abroad for showing here]
- id: restaurants
  outside: true
  zh: [开饭馆]
  en: [Serving guests at tables]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in {**FILES, "descriptions.yaml": SOUND}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def found(data: Path, text: str) -> list[tuple[str, str, int | None]]:
    (data / "descriptions.yaml").write_text(text, encoding="utf-8")
    return [(f.name, f.field, f.line) for f in check(data) if f.file.name == "descriptions.yaml"]


def test_sound_descriptions_pass(data):
    assert not found(data, SOUND)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("id: cinema", "id: cinemas", ("dangling-activity", "cinemas.id", 1)),
        ("id: restaurants", "id: film", ("description-owner", "film.id", 7)),
        ("id: film-import", "id: cinema", ("description-twice", "cinema.id", 4)),
        ("[从国外买片带进来放]", "[从国外买片带进来放, 观众买票进场看片]", ("description-clash", "film-import.zh.1", 5)),
        ("[观众买票进场看片]", "[影院]", ("description-name", "cinema.zh.0", 2)),
        ("zh: [开饭馆]", "zh: []", ("bad-value", "restaurants.zh", 9)),
        ("outside: true", "outsider: true", ("unknown-field", "restaurants.outsider", 8)),
    ],
)
def test_a_fault_in_a_description_is_found_with_its_place(data, before, after, fault):
    assert fault in found(data, SOUND.replace(before, after))


def test_a_business_without_a_description_is_told(data):
    """Found by its names alone, it would be missing from the answers to whoever does not know them."""
    untold = SOUND.split("- id: film-import")[0]
    (data / "descriptions.yaml").write_text(untold, encoding="utf-8")
    assert [(f.name, f.problem) for f in check(data)] == [
        ("description-missing", "nothing in descriptions.yaml says what `film-import` does")
    ]


def test_the_loader_refuses_a_description_of_nothing(data):
    (data / "descriptions.yaml").write_text(SOUND.replace("id: cinema", "id: cinemas"), encoding="utf-8")
    with pytest.raises(CorpusFileError, match="no activity `cinemas`"):
        load_library(data)


def test_a_corpus_without_descriptions_loads(data):
    (data / "descriptions.yaml").unlink()
    assert load_library(data).descriptions == ()
    assert not check(data)
