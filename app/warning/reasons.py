# SPDX-License-Identifier: Apache-2.0
"""Why there is a warning, and what a rule asks, as sentences with their numbers.

Called by whoever shows a proposal, an alert or a rule: window, notices, command line, report. The trap: a share
nobody knows is None and must not be said as 0 %, so such a reason speaks of posts alone.
"""

from typing import Final

from app.errors import Said
from app.warning.policy import Measure, Rule
from app.warning.proposal import Ground, Proposal, Reason

_SHARES: Final = (Measure.NEGATIVE_SHARE, Measure.REPOST_SHARE)


def reason_said(reason: Reason) -> Said:
    """One reason: "negative 61 % of 240 in 30 min; usual 12 % of 35"."""
    if reason.ground is Ground.RULE:
        return _rule_reason(reason)
    told: dict[str, str | int | float | Said] = {
        "span": span_said(reason.minutes), "posts": reason.posts, "usual": _number(reason.usual_posts),
        "voices": reason.voices,
    }  # fmt: skip
    if reason.ground is Ground.VOLUME or reason.negative is None:
        return Said("beacon-reason-volume", told)
    told |= {"negative": round(reason.negative * 100)}
    if reason.usual_negative is None:
        return Said("beacon-reason-unusual", told)
    told |= {"usual_negative": round(reason.usual_negative * 100)}
    return Said("beacon-reason-slow" if reason.ground is Ground.SLOW_BURN else "beacon-reason-surge", told)


def _rule_reason(reason: Reason) -> Said:
    measure = Measure(reason.measure) if reason.measure in set(Measure) else None
    told: dict[str, str | int | float | Said] = {
        "rule": reason.rule, "span": span_said(reason.minutes), "posts": reason.posts,
        "measured": amount_said(measure, reason.measured), "limit": amount_said(measure, reason.limit),
    }  # fmt: skip
    if measure is None:
        return Said("beacon-reason-rule", told)
    told |= {"measure": measure_said(measure)}
    shared = measure in _SHARES
    return Said("beacon-reason-rule-share" if shared else "beacon-reason-rule-measure", told)


def proposal_said(proposal: Proposal) -> Said:
    """The whole proposal in a line: level, watch, the gravest reason, how many others."""
    level = Said(f"level-{proposal.level}")
    told: dict[str, str | int | float | Said] = {"level": level, "watch": proposal.watch}
    if not proposal.reasons:
        return Said("beacon-proposal-bare", told)
    told |= {"reason": reason_said(proposal.reasons[0]), "others": len(proposal.reasons) - 1}
    return Said("beacon-proposal", told)


def rule_said(rule: Rule) -> Said:
    """What a rule asks, without its name and where or when it counts: "mentions ≥ 50 in 1 h"."""
    told: dict[str, str | int | float | Said] = {
        "measure": measure_said(rule.measure), "limit": amount_said(rule.measure, rule.at_least),
        "span": span_said(rule.minutes), "sample": rule.sample,
    }  # fmt: skip
    if rule.measure is Measure.ACCOUNT:
        return Said("beacon-rule-account", told | {"accounts": " · ".join(rule.accounts)})
    return Said("beacon-rule-asks", told)


def measure_said(measure: Measure) -> Said:
    """What is measured."""
    return Said(f"beacon-measure-{measure}")


def amount_said(measure: Measure | None, amount: float) -> Said:
    """An amount of a measure with its unit; a bare number for a measure of a later version."""
    if measure in _SHARES:
        return Said("beacon-amount-share", {"amount": round(amount * 100)})
    if measure is Measure.SPEED:
        return Said("beacon-amount-times", {"amount": _number(amount)})
    return Said("beacon-amount", {"amount": _number(amount)})


def span_said(minutes: int) -> Said:
    """How long: whole hours from two hours on, and where there are no odd minutes."""
    if minutes >= 120 or (minutes and minutes % 60 == 0):
        return Said("beacon-span-hours", {"count": round(minutes / 60)})
    return Said("beacon-span-minutes", {"count": minutes})


def _number(amount: float) -> int | float:
    """As people say it: a decimal only below ten."""
    return round(amount) if amount >= 10 or float(amount).is_integer() else round(amount, 1)
