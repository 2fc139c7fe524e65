"""What holds of every decision, whatever the corpus says."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Library, Mode
from rag import decide
from rag.answer.verdicts import verdict_view
from rag.decision.precedence import SPECIAL
from rag.decision.regimes import regimes
from rag.decision.timeline import next_change, timeline
from rag.language.lexicon import Lexicon

FIRST, LAST = date(2013, 1, 1), date(2027, 6, 30)
days = st.dates(FIRST, LAST)


@pytest.fixture(scope="module")
def shuffled(library: Library) -> Library:
    """The same corpus with documents, activities and areas in another order."""
    draw = random.Random(1)
    parts = [list(x.values()) for x in (library.documents, library.activities, library.areas, library.origins)]
    for part in parts:
        draw.shuffle(part)
    return Library(*parts, library.checked_through, library.fingerprint)


@settings(deadline=None, max_examples=400)
@given(data=st.data(), day=days)
def test_a_narrower_place_is_less_open_only_where_a_rule_says_so(library: Library, data, day) -> None:
    """The Lingang area may be opened further than Shanghai and China: silence in a special list lifts nothing. Less open it
    is only where its own list names what the national one leaves to national treatment (heritage surveys)."""
    activity = data.draw(st.sampled_from(list(library.activities)))
    area = data.draw(st.sampled_from(list(library.areas)))
    wide, narrow = decide(library, activity, day), decide(library, activity, day, area)
    assert narrow.settled or not wide.settled
    if wide.settled and narrow.terms.openness < wide.terms.openness:
        assert wide.basis == "not-listed"
        assert narrow.decisive and narrow.decisive.clause.document.regime in SPECIAL


@settings(deadline=None, max_examples=400)
@given(data=st.data(), day=days)
def test_the_order_of_the_corpus_does_not_matter(library: Library, shuffled: Library, data, day) -> None:
    asked = [
        data.draw(st.sampled_from(list(library.activities))),
        day,
        data.draw(st.sampled_from([None, *library.areas])),
        data.draw(st.sampled_from([None, "hong-kong", "macao", "taiwan", "japan"])),
        data.draw(st.sampled_from(list(Mode))),
    ]
    one, other = decide(library, *asked), decide(shuffled, *asked)
    assert (one.status, one.terms, one.basis, one.regime) == (other.status, other.terms, other.basis, other.regime)
    assert (one.decisive and one.decisive.clause.id) == (other.decisive and other.decisive.clause.id)
    assert {r.clause.id for r in one.conditions} == {r.clause.id for r in other.conditions}


@settings(deadline=None, max_examples=400)
@given(data=st.data(), day=days)
def test_every_reason_cites_a_provision_in_force_that_day(library: Library, data, day) -> None:
    activity = data.draw(st.sampled_from(list(library.activities)))
    area = data.draw(st.sampled_from([None, *library.areas]))
    decision = decide(library, activity, day, area)
    view = verdict_view(library, decision, (), "", "en")
    assert view.reasons or not decision.settled, "no decision without a reason"
    for cited in (*view.reasons, *view.conditions):
        assert library.clauses[cited.provision_id].document.in_force(day)


def test_every_alias_in_every_language_reaches_its_activity(library: Library) -> None:
    lexicon = Lexicon(library)
    lost = [
        (activity.id, language, alias)
        for activity in library.activities.values()
        for language, aliases in {**activity.aliases, "name": (activity.name.zh, activity.name.en)}.items()
        for alias in aliases
        if activity.id not in lexicon.resolve_businesses(alias)
    ]
    assert not lost


def test_a_timeline_says_on_each_day_what_the_decision_says(library: Library) -> None:
    """And its spans follow one another without a gap."""
    for activity in ("data-centre", "performance-agency", "cinema", "online-game", "publication-printing"):
        spans = timeline(library, activity, "hainan")
        assert spans[0].start is None and spans[-1].end is None
        for earlier, later in pairwise(spans):
            assert earlier.end == later.start
            for day, span in ((later.start, later), (later.start - timedelta(days=1), earlier)):
                decision = decide(library, activity, day, "hainan")
                assert (decision.settled, decision.terms) == (span.decision.settled, span.decision.terms)


def test_a_published_change_is_told_before_it_takes_effect(library: Library) -> None:
    """The 2024 list was published on 8 September 2024 and freed publication printing from 1 November."""
    change = next_change(library, decide(library, "publication-printing", date(2024, 9, 8)))
    assert change and (change.day, change.later.cap) == (date(2024, 11, 1), 100)
    assert next_change(library, decide(library, "publication-printing", date(2024, 9, 7))) is None


def test_a_group_whose_parts_differ_has_no_verdict_and_no_cells(library: Library) -> None:
    day = date(2026, 11, 22)
    assert decide(library, "film", day).basis == "varies"
    assert regimes(library, "film", day) == {}


def test_a_topic_is_no_business_to_be_let_into(library: Library) -> None:
    topic = next(a.id for a in library.activities.values() if a.topic)
    assert decide(library, topic, date(2026, 11, 22)).basis == "topic"


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2026, 11, 22)])
def test_of_rules_that_tie_the_same_one_decides_in_any_order_of_the_corpus(library: Library, shuffled: Library, day) -> None:
    """Every activity: a draw at random seldom meets the few that tie."""
    cases = [
        (activity, day, area, origin, mode)
        for activity in library.activities
        for area, origin in ((None, None), ("hainan", None), ("shanghai-lingang", None), (None, "hong-kong"))
        for mode in (Mode.COMMERCIAL_PRESENCE, Mode.CROSS_BORDER)
    ]

    def deciding(corpus: Library) -> dict:
        rules = {case: decide(corpus, *case).decisive for case in cases}
        return {case: rule and rule.clause.id for case, rule in rules.items()}

    assert deciding(library) == deciding(shuffled)
