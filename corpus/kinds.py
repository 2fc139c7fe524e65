"""What documents and measures are marked with: each list of words is closed, and each word stands in a corpus file as it is here."""

from __future__ import annotations

from enum import StrEnum


class Confidence(StrEnum):
    """Whether somebody has read the statement in a source (verified), set it down from memory (recalled), or a user has added the
    document and confirmed how it is read (added)."""

    VERIFIED = "verified"
    RECALLED = "recalled"
    ADDED = "added"


class Basis(StrEnum):
    """What a verified statement was read in."""

    OFFICIAL_TEXT = "official-text"
    OFFICIAL_ANNOUNCEMENT = "official-announcement"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Kind(StrEnum):
    NEGATIVE_LIST = "negative-list"
    CATALOGUE = "catalogue"
    LAW = "law"
    REGULATION = "regulation"
    RULE = "rule"
    NOTICE = "notice"
    OPINION = "opinion"
    PLAN = "plan"
    DECISION = "decision"
    INTERPRETATION = "interpretation"
    AGREEMENT = "agreement"
    REPORT = "report"


class Regime(StrEnum):
    """Whose rule it is: where, for whom and for which mode of supply the document opens or closes."""

    NATIONAL = "national"
    FTZ = "ftz"
    HAINAN = "hainan"
    PILOT = "pilot"
    CEPA = "cepa"
    TREATY = "treaty"
    CROSS_BORDER = "cross-border"
    MARKET_ACCESS = "market-access"
    ENCOURAGED = "encouraged"
    SECTOR_LAW = "sector-law"
    INVESTMENT_LAW = "investment-law"
    SECURITY_REVIEW = "security-review"
    DATA = "data"
    POLICY = "policy"


class MeasureType(StrEnum):
    PROHIBITED = "prohibited"
    UNCOMMITTED = "uncommitted"
    CHINESE_CONTROL = "chinese-control"
    EQUITY_CAP = "equity-cap"
    JV_ONLY = "jv-only"
    OPEN = "open"
    LICENCE = "licence"
    APPROVAL = "approval"
    QUALIFICATION = "qualification"
    NATIONALITY = "nationality"
    OBLIGATION = "obligation"
    RULE = "rule"
    TARGET = "target"

    @property
    def decides(self) -> bool:
        """True when the type by itself says whether, or up to which share, a foreign investor may enter."""
        return self in _DECIDING

    @property
    def conditions(self) -> bool:
        """True when the type is a condition to be met by whoever may enter."""
        return self in _CONDITIONS


_DECIDING = {
    MeasureType.PROHIBITED,
    MeasureType.UNCOMMITTED,
    MeasureType.CHINESE_CONTROL,
    MeasureType.EQUITY_CAP,
    MeasureType.JV_ONLY,
    MeasureType.OPEN,
}
_CONDITIONS = {
    MeasureType.LICENCE,
    MeasureType.APPROVAL,
    MeasureType.QUALIFICATION,
    MeasureType.NATIONALITY,
    MeasureType.OBLIGATION,
}


class Mode(StrEnum):
    """The four modes of supply (GATS, Article I:2)."""

    CROSS_BORDER = "cross-border"
    CONSUMPTION_ABROAD = "consumption-abroad"
    COMMERCIAL_PRESENCE = "commercial-presence"
    NATURAL_PERSONS = "natural-persons"


class Horizontal(StrEnum):
    """What a rule that holds for every investment, or every service from abroad, is about."""

    NATIONAL_TREATMENT = "national-treatment"
    MARKET_ACCESS = "market-access"
    INDIVIDUAL_BUSINESS = "individual-business"
    PARTNERSHIP = "partnership"
    REINVESTMENT = "reinvestment"
    EXEMPTION = "exemption"
    OVERSEAS_LISTING = "overseas-listing"
    ROUND_TRIP = "round-trip"
    OTHER_RULES = "other-rules"
    MORE_FAVOURABLE = "more-favourable"
    SECURITY_REVIEW = "security-review"
    ENFORCEMENT = "enforcement"
    INFORMATION_REPORT = "information-report"

    @property
    def subjects(self) -> tuple[str, ...]:
        """The activities one of which such a rule names: it is about no one business."""
        if self == Horizontal.OVERSEAS_LISTING:
            return ("overseas-listing",)
        return ("foreign-investment", "cross-border-services")


class Subject(StrEnum):
    """What a measure lays down besides how far a business is open. ``unlicensed`` is what follows doing a business without the licence or
    approval it needs, ``sanction`` what follows any other breach; ``time-limit`` is that for deciding on an application or for filing,
    ``validity`` how long a licence lasts and when it is renewed."""

    CAPITAL = "capital"
    TIME_LIMIT = "time-limit"
    VALIDITY = "validity"
    AUTHORITY = "authority"
    DEFINITION = "definition"
    UNLICENSED = "unlicensed"
    SANCTION = "sanction"
