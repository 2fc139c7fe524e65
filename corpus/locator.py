"""Where a provision stands, in words: ``item-12`` → 第12项, item 12; ``article-6`` → 第六条, Article 6."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_FORMS = {
    "item": ("第{n}项", "item {n}"),
    "article": ("第{c}条", "Article {n}"),
    "point": ("（{c}）", "point ({n})"),
    "section": ("第{c}部分", "section {n}"),
    "note": ("说明第{c}条", "note {n}"),
    "paragraph": ("第{c}款", "paragraph {n}"),
    "annex": ("附件{n}", "Annex {n}"),
}
_ID = re.compile(r"^(item|article|point|section|note|paragraph|annex)-(\d{1,4})(?:-(\d{1,2}))?$")


def chinese_numeral(n: int) -> str:
    """Write 0–9999 as a Chinese numeral: 6 → 六, 12 → 十二, 105 → 一百零五."""
    if not 0 <= n < 10000:
        raise ValueError(f"{n} is outside 0–9999")
    if n < 10:
        return _DIGITS[n]
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            out += ("零" if zero else "") + _DIGITS[digit] + name
            zero = False
        elif out:
            zero = True
    return out[1:] if out.startswith("一十") else out


def locator_words(provision_id: str) -> tuple[str, str] | None:
    """Read a provision id into its locator (zh, en); None when the id follows no known form."""
    match = _ID.match(provision_id)
    if not match:
        return None
    form, number, sub = match.groups()
    zh, en = _FORMS[form]
    n = int(number)
    zh, en = zh.format(n=n, c=chinese_numeral(n)), en.format(n=n)
    if sub:
        zh, en = f"{zh}之{chinese_numeral(int(sub))}", f"{en}-{sub}"
    return zh, en
