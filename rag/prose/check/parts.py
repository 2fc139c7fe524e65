"""Cutting a sentence into parts that each say one thing."""

from __future__ import annotations

import re

#: Parts of a sentence, and of a provision, that each say one thing.
_PARTS = re.compile(
    r"[,，](?!\d{3})|[;；:：。!?！？()（）]|\.(?=\s|$)|\b(?:but|while|whereas|although|though|yet)\b|但是?|不过|而(?=在|是|且|对|外|全|一)"
    r"|\band (?=(?:may|must|can|none|no|not|they|all|it|needs?|is|are|has|have|does|do)\b)"
)


def parts(text: str) -> list[str]:
    return [p.strip() for p in _PARTS.split(text) if p and p.strip()]
