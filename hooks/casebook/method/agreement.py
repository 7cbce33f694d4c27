"""How far two coders agree: Krippendorff's alpha for ordinal codes.

Klaus Krippendorff, Content Analysis: An Introduction to Its Methodology (Sage, 4th edition, 2019),
chapter 12. Alpha is 1 where the coders always agree and 0 where they agree as often as chance would
have it. The figures come from the library `krippendorff`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model.chain import Coding, Twice
from .chain import LINKS

ORDER = ("reverse", "no", "little", "mostly", "yes")
"""The codes that are degrees, from the lowest; `unknown` is none and counts as missing."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two coders agree on one link or condition, or on several.

    `units` are the cases that both could code, `same` those of them with the same code, `apart`
    those that only one of the two could code, and `neither` those that both left unknown. `alpha`
    is None where it is not defined: fewer than two units, or all codes alike.
    """

    item: str
    alpha: float | None
    units: int
    same: int
    apart: int
    neither: int


def agreements(codings: Iterable[Coding], conditions: Sequence[str]) -> list[Agreement]:
    """The agreement on all links, each link, all conditions, and each condition, in this order.

    The two summaries have the items `links` and `conditions`.
    """
    codes = [code for coding in codings for code in coding.codes]
    groups = [("links", LINKS), *((link, (link,)) for link in LINKS)]
    groups += [("conditions", tuple(conditions)), *((name, (name,)) for name in conditions)]
    return [
        agreement(name, [code for code in codes if code.item in items]) for name, items in groups
    ]


def agreement(item: str, codes: Sequence[Twice]) -> Agreement:
    """The agreement of two coders over some pairs of codes."""
    known = [
        (code.first, code.second) for code in codes if "unknown" not in (code.first, code.second)
    ]
    unknown = [code for code in codes if "unknown" in (code.first, code.second)]
    neither = sum(code.first == code.second for code in unknown)
    return Agreement(
        item,
        alpha(known),
        len(known),
        sum(first == second for first, second in known),
        len(unknown) - neither,
        neither,
    )


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha, ordinal, of pairs of codes; None where it is not defined."""
    import krippendorff  # noqa: PLC0415 -- brings numpy, which only this figure needs

    if len(pairs) < 2 or len({code for pair in pairs for code in pair}) < 2:
        return None
    data = [[ORDER.index(pair[coder]) for pair in pairs] for coder in (0, 1)]
    domain = list(range(len(ORDER)))
    return float(krippendorff.alpha(data, value_domain=domain, level_of_measurement="ordinal"))
