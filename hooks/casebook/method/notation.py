"""The ways to write a figure, in either language; those of `dates` are tried first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from . import numerals
from .dates import FORMS, form
from .numerals import (
    DIGITS,
    HAN,
    NUMBER,
    ORDINALS,
    SCALE,
    WORD,
    any_of,
    chinese,
    english,
    number,
)
from .units import BEFORE, Figure, Reading, currency, measured, unit_at

PARTS = {word: n for word, n in ORDINALS.items() if n > 2 and word[-1] == "h"} | {
    "half": 2, "third": 3, "quarter": 4,
}  # fmt: skip
_COUNTED = "年个月天日周时点分秒岁元倍家位款项次名人种条份台座层代期篇本部场轮度类国州成大方"
"""What follows a Chinese digit that counts something; elsewhere it is part of a word (统一)."""

NOUN = r"(?:decade|year|month|week|day|hour|percent|percentage[ ]point|basis[ ]point|mile)\b"
_RANGE = re.compile(r" ?(?:to|and|or|[-–—~～至到或]) ?(?=[$€£¥]?[0-9])")
_SPAN = re.compile(r"[0-9][-–—/]$")
_PM = re.compile(r"(?::[0-9]{2})? ?p\.?m\b")
_RANKED = r"(?<=y)-(?!month)[a-z]{2,6}(?:st|nd|rd|th)\b"
"""The end of twenty-third, which is no fraction."""
_EVENING = re.compile("(?:下午|晚上|傍晚) ?$")
_ABOUT = re.compile("(?:一二|[一两二]三|三四|四五|五六|六七|七八|八九)(?![零一二三四五六七八九〇])")
"""Two digits in a row that stand for a figure between them: 四五百万."""


@form(
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


@form(
    "A中",
    rf"\b(?![A-Za-z]{{3,6}}{_RANKED})(?P<some>[Aa]n?|{WORD})[ -](?P<of>{any_of(PARTS)})"
    r"(?P<many>s?)\b"
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


@form(
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


@form(
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


@form(
    "A中",
    rf"(?<![A-Za-z])(?!(?:mid|pre|post|early|late|end|FY|CY)[ -]?[0-9]|{BEFORE}[ -]?[0-9])"
    r"[A-Za-z][A-Za-z.+/-]{0,40}+[0-9][A-Za-z0-9.+/-]*|[数几][十百千万亿]+",
)
def none(_: re.Match[str]) -> Iterator[Figure]:
    """S3, GPT-4, 数十万: no figures."""
    yield from ()


@form(
    "1$A中",
    rf"(?P<sign>(?:(?<![^\s(（：“])-|负[ ]?|\b(?:minus|negative)[ ])(?=[0-9]|{BEFORE}))?"
    rf"(?P<before>{BEFORE}[ ]?)?"
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
    shared = currency(match["before"] or "")
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


@form(
    "A",
    rf"\b(?P<words>(?:(?:[Hh]alf[ ])?[Aa]n?[ ](?=(?:{SCALE}|dozen)(?:\b|-?fold\b)|{NOUN})"
    rf"|{WORD}(?=\b|fold))"
    rf"(?:[ -]?(?:{WORD}|dozen|{SCALE})(?:\b|(?=fold\b))(?:(?<=d)[ ]and(?=[ ]{WORD}\b))?)*"
    rf"(?:{_RANKED})?)"
    rf"(?P<half>[ ]and[ ]a[ ]half\b)?(?:[ ](?P<scale>{SCALE})\b)?(?:-?fold\b)?",
)
def _words_en(match: re.Match[str]) -> Iterator[Figure]:
    """Ten million; two and a half billion; a dozen; nine-fold; twenty-first. A figure from ten
    thousand on.
    """
    value = english(match["words"]) + (Fraction(1, 2) if match["half"] else 0)
    value *= numerals.SCALES.get(match["scale"] or "", 1)
    kind = "digits" if value >= 10**4 and match["words"][0] not in "Aa" else "words"
    yield measured([(value, "")], match.string, match.end(), kind)


@form(
    "中",
    rf"第?[{HAN}]{{1,20}}(?:点[{''.join(DIGITS)}]{{1,20}})?|(?<![上下前后个])半(?=年|个月|个?小时)",
)
def _words_zh(match: re.Match[str]) -> Iterator[Figure]:
    """一千万; 第三; 两年; 上百; 三成. A figure from ten thousand on."""
    numeral, text, end = match.group().removeprefix("第"), match.string, match.end()
    before, after = text[max(0, match.start() - 1) : match.start()], text[end : end + 2]
    if numeral == "半":
        yield measured([(Fraction(1, 2), "")], text, end, "words")
    elif after[:1] == "成" and (after[1:] or "。") not in "员立本为果功长熟年不":
        tenth = 5 if after[1:] == "半" else DIGITS.get(after[1:], 0)
        part = Fraction(chinese(numeral) * 10 + tenth, 100)
        yield [(part, "part")], end + (2 if tenth else 1), "words"
    elif about := _ABOUT.match(numeral):
        rest = numeral[about.end() :]
        for digit in about.group():
            yield measured([(chinese(digit + rest), "")], text, end, "words")
    elif (
        len(numeral) > 1
        or numeral != match.group()
        or (before and before in "上近逾超过成前")
        or (after.strip() and after.strip()[0] in _COUNTED + "余多")
        or unit_at(text, end)[0]
    ):
        large = len(numeral) > 1 and numeral[-1] in "万亿" and numeral[0] in DIGITS
        yield measured([(chinese(numeral), "")], text, end, "digits" if large else "words")


@form("A", rf"\b{numerals.RANK}\b")
def _rank(match: re.Match[str]) -> Iterator[Figure]:
    """Third; twice."""
    yield [(ORDINALS[match.group().lower()], "")], match.end(), "words"


def _scale(match: re.Match[str]) -> int:
    return numerals.scale(match["zh"] or match["scale"] or match["letter"] or "")
