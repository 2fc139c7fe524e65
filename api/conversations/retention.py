"""For how long conversations are kept: a setting."""

from __future__ import annotations

from corpus import ZhunruError

DEFAULT_DAYS = 365
MOST_DAYS = 3650


def retention_days(setting: str | None) -> int:
    """The value of ZHUNRU_RETENTION_DAYS. 0: nothing on disk. Raises ZhunruError."""
    if setting is None or not setting.strip():
        return DEFAULT_DAYS
    days = int(setting) if setting.strip().isdecimal() else -1
    if not 0 <= days <= MOST_DAYS:
        raise ZhunruError(
            f"ZHUNRU_RETENTION_DAYS is `{setting}`.",
            f"Set it to a whole number of days from 0 (nothing is written to disk) to {MOST_DAYS}, or leave it out for {DEFAULT_DAYS}.",
        )
    return days
