"""A number is the same number in Chinese and in English, however it is written; another one is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.locator import chinese_numeral
from corpus.numbers import read_chinese, read_english, unmatched

SAME = [
    # sums
    ("1000万元", "RMB 10 million"),
    ("注册资本10亿元", "registered capital of RMB 1 billion"),
    ("1.5亿元", "RMB 150,000,000"),
    ("罚款1万元至10万元", "a fine of RMB 10,000 to 100,000"),
    ("罚款10万元至100万元", "a fine of RMB 100,000 to 1 million"),
    ("100至500万元", "RMB 1 to 5 million"),
    ("一亿五千万元", "RMB 150 million"),
    ("十万人以上", "100,000 people or more"),
    ("100万美元", "USD1m"),
    ("5，100万元", "5, and RMB 1 million"),
    # shares
    ("不超过50%", "at most 50 per cent"),
    ("百分之五十", "50%"),
    ("30%至50％", "30% to 50%"),
    ("30至50%", "30–50 percent"),
    ("降低5个百分点", "lowered by 5 percentage points"),
    ("总投资额1‰至5‰", "1‰ to 5‰ of total investment"),
    ("千分之五", "0.5%"),
    # fractions
    ("三分之二", "two-thirds"),
    ("不少于1/3", "at least one third"),
    ("四分之一", "a quarter of the time"),
    ("半数以上", "more than half"),
    # days
    ("自2024年11月1日起", "from 2024-11-01"),
    ("自2024年11月1日起", "from 1 November 2024"),
    ("自2024年11月1日起", "from November 1, 2024"),
    ("2024年11月", "November 2024"),
    ("11月1日起", "from 2024-11-01"),
    ("2024年9月8日公布，11月1日施行", "released on 2024-09-08, in force since 1 November 2024"),
    ("二〇二四年", "2024"),
    ("一般在7月至9月办理", "usually between July and September"),
    ("每日2时至8时", "from 2:00 to 8:00"),
    # counting
    ("三年内", "within three years"),
    ("两个以上省", "two or more provinces"),
    ("二十个工作日", "20 working days"),
    ("十二项", "twelve items"),
    ("二十一项", "twenty-one items"),
    ("半年", "six months"),
    ("一年", "a year"),
    ("一家外商", "one foreign investor"),
    ("一次", "once"),
    ("双方", "both sides"),
    ("三网融合", "triple-network convergence"),
    # places in a text
    ("第六条", "Article 6"),
    ("第三条至第六条", "Articles 3 to 6"),
    ("第二部分", "section II"),
    ("第一部分第4点", "I.4: culture"),
    ("（三）", "(3)"),
    ("第12项", "item 12"),
    ("第三方", "a third party"),
    ("国办发〔2024〕9号", "Guo Ban Fa [2024] No. 9"),
    # names
    ("B25类、A12-4", "B25 and A12-4"),
    ("第五代移动通信", "5G mobile"),
    ("5G制式", "the 5G standard"),
    ("B2B平台", "B2B platforms"),
    ("“十五五”规划", "the 15th Five-Year Plan"),
    ("二十国集团", "the G20"),
    # no number at all
    ("四川、三亚统一适用", "applies uniformly in Sichuan and Sanya"),
    ("零售和批发一律开放", "retail and wholesale are open throughout"),
    ("进一步统一", "made more uniform; it may be"),
]
DIFFERENT = [
    ("1000万元", "RMB 1 million", ("1000万",), ("1 million",)),
    ("10亿元", "RMB 10 million", ("10亿",), ("10 million",)),
    ("三分之二", "60%", ("三分之二",), ("60%",)),
    ("三分之二", "one third", ("三分之二",), ("one third",)),
    ("50%", "50", ("50%",), ("50",)),
    ("2024年11月1日", "2024-11-02", ("2024年11月1日",), ("2024-11-02",)),
    ("2024年11月1日至2025年2月3日", "2024-02-03 to 2025-11-01", ("2024年11月1日", "2025年2月3日"), ("2024-02-03", "2025-11-01")),
    ("3年", "a few years", ("3",), ()),
    ("若干项", "seven items", (), ("seven",)),
    ("第六条", "Article 7", ("第六",), ("7",)),
    ("第二章", "Chapter III", ("第二",), ("Chapter III",)),
    ("两个", "three", ("两",), ("three",)),
    ("B24", "B25", ("B24",), ("B25",)),
    ("第四代移动通信", "5G", (), ("5G",)),
    ("7月", "in August", ("7月",), ("in August",)),
    ("罚款1倍", "5 times", (), ("5",)),  # a single thing need not be counted in English
]


@pytest.mark.parametrize(("zh", "en"), SAME)
def test_the_same_number_is_recognised(zh: str, en: str) -> None:
    """A false alarm on sound text would make the check useless."""
    assert unmatched(zh, en) == ((), ())


@pytest.mark.parametrize(("zh", "en", "only_zh", "only_en"), DIFFERENT)
def test_another_number_is_noticed_in_the_words_of_the_text(zh: str, en: str, only_zh: tuple, only_en: tuple) -> None:
    assert unmatched(zh, en) == (only_zh, only_en)


@given(st.integers(2, 9999))
def test_a_chinese_numeral_reads_as_its_digits(n: int) -> None:
    assert unmatched(f"共{chinese_numeral(n)}项", f"{n:,} items") == ((), ())


@given(st.integers(2, 9999), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_a_sum_in_ten_thousands_reads_as_its_digits(n: int, unit: tuple[str, int]) -> None:
    assert unmatched(f"{n}{unit[0]}元", f"RMB {n * unit[1]:,}") == ((), ())


@given(st.integers(2, 9999), st.integers(2, 9999))
def test_two_numbers_are_equal_only_if_they_are(one: int, other: int) -> None:
    assert (unmatched(f"{one}项", f"{other} items") == ((), ())) == (one == other)


@given(st.dates())
def test_a_day_is_the_same_day_in_every_form(day) -> None:
    if 1900 <= day.year <= 2099:
        zh = f"{day.year}年{day.month}月{day.day}日"
        assert unmatched(zh, day.isoformat()) == ((), ())
        assert unmatched(zh, f"{day.day} {day:%B} {day.year}") == ((), ())


@given(st.text())
def test_no_text_stops_the_reading(text: str) -> None:
    read_chinese(text)
    read_english(text)


@given(st.text("一二三十百万亿第条分之半两0123456789.,%‰年月日-/:() ", max_size=40))
def test_no_heap_of_numerals_stops_the_reading(text: str) -> None:
    read_chinese(text)
    read_english(text)
