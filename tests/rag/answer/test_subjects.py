"""Which subject a question means where its kind of ask leaves two."""

import pytest

from corpus.kinds import Subject
from rag.answer.subjects import lays_down, subject_of_time, unlicensed_act


@pytest.mark.parametrize(
    "question",
    [
        "How long is the ICP licence valid?",
        "When must a value-added telecom licence be renewed?",
        "When does the permit expire?",
        "增值电信许可证有效期多久？",
        "許可證什麼時候續期",
        "许可证到期怎么办",
        "Wie lange ist die Lizenz gültig?",
        "Quelle est la durée de validité de la licence ?",
        "¿Cuál es la vigencia de la licencia?",
        "Как продлить лицензию?",
        "ライセンスの有効期間は",
        "면허는 언제 갱신하나요",
    ],
)
def test_how_long_a_licence_lasts_is_no_time_limit(question):
    assert subject_of_time(question) is Subject.VALIDITY


@pytest.mark.parametrize(
    "question", ["How long does approval take?", "审批要多久？", "Wie lange dauert die Genehmigung?", "何日かかりますか"]
)
def test_how_long_an_approval_takes_is_one(question):
    assert subject_of_time(question) is Subject.TIME_LIMIT


@pytest.mark.parametrize(
    ("question", "unlicensed"),
    [
        ("无证经营电信业务罚多少", True),
        ("擅自开电影院怎么处罚", True),
        ("没有许可证做印刷会怎样", True),
        ("What fine for running an ISP without a licence?", True),
        ("Penalty for unlicensed printing", True),
        ("Strafe für ein Internetcafé ohne Lizenz?", True),
        ("Quelle amende sans autorisation ?", True),
        ("multa por operar sin licencia", True),
        ("штраф за работу без лицензии", True),
        ("無許可で営業した場合の罰則", True),
        ("무허가 영업 벌금", True),
        ("外资股比超了怎么罚", False),
        ("What is the fine for false documents?", False),
    ],
)
def test_the_act_that_is_punished(question, unlicensed):
    assert unlicensed_act(question) is unlicensed


def test_every_subject_is_laid_down_by_provisions_of_the_corpus(library):
    clauses = list(library.clauses.values())
    for subject in Subject:
        assert 10 < sum(lays_down(c, subject) for c in clauses) < len(clauses) / 4, subject


def test_a_sanction_is_said_in_the_words_of_the_provision(library):
    """A provision that is tagged as punishing says how; one that orders a closed business shut counts too."""
    words = ("罚", "没收", "取缔", "责令", "吊销", "撤销", "关闭", "停止", "禁止", "责任", "处理", "不得")
    for clause in library.clauses.values():
        if lays_down(clause, Subject.UNLICENSED) or lays_down(clause, Subject.SANCTION):
            assert any(w in clause.provision.digest.zh for w in words), clause.id
