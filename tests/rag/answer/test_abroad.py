"""A verdict on supply without a company in China: no share is spoken of, and what a company could do stands beside it, named as such."""

from __future__ import annotations

import pytest

from corpus import Mode
from rag.answer.excerpts import Excerpts
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
