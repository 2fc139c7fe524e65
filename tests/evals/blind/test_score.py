"""What an answer comes to next to the one that the labels give, and the figures made of it. On questions of the test's own."""

import pytest

from evals.blind.score import blind_figures
from evals.training.reading_scores import INCOMPLETE, MISLEADING, RIGHT, read_all
from evals.training.records import Record
from tests.conftest import TODAY


def record(question, *asks, **labels):
    return Record(id="x-1", card="x", cluster="x", writer="x", language="en", scene="x", question=question, asks=asks, **labels)


@pytest.fixture(scope="module")
def read(answerer):
    return lambda one: next(iter(read_all(answerer, [one], TODAY)))


CINEMA = "May a foreign company own a cinema in China?"


@pytest.mark.parametrize(
    ("labelled", "outcome"),
    [
        (record(CINEMA, "verdict", businesses=("cinema",)), RIGHT),
        (record(CINEMA, "verdict", businesses=("news-agency",)), MISLEADING),
        (record(CINEMA, "outside"), MISLEADING),
        (record(CINEMA, "verdict", businesses=("cinema",), day="2018"), MISLEADING),
        (record(CINEMA, "verdict", businesses=("performance-venue",)), INCOMPLETE),
        (record("What will the weather be tomorrow?", "outside", jurisdiction="none"), RIGHT),
        (record("Thank you very much!", "small-talk", jurisdiction="none"), RIGHT),
        (record("And in 2018?", "verdict", businesses=("cinema",), day="2018", earlier=(CINEMA,)), RIGHT),
    ],
)
def test_an_answer_is_held_against_that_of_the_labels(read, labelled, outcome):
    assert read(labelled).outcome == outcome


def test_the_three_shares_come_to_all(read):
    reads = [read(record(CINEMA, "verdict", businesses=(b,))) for b in ("cinema", "news-agency", "performance-venue")]
    shares = {name: value for name, value, *_ in blind_figures(reads)}
    assert shares[RIGHT] + shares[INCOMPLETE] + shares[MISLEADING] == pytest.approx(1.0)
    assert shares["business first"] == pytest.approx(1 / 3) and "outside, recall" not in shares


def test_a_day_that_is_none_is_an_error(read):
    with pytest.raises(ValueError, match="write 2021, 2021-12"):
        read(record(CINEMA, "verdict", businesses=("cinema",), day="last year"))
