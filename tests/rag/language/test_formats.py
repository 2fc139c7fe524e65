"""Days, shares, sums and the facts of a quoted text, in the one form of each language."""

from datetime import date

import pytest

from rag.language.facts import facts_of
from rag.language.formats import share, unified, written_day, written_days, written_month, yuan
from rag.language.languages import LANGUAGES
from rag.language.quotation import labelled, quotation

FOREIGN = ("ja", "ko", "de", "fr", "es", "ru")


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("zh-Hans", "2026年11月1日", "2026年11月"),
        ("zh-Hant", "2026年11月1日", "2026年11月"),
        ("en", "1 November 2026", "November 2026"),
        ("ja", "2026年11月1日", "2026年11月"),
        ("ko", "2026년 11월 1일", "2026년 11월"),
        ("de", "1. November 2026", "November 2026"),
        ("fr", "1er novembre 2026", "novembre 2026"),
        ("es", "1 de noviembre de 2026", "noviembre de 2026"),
        ("ru", "1 ноября 2026 года", "ноябрь 2026 года"),
    ],
)
def test_a_day_and_a_month_are_written_as_in_a_sentence(language, day, month):
    first = date(2026, 11, 1)
    assert (written_day(first, language), written_month(first, language)) == (day, month)
    assert written_days("(2026-11-01, 2026-11)", language) == f"({day}, {month})"


def test_french_counts_only_the_first_day_of_a_month():
    assert [written_day(date(2026, 5, n), "fr") for n in (1, 2, 11, 21, 31)] == [
        "1er mai 2026", "2 mai 2026", "11 mai 2026", "21 mai 2026", "31 mai 2026",
    ]  # fmt: skip


def test_what_no_calendar_has_and_what_is_no_day_stays():
    for text in ("2024-02-30", "2024-13-01", "GB/T-2024-11", "1-2024-11-012", "13800-2024-11"):
        assert written_days(text, "en") == text


def test_a_share_has_its_sign_as_the_language_sets_it():
    shares = {code: share(33.3, code) for code in LANGUAGES}
    assert set(shares.values()) == {"33.3%", "33,3\u00a0%"}
    assert {code for code, text in shares.items() if "\u00a0" in text} == {"de", "fr", "es", "ru"}
    assert share(50.0, "en") == "50%"
    assert unified("at most 49 % since 2004-01-01", "en") == "at most 49% since 1 January 2004"


def test_sums_are_counted_as_the_language_counts():
    assert [yuan(10**9, code) for code in FOREIGN] == [
        "10億元", "10억 위안", "1 Mrd. RMB", "1 milliard de RMB", "mil millones de RMB", "1 млрд юаней",
    ]  # fmt: skip
    assert yuan(300_000, "de") == "300\u00a0000 RMB" and yuan(300_000, "ja") == "30万元"
    assert yuan(1_200_000, "fr") == "1,2 millions de RMB"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("publication authority of the State Council, decided within 60 days", ("Verlagsbehörde (Staat)", "60 Tage")),
        ("art import and export: provincial culture authority, normally 5 days", ("Kulturbehörde (Provinz)", "5 Tage")),
        (
            "registered capital of at least RMB 1 million (within one province)",
            ("eine Provinz: Stammkapital mindestens 1 Mio. RMB",),
        ),
        ("a fine of RMB 10,000 to 50,000", ("10\u00a0000 RMB – 50\u00a0000 RMB",)),
        ("a fine of RMB 1 to 10 million", ("1 Mio. RMB – 10 Mio. RMB",)),
        ("approved within 20 working days, valid for 1 to 3 years", ("20 Arbeitstage", "1–3 Jahre")),
        ("open since 1 November 2024", ("1. November 2024",)),
        ("no minors", ()),
    ],
)
def test_the_facts_of_a_text_are_told_in_the_readers_language(text, facts):
    assert facts_of(text, "de") == facts


@pytest.mark.parametrize("language", FOREIGN)
def test_every_fact_of_every_condition_can_be_told(library, language):
    said = {m.says.en for c in library.clauses.values() for m in c.provision.measures if m.says}
    told = [fact for text in said for fact in facts_of(text, language)]
    assert len(told) > 150
    assert not [fact for fact in told if "{" in fact or "duration" in fact]


def test_the_first_quotation_is_labelled_and_a_chinese_one_as_chinese():
    text = quotation("de", "No minors.") + " " + quotation("de", "Not at night.") + " " + quotation("de", "不得接纳未成年人。")
    assert labelled(text, "de") == (
        "Englische Zusammenfassung „No minors“. „Not at night“. chinesischer Text „不得接纳未成年人“."
    )
    assert quotation("en", "No minors.") == "No minors."
