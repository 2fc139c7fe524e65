"""Since when a rule has held is told of the rule, not of the edition that says it today; and who has checked it, of what decides."""

from dataclasses import replace
from datetime import date

import pytest

from rag import Ask, Decide, decided
from rag.answer.citations import basis_of
from rag.answer.contract import Verdict
from rag.answer.verdicts import carrying, firm
from rag.decision.decision import decide
from rag.decision.timeline import at, same
from rag.language.catalogues import phrases
from rag.language.languages import LANGUAGES
from tests.conftest import TODAY

LIST_2024 = date(2024, 11, 1)


@pytest.fixture(scope="module")
def verdict(answerer):
    return lambda activity: decided(answerer.library, answerer.lexicon, Decide((activity,), TODAY)).verdict


def test_a_rule_that_an_edition_repeats_has_held_since_it_began(verdict):
    """The 2024 list took effect in November 2024; call centres have had no cap since July 2019."""
    found = verdict("call-centre")
    assert (found.since, found.held_since, found.held_longer) == (LIST_2024, date(2019, 7, 30), False)
    assert found.before and found.before.day == found.held_since


def test_a_rule_that_the_edition_brought_has_held_since_the_edition(verdict):
    found = verdict("publication-printing")
    assert found.held_since == found.since == LIST_2024


def test_a_ban_older_than_the_corpus_has_held_at_the_latest_since_its_first_day(verdict):
    found = verdict("film-production")
    assert found.held_longer and found.held_since < date(2018, 1, 1) and found.since == LIST_2024


def test_what_no_list_names_has_a_day_too(verdict):
    found = verdict("cinema")
    assert found.since is None and found.held_since == date(2019, 7, 30)


def test_on_every_day_since_then_the_verdict_was_the_same(library, verdict):
    for activity in ("call-centre", "film-production", "value-added-telecom", "cinema", "online-game"):
        now, began = decide(library, activity, TODAY), verdict(activity).held_since
        days = [began.replace(year=year, month=12, day=31) for year in range(began.year, TODAY.year)]
        assert all(same(at(library, now, day), now) for day in (began, *days) if day >= began)


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("Since when is film production closed to foreign investors?", "At the latest since 28 July 2017: prohibited."),
        ("电影制作从什么时候起禁止外资？", "至迟自2017年7月28日起：禁止外商投资。"),
    ],
)
def test_who_asks_since_when_is_told_the_day_though_nothing_is_known_of_the_time_before(answerer, question, headline):
    assert answerer.answer(Ask(question, TODAY)).answer.headline == headline


def test_an_answer_kept_from_before_reads_as_it_was(verdict):
    kept = verdict("call-centre").model_dump(exclude={"held_since", "held_longer", "firm"})
    assert Verdict.model_validate(kept).held_since is None


def test_a_clause_that_only_agrees_makes_no_verdict_unchecked(library):
    """The national list, which decides on online games, was read; what agrees with it need not have been."""
    decision = decide(library, "online-game", TODAY)
    agreeing, *others = decision.supporting
    recalled = replace(agreeing, measure=agreeing.measure.model_copy(update={"confidence": "recalled"}))
    decision = replace(decision, supporting=(recalled, *others))
    assert recalled not in carrying(decision) and firm(decision)


def test_a_deciding_clause_that_nobody_checked_is_told_to_be_so(library, answerer):
    decision = decide(library, "performance-agency", date(2018, 1, 1))
    assert not firm(decision) and carrying(decision) == [decision.decisive]
    answer = answerer.answer(Ask("Could a foreign investor control a performance agency on 1 January 2018?", TODAY))
    assert not answer.verdict.firm
    assert "not yet checked against the official text" in answer.answer.markdown


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_clause_was_read_in_is_told_in_words_of_the_language(answerer, language):
    answer = answerer.answer(Ask("2018年1月外资能控股演出经纪机构吗？", TODAY, language=language))
    first = answer.citations[0]
    assert (first.basis, first.checked) == ("memory", phrases(language)["checked.memory"])
    words = {phrases(language)[f"checked.{basis}"] for basis in ("official-text", "official-announcement", "secondary", "memory")}
    assert len(words) == 4 and {c.checked for c in answer.citations} <= words


def test_of_several_sources_the_weakest_is_told(library):
    for clause in library.clauses.values():
        read = {m.basis.value for m in clause.provision.measures}
        if "memory" in read:
            assert basis_of(clause) == "memory"
        elif read == {"official-text"}:
            assert basis_of(clause) == "official-text"
