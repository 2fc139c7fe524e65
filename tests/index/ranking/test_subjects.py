"""What a provision gains by ruling on what a question names."""

from datetime import date

import numpy as np
import pytest

from index.ranking.subjects import BUSINESS, PLACE, About, Subjects

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def subjects(library) -> Subjects:
    return Subjects(library)


def worth(library, subjects: Subjects, about: About) -> dict[str, float]:
    return dict(zip(library.clauses, subjects.worth(about).tolist(), strict=True))


def test_a_rule_on_the_business_gains_most_and_one_on_a_group_it_belongs_to_the_less_the_further_it_is(library, subjects):
    gained = worth(library, subjects, About(("data-centre",)))
    steps = library.above("data-centre")
    for clause in library.clauses.values():
        ruled = {a for m in clause.provision.measures for a in m.activities}
        expected = max((BUSINESS / (1 + steps[a]) for a in ruled & steps.keys()), default=0.0)
        assert gained[clause.id] == pytest.approx(expected)
    assert {round(g / BUSINESS, 3) for g in gained.values()} >= {0.0, 0.5, 1.0}


def test_a_rule_gains_by_its_place_where_the_place_or_one_within_it_is_named(library, subjects):
    gained = worth(library, subjects, About(areas=("haikou",)))
    for clause in library.clauses.values():
        there = any("hainan" in m.areas for m in clause.provision.measures)
        assert gained[clause.id] >= (PLACE if there else 0.0) - 1e-9
    assert max(gained.values()) == pytest.approx(PLACE)


def test_two_businesses_do_not_add_up(library, subjects):
    both = subjects.worth(About(("relics-auction", "data-centre")))
    assert both == pytest.approx(np.maximum(*(subjects.worth(About((a,))) for a in ("relics-auction", "data-centre"))))


def test_nothing_named_gains_nothing(subjects):
    assert not subjects.worth(About()).any()


@pytest.mark.parametrize(
    "question",
    [
        "外资可以做古董拍卖吗？",
        "May a foreign company run antique auctions?",
        "Darf eine ausländische Firma Antiquitäten versteigern?",
        "외국 회사가 골동품 경매를 할 수 있나요?",
        "Может ли иностранная компания проводить аукцион антиквариата?",
    ],
)
def test_the_rule_on_a_business_is_found_first_in_whatever_language_it_is_named(answerer, question):
    ruled = {
        a for m in answerer.library.clauses[answerer.search(question, DAY, 1)[0].id].provision.measures for a in m.activities
    }
    assert ruled & answerer.library.above("relics-auction").keys()


def test_an_open_question_is_not_drawn_to_the_rules_on_who_may_enter(answerer):
    """It names telecom, and asks for a penalty, which the rules on telecom do not speak of."""
    hits = answerer.search("What is the penalty for giving false documents to obtain a telecom licence approval?", DAY, 3)
    assert "cn-telecom-enterprise-provisions-2022#article-14" in [h.id for h in hits]
