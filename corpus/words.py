"""A measure in plain words, in Chinese and in English: what it allows or asks, of which business, where, for whom, since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.library import Library
from corpus.model import Activity, Area, Measure, MeasureType, Mode, Origin, Text

_TYPES = {
    MeasureType.PROHIBITED: ("禁止外商投资", "closed to foreign investment"),
    MeasureType.UNCOMMITTED: ("未对外资开放（无开放承诺）", "not opened (no commitment opens it)"),
    MeasureType.CHINESE_CONTROL: ("须由中方控股", "must be Chinese-controlled"),
    MeasureType.EQUITY_CAP: ("外资股比至多{cap:g}%", "foreign share at most {cap:g}%"),
    MeasureType.JV_ONLY: ("限于合资、合作", "joint venture or cooperation only"),
    MeasureType.OPEN: ("对外资开放，不限股比", "open, no limit on the foreign share"),
    MeasureType.LICENCE: ("须取得许可", "a licence is needed"),
    MeasureType.APPROVAL: ("须经批准", "an approval is needed"),
    MeasureType.QUALIFICATION: ("须具备条件", "a condition on the investor or the company"),
    MeasureType.NATIONALITY: ("国籍要求", "a nationality requirement"),
    MeasureType.OBLIGATION: ("义务", "an obligation"),
    MeasureType.RULE: ("规则", "how the regime works"),
    MeasureType.TARGET: ("政策目标，不改变规则", "a policy aim, changes no rule"),
}
_MODES = {
    Mode.CROSS_BORDER: ("跨境交付", "cross-border supply"),
    Mode.CONSUMPTION_ABROAD: ("境外消费", "consumption abroad"),
    Mode.COMMERCIAL_PRESENCE: ("商业存在", "commercial presence"),
    Mode.NATURAL_PERSONS: ("自然人移动", "natural persons"),
}


def in_words(library: Library, measure: Measure) -> Text:
    """`增值电信业务：外资股比至多50%；电子商务除外`, `value-added telecommunications: foreign share at most 50%; except e-commerce`."""
    return Text(zh=_sentence(library, measure, 0), en=_sentence(library, measure, 1))


def _sentence(library: Library, measure: Measure, at: int) -> str:
    what = _TYPES[measure.type][at].format(cap=measure.cap)
    comma, colon, semicolon = (("、", "：", "；"), (", ", ": ", "; "))[at]
    parts = [f"{_names(library.activities, measure.activities, at, comma)}{colon}{what}"]
    if measure.says:
        parts[0] += colon + (measure.says.zh, measure.says.en)[at]
    if measure.excepted:
        names = _names(library.activities, measure.excepted, at, comma)
        parts.append((f"{names}除外", f"except {names}")[at])
    if measure.areas:
        names = _names(library.areas, measure.areas, at, comma)
        parts.append((f"限于{names}", f"in {names} only")[at])
    if measure.origins:
        names = _names(library.origins, measure.origins, at, comma)
        parts.append((f"限于{names}的投资者", f"for investors from {names} only")[at])
    if measure.modes:
        parts.append(comma.join(_MODES[mode][at] for mode in measure.modes))
    if measure.effective:
        parts.append((f"自{measure.effective}起", f"from {measure.effective}")[at])
    if measure.until:
        parts.append((f"至{measure.until}前一日止", f"until the day before {measure.until}")[at])
    if measure.yields:
        parts.append(("国家另有规定的除外", "unless the State provides otherwise")[at])
    return semicolon.join(parts)


def _names(known: Mapping[str, Activity | Area | Origin], ids: Iterable[str], at: int, comma: str) -> str:
    return comma.join((known[i].name.zh, known[i].name.en)[at] for i in ids)
