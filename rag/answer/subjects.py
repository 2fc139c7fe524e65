"""What a provision speaks of beyond whether a business is open: capital, a time limit, an authority, a sanction, a meaning."""

from __future__ import annotations

import re
from enum import StrEnum


class Subject(StrEnum):
    """A kind of thing that a provision lays down."""

    CAPITAL = "capital"
    TIME_LIMIT = "time-limit"
    AUTHORITY = "authority"
    PENALTY = "penalty"
    DEFINITION = "definition"


#: By what our own Chinese words on a provision are known to lay it down.
_SAID = {
    Subject.CAPITAL: re.compile(r"注册资本|实缴资本|开办资金"),
    Subject.TIME_LIMIT: re.compile(
        r"\d+个?(?:工作日|日|天|个月|月)内|\d+个?(?:工作日|日|个月)(?:审批|批准|决定|办结)|一般\d+日|有效期\d+年"
    ),
    Subject.AUTHORITY: re.compile(r"(?:部|部门|总?局|委员会|办公室|机关|人民政府|国务院|人民银行|厅|省级|县级)"),
    Subject.PENALTY: re.compile(r"罚款|没收|吊销|取缔|责令"),
    Subject.DEFINITION: re.compile(r"是指|指的是|(?<=[一-鿿）])指(?!定|导|标|引|挥|示|数|纹|令|明|出|派|责|南)"),
}


def lays_down(subject: Subject, said: str) -> bool:
    """Whether a text in our own Chinese words (a digest, or what a measure says) lays down something of this kind."""
    return bool(_SAID[subject].search(said))
