"""Whether there is something newer: what is in force, when a later edition was looked for, what is announced and what comes."""

from datetime import date

import pytest

from corpus import Document, Library
from corpus.model import EditionSearch, Lookups
from rag import Answerer, Ask
from rag.answer.excerpts import Excerpts
from rag.answer.freshness import freshness
from rag.answer.wording.context import Wording
from rag.language.formats import written_day
from rag.language.languages import canonical
from rag.language.lexicon import Lexicon
from rag.question.understand import understand
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("question", "begins", "name"),
    [
        ("有没有新的负面清单？", "目前没有查到新版（最近一次查找：{day}）", "全国版负面清单（2024年版）"),
        ("有没有2026年版负面清单", "目前没有查到 2026 年版（最近一次查找：{day}）", "全国版负面清单（2024年版）"),
        ("Is there a new list?", "Not that Zhunru knows of (last looked for on {day})", "2024 national negative list"),
        ("Is there a 2026 edition of the negative list?", "Not that Zhunru knows of: no edition of 2026 was found (last looked for on {day})", "2024 national"),
        ("2026年のネガティブリストはありますか", "2026年版は確認されていません（最終確認日：{day}）", "全国版ネガティブリスト（2024年版）"),
        ("Gibt es eine neue Negativliste?", "Soweit Zhunru weiß, nicht (zuletzt gesucht am {day})", "Nationale Negativliste 2024"),
        ("¿Hay una nueva lista negativa?", "Que Zhunru sepa, no (última búsqueda: {day})", "2024"),
        ("Есть ли новый негативный перечень?", "Насколько известно Zhunru, нет (последний поиск: {day})", "2024"),
        ("Y a-t-il une nouvelle édition de la liste négative ?", "Pas à la connaissance de Zhunru (dernière recherche : {day})", "2024"),
        ("海南有没有新的负面清单？", "目前没有查到新版（最近一次查找：{day}）", "海南自贸港负面清单（2020年版）"),
        ("自贸区负面清单有新版吗？", "目前没有查到新版（最近一次查找：{day}）", "自贸试验区负面清单（2021年版）"),
    ],
)  # fmt: skip
def test_no_newer_list_is_told_with_the_day_of_the_search_and_the_list_in_force(
    answerer: Answerer, library: Library, question: str, begins: str, name: str
) -> None:
    answer = answerer.answer(Ask(question, TODAY))
    day = max(s.day for s in library.lookups.editions)
    assert answer.answer.headline.startswith(begins.format(day=written_day(day, canonical(answer.language))))
    assert name in answer.answer.headline
    assert answer.remark and answer.asks == ("freshness",)
    assert answer.citations and all(c.status == "in-force" for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "announced"),
    [
        ("有没有新的跨境服务贸易负面清单？", "已有预告：2026年政府工作报告"),
        ("Is there a new negative list for cross-border services?", "Announced: 2026 government work report"),
    ],
)
def test_what_is_announced_of_a_list_is_quoted_with_its_source(answerer: Answerer, question: str, announced: str) -> None:
    answer = answerer.answer(Ask(question, TODAY))
    assert announced in answer.answer.markdown
    assert [c.document_id for c in answer.citations] == ["cn-cross-border-list-2024", "cn-government-work-report-2026"]


def test_the_latest_list_and_one_of_a_known_year_are_named(answerer: Answerer) -> None:
    latest = answerer.answer(Ask("Which negative list is the latest?", TODAY)).answer.headline
    assert latest.startswith("The 2024 national negative list is the latest that Zhunru knows of")
    known = answerer.answer(Ask("Is there a 2021 negative list?", TODAY)).answer.headline
    assert "no longer in force since 1 November 2024" in known


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Is there a newer negative list than 2024?", "Not that Zhunru knows of (last looked for"),
        ("有没有比2024年版更新的负面清单？", "目前没有查到新版"),
        ("Gibt es eine neuere Negativliste als die von 2024?", "Soweit Zhunru weiß, nicht"),
        ("Is there a newer negative list than that of 2021?", "The 2024 national negative list is the latest"),
        ("有没有比2021年版更新的负面清单？", "目前已知最新的是全国版负面清单（2024年版）"),
    ],
)
def test_a_list_newer_than_one_it_names_is_what_is_looked_for(answerer: Answerer, question: str, begins: str) -> None:
    answer = answerer.answer(Ask(question, TODAY))
    assert answer.asks == ("freshness",) and answer.answer.headline.startswith(begins)


@pytest.mark.parametrize(
    "question",
    ["有没有新的负面清单可以让外资独资做手游？", "May I run a cinema under the new list, and on what terms?"],
)
def test_a_question_about_a_business_is_none_about_the_list(answerer: Answerer, question: str) -> None:
    assert not answerer.answer(Ask(question, TODAY)).remark


def test_nothing_to_come_is_said_and_what_is_announced_quoted(answerer: Answerer) -> None:
    answer = answerer.answer(Ask("What changes are coming?", TODAY))
    assert answer.answer.headline.startswith("No document that takes effect later is known to Zhunru")
    assert "Announced: 2026 government work report" in answer.answer.markdown


def list_of(year: int, start: str, **fields: object) -> Document:
    return Document.model_validate(
        {
            "id": f"cn-list-{year}", "title": {"zh": f"清单（{year}年版）", "en": f"List ({year})"}, "issuers": [{"zh": "部", "en": "M"}],
            "kind": "negative-list", "regime": "national", "effective": start,
            "provisions": [{"id": "item-1", "digest": {"zh": "禁止。", "en": "Prohibited."}}], **fields,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("什么规则即将生效？有哪些即将生效？", "已知将要生效的有：清单（2027年版）"),
        ("What is coming?", "Known to take effect later: List (2027)."),
    ],
)
def test_a_document_that_is_known_and_not_yet_in_force_is_told_with_its_first_day(question: str, headline: str) -> None:
    documents = [list_of(2024, "2024-11-01", superseded_on="2027-01-01"), list_of(2027, "2027-01-01", supersedes="cn-list-2024")]
    searched = EditionSearch(document="cn-list-2024", day=date(2026, 11, 1), where={"zh": "处", "en": "there"})
    library = Library(documents, [], [], [], date(2026, 11, 22), "", lookups=Lookups(editions=(searched,)))
    lexicon = Lexicon(library)
    w = Wording(library, Excerpts(library, lexicon), "zh" if "生效" in question else "en", TODAY)
    told, note = freshness(w, understand(library, lexicon, question, TODAY), "2026-11-22")
    assert told.startswith(headline.rstrip("."))
    assert any(written_day(date(2027, 1, 1), w.language) in s.text for p in note for s in p.sentences)
