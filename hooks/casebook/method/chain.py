"""The verdict on a case, computed from the four links of its chain, with the rule that fired.

A chain is as strong as its weakest link: the conjunction of fuzzy sets is the minimum (Charles C.
Ragin, Redesigning Social Inquiry, University of Chicago Press, 2008). How much may be said of the
cause is bounded by the tests of process tracing: straws in the wind alone decide little, a hoop
that was failed excludes, a smoking gun that was passed confirms (David Collier, "Understanding
Process Tracing", PS 44, 2011, doi:10.1017/S1049096511001429). The method page says it in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model import Case, Chain, ChainLink, Trace
from ..model.chain import Cause

LINKS = ("adopted", "eroded", "gained", "caused")
"""The links in their order."""

MEMBERSHIP: Mapping[str, float | None] = {
    "yes": 1, "mostly": 0.67, "little": 0.33, "no": 0, "reverse": 0, "unknown": None,
}  # fmt: skip
"""How far a code is a member of the set "this held"; None where nobody knows."""

STEPS = ("no", "little", "mostly", "yes")
"""The codes that are degrees, from the lowest."""

VERDICTS = ("held", "mostly", "little", "broke", "backfired", "not-shown", "too-early")
"""What a chain can come to."""

YOUNG = 3
"""Years after the decision up to which a chain that does not hold is too early to judge."""

SUREST = {
    "A": "certain", "B": "highly-likely", "C": "likely", "D": "possible", "≠": "possible",
    "—": "unlikely",
}  # fmt: skip
"""The most that may be said of how sure we are, by the weakest claim behind the weakest link."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """A verdict: its tag, the rule that fired (a label below `chain-rule-`), and the link at which
    the chain breaks or is weakest; "" where it holds throughout.
    """

    value: str
    rule: str
    at: str = ""


def levels(chain: Chain | None) -> dict[str, str]:
    """The code of each link; without a chain, `unknown`."""
    return {name: getattr(chain, name).code if chain else "unknown" for name in LINKS}


def links(chain: Chain | None) -> Iterator[tuple[str, ChainLink | Cause]]:
    """The links by their names, in their order."""
    for name in LINKS if chain else ():
        yield name, getattr(chain, name)


def years(case: Case) -> int:
    """The full years from the decision that a case examines to the day it is up to."""
    start, end = case.decided.first, case.as_of.first
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def judgment(case: Case) -> Judgment:
    """The verdict that the links of a case give."""
    return judge(levels(case.chain), years(case))


def judge(codes: Mapping[str, str], years: int) -> Judgment:
    """The verdict on a chain with these codes, so many full years after the decision."""
    judgment = _judge(codes)
    if years < YOUNG and judgment.value in ("little", "broke", "not-shown"):
        return Judgment("too-early", "too-early", judgment.at)
    return judgment


def _judge(codes: Mapping[str, str]) -> Judgment:
    if codes["gained"] == "reverse" and codes["caused"] in STEPS[1:]:
        return Judgment("backfired", "backfired", "gained")
    for name in LINKS:
        if codes[name] in ("no", "reverse"):
            return Judgment("broke", f"broke-{codes[name]}", name)
    for name in LINKS:
        if codes[name] == "unknown":
            return Judgment("not-shown", "unknown", name)
    weakest = min(LINKS, key=lambda name: STEPS.index(codes[name]))
    if codes[weakest] == "yes":
        return Judgment("held", "held")
    return Judgment(codes[weakest], "weakest", weakest)


def membership(
    codes: Mapping[str, str], calibration: Mapping[str, float | None] = MEMBERSHIP
) -> float | None:
    """How far a chain is a member of the set of openings that worked; None where it is not known.

    A link that did not hold settles it, whatever is unknown elsewhere.
    """
    known = [value for name in LINKS if (value := calibration[codes[name]]) is not None]
    if len(known) < len(LINKS) and 0 not in known:
        return None
    return min(known)


def ceiling(tests: Iterable[Trace]) -> str:
    """The most that the tests allow to code of the cause."""
    marks = {(trace.test, trace.result) for trace in tests}
    if marks & {("hoop", "failed"), ("doubly-decisive", "failed")}:
        return "no"
    if ("doubly-decisive", "passed") in marks or {
        ("smoking-gun", "passed"), ("hoop", "passed"),
    } <= marks:  # fmt: skip
        return "yes"
    if ("smoking-gun", "passed") in marks:
        return "mostly"
    return "little" if marks else "no"


def behind(case: Case, at: str) -> list[str]:
    """The claims that carry a link; those of all links where the chain holds throughout."""
    carrying = []
    for name, link in links(case.chain):
        if at in ("", name):
            carrying += (
                [trace.claim for trace in link.tests] if isinstance(link, Cause) else link.because
            )
    return list(dict.fromkeys(carrying))
