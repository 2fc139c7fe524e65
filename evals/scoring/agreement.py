"""How far two who grade the same things agree, beyond what chance would make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two graders over the same things: 1 is full agreement, 0 what chance gives. None where chance alone
    would make them agree (both always give one and the same grade), and of nothing."""
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[grade] * second[grade] for grade in first) / (n * n) if n else 1.0
    if chance == 1.0:
        return None
    return (sum(a == b for a, b in pairs) / n - chance) / (1 - chance)
