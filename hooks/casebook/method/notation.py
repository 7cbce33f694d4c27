"""The ways to write a figure, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from . import numerals
from .numerals import DIGITS, HAN, NUMBER, ORDINALS, SCALE, WORD, any_of, chinese, english, number
from .units import NAMES, Figure, Reading, measured, unit_at

_MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(_MONTHS.split())
_QUARTERS = dict(zip("一二三四", "1234", strict=True)) | {
    word: str(rank) for word, rank in ORDINALS.items() if rank in range(1, 5)
}
PARTS = {word: n for word, n in ORDINALS.items() if n > 2 and word[-1] == "h"} | {
    "half": 2, "third": 3, "quarter": 4,
}  # fmt: skip
_COUNTED = "年个月天日周时点分秒岁倍家位款项次名人种条份台座层代期篇本部场轮度类国州成大方"
"""What follows a Chinese digit that counts something; elsewhere it is part of a word (统一)."""

MONTH = rf"(?:{any_of(MONTHS)}|(?:{any_of(month[:3] for month in MONTHS)}|Sept)\b)"
NOUN = r"(?:decade|year|month|week|day|hour)\b"
_RANGE = re.compile(r" ?(?:to|and|or|[-–—~～至到或]) ?(?=[$€£¥]?[0-9])")
_DATED = re.compile(r"\.?[ \u00a0](?:[0-9]{1,2}|[0-9]{4}|of)\b")
_SPAN = re.compile(r"[0-9][-–—/]$")
_PM = re.compile(r"(?::[0-9]{2})? ?p\.?m\b")
_EVENING = re.compile("(?:下午|晚上|傍晚) ?$")
_PREPOSITION = re.compile(
    r"(?:[0-9] |mid-|\b(?:in|by|of|to|and|since|until|from|early|late|mid) )$", re.IGNORECASE
)


Form = Callable[[re.Match[str]], Iterator[Figure]]
FORMS: dict[str, list[tuple[re.Pattern[str], Form]]] = {kind: [] for kind in "1$A中"}
"""Ways to write figures, by what they begin with, as in the key; the first that fits is taken."""


def _form(kinds: str, pattern: str) -> Callable[[Form], Form]:
    def register(form: Form) -> Form:
        for kind in kinds:
            FORMS[kind].append((re.compile(pattern, re.VERBOSE), form))
        return form

    return register


@_form(
    "1A中",
    r"\bQ(?P<en>[1-4])\b|\b(?P<word>first|second|third|fourth)[ -]quarter\b"
    r"|第[ ]?(?P<rank>[一二三四1-4])[ ]?财?季|(?P<zh>[一二三四1-4])[ ]?季度",
)
def _quarter(match: re.Match[str]) -> Iterator[Figure]:
    """Q3; the third quarter; 第三季度."""
    digit = match["en"] or match["word"] or match["rank"] or match["zh"]
    yield [(f"Q{_QUARTERS.get(digit, digit)}", "")], match.end(), "digits"


@_form(
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


@_form(
    "1",
    r"(?<![0-9/-])(?:[0-9]{4}(?P<by>[-/])[0-9]{1,2}(?P=by)[0-9]{1,2}"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})(?![0-9/-])",
)
def _date(match: re.Match[str]) -> Iterator[Figure]:
    """2016-12-09; 12/9/2016, whichever of the two is the month."""
    for part in re.split("[-/]", match.group()):
        month = [(f"month {int(part)}", "")] if len(part) < 4 else []
        yield [(number(part), ""), *month], match.end(), "digits"


@_form(
    "1中",
    rf"(?<![0-9{HAN}])(?P<of>[{HAN}]{{1,20}}|[0-9]{{1,6}})[ ]?分之[ ]?"
    rf"(?P<some>[{HAN}点]{{1,20}}|{NUMBER})"
    r"|(?<![0-9/.])(?P<over>[0-9]{1,2})/(?P<under>[1-9][0-9]?)(?![0-9/.])",
)
def _fraction(match: re.Match[str]) -> Iterator[Figure]:
    """三分之一; 百分之三十; 1/3."""
    some = number(match["some"] or match["over"])
    of = number(match["of"] or match["under"]) or 1
    more = [(some, "%")] if of == 100 else []
    yield [(Fraction(some, of), "part"), *more], match.end(), "digits"


@_form(
    "A中",
    rf"\b(?P<some>[Aa]n?|{WORD})[ -](?P<of>{any_of(PARTS)})(?P<many>s?)\b"
    r"(?P<whole>[ ]of\b(?![ ]an?[ ]century|[ ][0-9]{4}))?|(?P<half>\b[Hh]alf\b(?![ ]an?[ ])"
    r"|一半|半数|过半|大半)",
)
def _share(match: re.Match[str]) -> Iterator[Figure]:
    """Two thirds; a quarter of; half. Words where it may be a rank or a quarter of a year."""
    if match["half"]:
        yield [(Fraction(1, 2), "part")], match.end(), "words"
    else:
        sure = match["whole"] or (match["many"] and match["of"] != "quarter")
        part = Fraction(english(match["some"]), PARTS[match["of"]])
        yield [(part, "part")], match.end("many"), "digits" if sure else "words"


@_form(
    "1A",
    rf"\b(?P<some>{WORD}|[0-9]{{1,3}})[ ](?:in|out[ ]of)[ ]"
    rf"(?P<of>{WORD}|[0-9]{{1,3}})\b(?![,.][0-9])",
)
def _one_in(match: re.Match[str]) -> Iterator[Figure]:
    """One in five; 3 out of 10."""
    for written in (match["some"], match["of"]):
        part = Fraction(number(match["some"]), number(match["of"]) or 1)
        kind = "digits" if written.isdigit() else "words"
        yield [(number(written), ""), (part, "part")], match.end(), kind


@_form(
    "1",
    rf"(?:(?P<times>{NUMBER})[ ]?[×*][ ]?)?(?<![0-9.])10"
    r"(?:\^(?P<caret>[0-9]{1,2})|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
    r"|[ ]?的[ ]?(?P<zh>[0-9]{1,2})[ ]?次方)",
)
def _power(match: re.Match[str]) -> Iterator[Figure]:
    """10²⁵; 3.8×10^25; 10 的 25 次方."""
    raised = "".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(digit)) for digit in match["raised"] or "")
    power = int(match["caret"] or match["zh"] or raised)
    yield [(number(match["times"] or "1") * 10**power, "")], match.end(), "digits"


@_form(
    "A中",
    r"(?<![A-Za-z])(?!(?:mid|pre|post|early|late|end|FY|CY|USD|RMB|CNY|EUR|GBP|HKD)[ -]?[0-9])"
    r"[A-Za-z][A-Za-z.+/-]{0,40}+[0-9][A-Za-z0-9.+/-]*|[数几][十百千万亿]+",
)
def none(_: re.Match[str]) -> Iterator[Figure]:
    """S3, GPT-4, 数十万: no figures."""
    yield from ()


@_form(
    "1中",
    rf"(?<![0-9{HAN}])(?P<month>[0-9]{{1,2}}|十[一二]?|[一二三四五六七八九])[ ]?月(?![球花])",
)
def _month_zh(match: re.Match[str]) -> Iterator[Figure]:
    """7 月; 十二月."""
    yield [(f"month {number(match['month'])}", "")], match.end(), "digits"


@_form("A", rf"\b{MONTH}")
def _month_en(match: re.Match[str]) -> Iterator[Figure]:
    """July 2015; in May. Alone it may be a name or a verb, so it counts as words."""
    text, start, end = match.string, match.start(), match.end()
    dated = _DATED.match(text, end) or _PREPOSITION.search(text[max(0, start - 6) : start])
    if dated or match.group() in MONTHS:
        month = [name[:3] for name in MONTHS].index(match.group()[:3]) + 1
        yield [(f"month {month}", "")], end, "digits" if dated else "words"


@_form(
    "1$A中",
    r"(?P<sign>(?<![^\s(（：“])-(?=[0-9$€£¥])|负[ ]?(?=[0-9])|\b(?:minus|negative)[ ](?=[0-9$€£]))?"
    r"(?P<before>(?:US|HK)?\$|[€£¥₩₹]|\b(?:USD|EUR|RMB|CNY|GBP|HKD)[ ]?)?"
    rf"(?P<number>{NUMBER})(?:[ \u00a0-]?(?P<scale>{SCALE}|bn|mn|tn)\b"
    r"|(?P<letter>[KMBTk]|(?(before)[mb]|(?!)))(?![A-Za-z])"
    r"|[ ]?[多余]?[ ]?(?P<zh>(?:[十百万亿]|千(?![瓦米克卡赫]))+))?",
)
def _digits(match: re.Match[str]) -> Iterator[Figure]:
    """1,250; $1.2 billion; 15 亿; 700M; -5%; and 1.5 to 2 billion, which share scale and unit."""
    text, start, end = match.string, match.start(), match.end()
    value = number(match["number"]) * (-1 if match["sign"] else 1)
    scale = _scale(match)
    readings: list[Reading] = [(value * scale, "")]
    shared = NAMES.get((match["before"] or "").strip(), "")
    if to := _RANGE.match(text, end):
        other = _DIGITS.match(text, to.end())
        assert other
        shared = shared or unit_at(text, other.end())[0]
        if scale == 1 != _scale(other):
            readings.append((value * _scale(other), ""))
    if match["letter"]:
        readings.append((value, ""))  # 7B, a model
    before = text[max(0, start - 5) : start]
    if value < 100 and _SPAN.search(before):
        readings.append((2000 + value, ""))  # 2016–18
    if value < 13 and (_PM.match(text, end) or _EVENING.search(before)):
        readings.append((12 + value, ""))
    yield measured(readings, text, end, "digits", shared)


_DIGITS = FORMS["1"][-1][0]


@_form(
    "A",
    rf"\b(?P<words>(?:(?:[Hh]alf[ ])?[Aa]n?[ ](?=(?:{SCALE}|dozen)\b|{NOUN})"
    rf"|{WORD}(?=\b|fold))"
    rf"(?:[ -]?(?:{WORD}|dozen|{SCALE})\b(?:(?<=d)[ ]and(?=[ ]{WORD}\b))?)*)"
    rf"(?P<half>[ ]and[ ]a[ ]half\b)?(?:[ ](?P<scale>{SCALE})\b)?(?:-?fold\b)?",
)
def _words_en(match: re.Match[str]) -> Iterator[Figure]:
    """Ten million; two and a half billion; a dozen; nine-fold. A figure from ten thousand on."""
    value = english(match["words"]) + (Fraction(1, 2) if match["half"] else 0)
    value *= numerals.SCALES.get(match["scale"] or "", 1)
    kind = "digits" if value >= 10**4 and match["words"][0] not in "Aa" else "words"
    yield measured([(value, "")], match.string, match.end(), kind)


@_form("中", rf"第?[{HAN}]{{1,20}}(?:点[{''.join(DIGITS)}]{{1,20}})?|(?<![上下前后])半(?=年|个月)")
def _words_zh(match: re.Match[str]) -> Iterator[Figure]:
    """一千万; 第三; 两年; 上百; 三成. A figure from ten thousand on."""
    numeral, text, end = match.group().removeprefix("第"), match.string, match.end()
    before, after = text[max(0, match.start() - 1) : match.start()], text[end : end + 2]
    if numeral == "半":
        yield measured([(Fraction(1, 2), "")], text, end, "words")
    elif after[:1] == "成" and (after[1:] or "。") not in "员立本为果功长熟年不":
        yield [(Fraction(chinese(numeral), 10), "part")], end + 1, "words"
    elif (
        len(numeral) > 1
        or numeral != match.group()
        or (before and before in "上近逾超过成前")
        or (after.strip() and after.strip()[0] in _COUNTED + "余多")
    ):
        large = len(numeral) > 1 and numeral[-1] in "万亿" and numeral[0] in DIGITS
        yield measured([(chinese(numeral), "")], text, end, "digits" if large else "words")


@_form("A", rf"\b{numerals.RANK}\b")
def _rank(match: re.Match[str]) -> Iterator[Figure]:
    """Third; twice."""
    yield [(ORDINALS[match.group().lower()], "")], match.end(), "words"


def _scale(match: re.Match[str]) -> int:
    return numerals.scale(match["zh"] or match["scale"] or match["letter"] or "")
