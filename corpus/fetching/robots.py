"""What one robots.txt allows.

Read with Protego (Scrapy's parser), because it follows RFC 9309: the longest rule wins, ``*`` and ``$`` are wildcards, and a rule is
matched in linear time. ``urllib.robotparser`` takes the first rule that fits and reads wildcards as letters.
"""

from __future__ import annotations

import re

from protego import Protego

from corpus.fetching.transport import ROBOT

_AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*([^#]*)", re.IGNORECASE)


class Robots:
    """The rules of one site for this program. Visit-time, a private extension, is not followed: it needs a clock."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse("\n".join(_of_concern(line) for line in text.splitlines()))

    def allows(self, url: str) -> bool:
        return self._rules.can_fetch(url, ROBOT)

    @property
    def interval(self) -> float:
        """Seconds that the site wants between two requests; 0 where it does not say."""
        rate = self._rules.request_rate(ROBOT)
        return max(self._rules.crawl_delay(ROBOT) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def _of_concern(line: str) -> str:
    """``line``, with the names of other robots made one. The parser keeps every rule for every robot that it is for, so that
    thousands of names before thousands of rules would fill the memory."""
    match = _AGENT.match(line)
    if not match:
        return line
    name = match[1].strip().lower()
    bare = name.replace("*", "").strip()
    return f"User-agent: {'*' if name and not bare else bare if ROBOT.startswith(bare) else 'other'}"
