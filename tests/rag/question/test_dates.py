"""Reading the day a question is about."""

from datetime import date

import pytest

from rag.question.dates import days_named, edition_day, number
from rag.question.dates.numerals import counted
from rag.question.dates.roles import Around
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024年10月31日", [date(2024, 10, 31)]),
        ("２０２４年１０月３１日", [date(2024, 10, 31)]),
        ("二〇二四年十一月一日", [date(2024, 11, 1)]),
        ("二零一八年一月", [date(2018, 1, 1)]),
        ("2018 年 1 月外资能", [date(2018, 1, 1)]),
        ("on 2024-11-01", [date(2024, 11, 1)]),
        ("on 31 October 2024", [date(2024, 10, 31)]),
        ("on Oct. 31st, 2024", [date(2024, 10, 31)]),
        ("the third of May 2025", [date(2025, 5, 3)]),
        ("on the twenty-first of May, 2025", [date(2025, 5, 21)]),
        ("as of 3-May-2025", [date(2025, 5, 3)]),
        ("2025 May 3rd", [date(2025, 5, 3)]),
        ("20250503", [date(2025, 5, 3)]),
        ("am dritten Mai 2025", [date(2025, 5, 3)]),
        ("le trois mai 2025", [date(2025, 5, 3)]),
        ("el tres de mayo de 2025", [date(2025, 5, 3)]),
        ("одиннадцатого июля 2022 года", [date(2022, 7, 11)]),
        ("двадцать первого июля 2022 года", [date(2022, 7, 21)]),
        ("11-го июля 2022 г.", [date(2022, 7, 11)]),
        ("in March 2019", [date(2019, 3, 1)]),
        ("in 2018", [date(2018, 1, 1)]),
        ("2024年11月1日之前", [date(2024, 10, 31)]),
        ("before 2024-11-01", [date(2024, 10, 31)]),
        ("2024年10月31日和2024-11-01", [date(2024, 10, 31), date(2024, 11, 1)]),
        ("到 2029 年数字服务贸易要占多少", []),
        ("2024年版清单", []),
        ("国函〔2021〕106号在北京调整了哪些外资规定？", []),
        ("What did MIIT notice No. 196 of 2015 open?", []),
        ("2024年13月40日", []),
        ("第12项 100%", []),
        ("2025 may be too late", [date(2025, 1, 1)]),
        ("in the 2021 national list", []),
        ("I heard the cap was abolished in 2024", []),
        ("听说2024年取消了股比限制", []),
    ],
)
def test_days_are_read_in_both_languages(text, days):
    assert list(days_named(text, TODAY).named) == days


@pytest.mark.parametrize("text", ["the 2021 list", "2021年版清单", "under the 2021 negative list", "2021版负面清单"])
def test_a_superseded_edition_stands_for_its_last_day(library, text):
    assert edition_day(text, library, TODAY) == date(2024, 10, 31)


def test_the_edition_in_force_stands_for_today(library):
    assert edition_day("2024年版清单", library, TODAY) == TODAY


@pytest.mark.parametrize(("text", "value"), [("31", 31), ("十", 10), ("十二", 12), ("三十一", 31), ("二〇二四", 2024)])
def test_numerals_are_read(text, value):
    assert number(text) == value


def test_what_is_looked_at_around_a_date_does_not_grow_with_the_text():
    """The work on a pasted page grows with its length alone."""
    looked_at = Around.of("in 2016 " * 10_000, 40_000, 40_004)
    assert len(looked_at.ahead + looked_at.behind + looked_at.text) < 2000


def test_hundreds_and_words_are_read_as_numbers():
    assert [counted(text) for text in ("九十", "ninety-two", "百", "zwanzig", "15")] == [90, 92, 100, 20, 15]
