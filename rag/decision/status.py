"""The status of a verdict."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """The verdict on one activity, in one place, on one day."""

    PROHIBITED = "prohibited"
    RESTRICTED = "restricted"
    CONDITIONAL = "conditional"
    OPEN = "open"
    NOT_COVERED = "not-covered"
    UNCLEAR = "unclear"
