# SPDX-License-Identifier: Apache-2.0
"""The room's closed vocabularies. Their values are stored for ever: never rename one, only add."""

from enum import StrEnum


class Role(StrEnum):
    """The four duties of an incident."""

    COMMANDER = "commander"
    MONITOR = "monitor"
    WRITER = "writer"
    LEGAL = "legal"


class Department(StrEnum):
    """Where a person comes from; a review needs somebody outside marketing."""

    EXECUTIVE = "executive"
    PR = "pr"
    MARKETING = "marketing"
    LEGAL = "legal"
    TECHNOLOGY = "technology"
    CUSTOMER_SERVICE = "customer_service"


class Severity(StrEnum):
    """III minor, II moderate, I major."""

    III = "III"
    II = "II"
    I = "I"  # noqa: E741 (the level is called I)


class CrisisType(StrEnum):
    """What kind of crisis it is."""

    PUBLIC_OPINION = "public_opinion"
    DATA_SECURITY = "data_security"
    RULE_VIOLATION = "rule_violation"
    BRAND_IMAGE = "brand_image"
    PRODUCT = "product"
    OPERATION = "operation"


class WarningLevel(StrEnum):
    """Blue, yellow, orange, red, from mild to grave."""

    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"

    @property
    def gravity(self) -> int:
        """1 for blue to 4 for red, as the detector counts."""
        return tuple(WarningLevel).index(self) + 1


class AlertStep(StrEnum):
    """What happened to an alert's level, in the order of its story."""

    PROPOSED = "proposed"
    """The beacon lit."""
    RAISED = "raised"
    """A person raised it by hand."""
    ROSE = "rose"
    """The beacon proposed more than before."""
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    """A person set another level, which confirms it."""
    DISMISSED = "dismissed"
    ESCALATED = "escalated"
    """Nobody confirmed it in time: the next one is told."""


class StatementKind(StrEnum):
    """Holding, progress, final."""

    HOLDING = "holding"
    PROGRESS = "progress"
    FINAL = "final"


class Verdict(StrEnum):
    """What a reviewer says of one revision."""

    PASS = "pass"
    RETURN = "return"


class ClockName(StrEnum):
    """The five clocks started by declaring."""

    CONVENE = "convene"
    BRIEF_TOP = "brief_top"
    FIRST_STATEMENT = "first_statement"
    PROGRESS = "progress"
    DAILY = "daily"
