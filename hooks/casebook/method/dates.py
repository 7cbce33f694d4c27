"""The ways to write a date, a month, a quarter or a decade, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .numerals import HAN, ORDINALS, any_of, number
from .units import Figure, Reading

_MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(_MONTHS.split())
_QUARTERS = dict(zip("一二三四", "1234", strict=True)) | {
    word: str(rank) for word, rank in ORDINALS.items() if rank in range(1, 5)
}
MONTH = rf"(?:{any_of(MONTHS)}|(?:{any_of(month[:3] for month in MONTHS)}|Sept)\b)"
_DATED = re.compile(r"\.?[ \u00a0](?:[0-9]{1,2}|[0-9]{4}|of)\b")
_PREPOSITION = re.compile(
    r"(?:[0-9] |mid-|\b(?:in|by|of|to|and|since|until|from|early|late|mid) )$", re.IGNORECASE
)

Form = Callable[[re.Match[str]], Iterator[Figure]]
FORMS: dict[str, list[tuple[re.Pattern[str], Form]]] = {kind: [] for kind in "1$A中"}
"""Ways to write figures, by what they begin with, as in the key; the first that fits is taken."""


def form(kinds: str, pattern: str) -> Callable[[Form], Form]:
    """Adds what it decorates to `FORMS`: a way to write figures that begin with `kinds`, by a
    verbose pattern.
    """

    def register(read: Form) -> Form:
        for kind in kinds:
            FORMS[kind].append((re.compile(pattern, re.VERBOSE), read))
        return read

    return register


@form(
    "1A中",
    r"\bQ(?P<en>[1-4])\b|\b(?P<word>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter\b"
    r"|第[ ]?(?P<rank>[一二三四1-4])[ ]?财?季|(?P<zh>[一二三四1-4])[ ]?季度",
)
def _quarter(match: re.Match[str]) -> Iterator[Figure]:
    """Q3; the third quarter; 第三季度."""
    digit = match["en"] or match["word"] or match["rank"] or match["zh"]
    yield [(f"Q{_QUARTERS.get(digit, digit[0])}", "")], match.end(), "digits"


@form(
    "1中",
    r"(?:(?P<century>[0-9]{2}|二十一?|[上本])[ ]?世纪[ ]?)?"
    r"(?P<zh>(?:19|20)?[0-9]0|[一二三四五六七八九]十)[ ]?年代|(?P<en>(?:[12][0-9])?[0-9]0)s\b",
)
def _decade(match: re.Match[str]) -> Iterator[Figure]:
    """The 1990s; 20 世纪 90 年代; 上世纪九十年代; 90 年代, of either century."""
    tens = number(match["zh"] or match["en"]) % 100
    first = number(match["zh"] or match["en"]) // 100
    if (century := match["century"]) and not first:
        first = {"上": 19, "本": 20}.get(century) or int(number(century)) - 1
    either = [first] if first else [19, 20]
    readings: list[Reading] = [(f"{one * 100 + tens}s", "") for one in either]
    yield readings if first else [*readings, (tens, "")], match.end(), "digits"


@form(
    "1",
    r"(?<![0-9/-])(?:[0-9]{4}(?P<by>[-/])[0-9]{1,2}(?P=by)[0-9]{1,2}"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})(?![0-9/-])",
)
def _date(match: re.Match[str]) -> Iterator[Figure]:
    """2016-12-09; 12/9/2016, whichever of the two is the month."""
    for part in re.split("[-/]", match.group()):
        month = [(f"month {int(part)}", "")] if len(part) < 4 else []
        yield [(number(part), ""), *month], match.end(), "digits"


@form(
    "1中",
    rf"(?<![0-9{HAN}])(?P<month>[0-9]{{1,2}}|十[一二]?|[一二三四五六七八九])[ ]?"
    r"(?:月|(?=[-–—~～至到][ ]?(?:[0-9]{1,2}|十?[一二三四五六七八九十])[ ]?月))(?![球花])",
)
def _month_zh(match: re.Match[str]) -> Iterator[Figure]:
    """7 月; 十二月; 3 至 5 月, which share their 月."""
    yield [(f"month {number(match['month'])}", "")], match.end(), "digits"


@form("A", rf"\b{MONTH}")
def _month_en(match: re.Match[str]) -> Iterator[Figure]:
    """July 2015; in May. Alone it may be a name or a verb, so it counts as words."""
    text, start, end = match.string, match.start(), match.end()
    dated = _DATED.match(text, end) or _PREPOSITION.search(text[max(0, start - 6) : start])
    if dated or match.group() in MONTHS:
        month = [name[:3] for name in MONTHS].index(match.group()[:3]) + 1
        yield [(f"month {month}", "")], end, "digits" if dated else "words"
