"""A verdict on supply without a company in China: no share is spoken of, and what a company could do stands beside it, named as such."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus import Mode
from rag import Ask
from rag.answer.excerpts import Excerpts
from rag.answer.stopwatch import Stopwatch
from rag.answer.verdicts import abroad, brief
from rag.answer.wording.context import Wording
from rag.answer.wording.decisions import decision_note, verdict_headline
from rag.decision.decision import decide
from rag.decision.status import Status
from rag.language.catalogues import say
from rag.language.languages import LANGUAGES
from tests.conftest import TODAY

CASES = [
    ("market-survey", None, Status.PROHIBITED),
    ("underwater-archaeology", None, Status.RESTRICTED),
    ("customs-brokerage", "shanghai-lingang", Status.OPEN),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("activity", "area", "status"), CASES)
def test_the_headline_speaks_of_supply_and_of_no_share(answerer, language, activity, area, status):
    decision = decide(answerer.library, activity, TODAY, area, None, Mode.CROSS_BORDER)
    company = decide(answerer.library, activity, TODAY, area)
    assert decision.status == status
    w = Wording(answerer.library, Excerpts(answerer.library, answerer.lexicon), language, TODAY)
    headline = verdict_headline(w, decision)
    assert "%" not in headline + brief(decision, language)
    assert headline != verdict_headline(w, company)
    assert brief(decision, language) != brief(company, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_company_could_do_stands_beside_it(answerer, language):
    w = Wording(answerer.library, Excerpts(answerer.library, answerer.lexicon), language, TODAY)
    lead = say(language, "lead.company")
    abroad_note = decision_note(w, [decide(answerer.library, "market-survey", TODAY, None, None, Mode.CROSS_BORDER)])
    beside = next(p for p in abroad_note if p.lead == lead)
    assert [c.id for s in beside.sentences for c in s.clauses] == ["cn-fi-negative-list-2024#item-15"]
    assert lead not in [p.lead for p in decision_note(w, [decide(answerer.library, "market-survey", TODAY)])]


def test_what_is_unsettled_from_abroad_has_no_headline_of_its_own(library):
    assert abroad(decide(library, "software-development", TODAY, None, None, Mode.CROSS_BORDER)) is None
    assert abroad(decide(library, "market-survey", TODAY)) is None


def test_openings_for_investors_are_none_for_supply_from_abroad(answerer):
    """The pilots open data centres to companies in them, to nobody from abroad."""
    w = Wording(answerer.library, Excerpts(answerer.library, answerer.lexicon), "en", TODAY)
    note = decision_note(w, [decide(answerer.library, "value-added-telecom", TODAY, None, None, Mode.CROSS_BORDER)])
    cited = [c.id for p in note for s in p.sentences for c in s.clauses]
    assert not [c for c in cited if c.startswith("cn-telecom-pilot")]


@pytest.fixture(scope="module")
def either(answerer):
    """The answer to a question on a company that may as well be about supply from abroad."""

    def answered(text):
        reading = answerer.reading(Ask(text, TODAY), Stopwatch())
        question = replace(reading.question, mode=Mode.COMMERCIAL_PRESENCE, or_mode=Mode.CROSS_BORDER)
        return answerer.respond(replace(reading, question=question), TODAY, Stopwatch())

    return answered


@pytest.mark.parametrize(
    ("question", "company", "away"),
    [
        ("外资可以做网络游戏吗？", "在境内设立企业：禁止外商投资", "境外"),
        ("Can we run online games in China?", "With a company in China: prohibited", "abroad"),
        ("Dürfen wir in China Online-Spiele anbieten?", "Mit einem Unternehmen in China", "Ausland"),
    ],
)
def test_where_either_mode_may_be_meant_both_are_decided_in_the_first_sentence(either, question, company, away):
    answer = either(question)
    assert [v.mode for v in answer.verdicts] == ["commercial-presence", "cross-border"]
    assert answer.answer.headline.startswith(company) and away in answer.answer.headline
    assert not answer.clarification


def test_what_the_corpus_does_not_settle_from_abroad_is_said(either):
    answer = either("Can we run a call centre in China?")
    assert [v.status for v in answer.verdicts] == ["conditional", "unclear"]
    assert "does not settle supply from abroad" in answer.answer.headline


def test_a_verdict_of_another_day_is_of_one_mode(either):
    answer = either("Could we run a call centre in China in 2018?")
    assert {v.mode for v in answer.verdicts} == {"commercial-presence"}
