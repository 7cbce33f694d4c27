"""Numbers written in words, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from math import prod

_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_RANKS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)

Number = int | Fraction
"""A fraction only where it must be: whole numbers are reckoned with many times faster."""

ENGLISH = {word: number for number, word in enumerate(_TEENS.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}
"""English number words that add up: `forty-two` is 40 and 2."""
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""English number words that multiply what stands before them."""
_LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12, "tn": 10**12}
ORDINALS = {word: number for number, word in enumerate(_RANKS.split())} | {
    "twentieth": 20, "thirtieth": 30, "hundredth": 100, "thousandth": 1000,
    "once": 1, "twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "quadrupled": 4,
}  # fmt: skip
"""English ranks and multiples."""
DIGITS = (
    {"两": 2} | {word: number for number, word in enumerate("零一二三四五六七八九")} | {"〇": 0}
)
"""Chinese digits, which stand alone or before a power of ten."""
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
"""Chinese powers of ten."""


def any_of(words: Iterable[str], *, capital: bool = False) -> str:
    """A pattern for any of the words, the longest first, that looks at each letter once; each may
    begin with a `capital`.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[:1], []).append(word[1:])
    ends = rests.pop("", None)
    ways = [
        (f"[{letter}{letter.upper()}]" if capital else re.escape(letter)) + any_of(rest)
        for letter, rest in rests.items()
    ]
    if len(ways) > 1 or (ways and ends):
        return f"(?:{'|'.join(ways)}){'?' if ends else ''}"
    return "".join(ways)


NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,40})(?:\.[0-9]{1,30})?"
HAN = "".join(DIGITS) + "".join(POWERS)
WORD, RANK = (any_of(words, capital=True) for words in (ENGLISH, ORDINALS))
SCALE = any_of(SCALES)
"""Patterns: a number in digits, the characters of a Chinese numeral, and the three kinds of English
words, of which only `SCALE` is never capitalized.
"""


def number(written: str) -> Number:
    """A number in digits, with or without commas, or in words of either language."""
    if written[0] in DIGITS or written[0] in POWERS:
        return chinese(written)
    if not written[0].isdigit():
        return english(written)
    whole, _, decimals = written.replace(",", "").partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else int(whole)


def english(words: str) -> Number:
    """What English number words come to: `two hundred and fifty thousand`, `half a million`.

    Words that are no numbers, such as `and`, count for nothing.
    """
    total: Number = 0
    current: Number = 0
    for word in words.lower().replace("-", " ").split():
        if word == "half":
            current = Fraction(1, 2)
        elif word in ENGLISH:
            current += ENGLISH[word]
        elif word in ORDINALS:
            current += ORDINALS[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * (100 if word == "hundred" else 12)
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
        elif word in ("a", "an"):
            current = current or 1
    return total + current


def chinese(numeral: str) -> Number:
    """What a Chinese numeral comes to: `一千二百万`, `二〇一六`, `三点五`."""
    whole, _, decimals = numeral.partition("点")
    after = sum(Fraction(DIGITS[n], 10**at) for at, n in enumerate(decimals, 1))
    if len(whole) > 1 and all(char in DIGITS for char in whole):
        return int("".join(str(DIGITS[char]) for char in whole)) + after
    total = section = digit = 0
    if len(whole) > 2 and whole[-1] in DIGITS and whole[-2] in "百千万亿":
        digit = DIGITS[whole[-1]] * POWERS[whole[-2]] // 10  # 一千三 is 1,300
        whole = whole[:-1]
        return chinese(whole) + digit + after
    for char in whole:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in "十百千":
            section += (digit or 1) * POWERS[char]
            digit = 0
        else:  # 万 and 亿 multiply all before them: 一万亿 is 一万 times 亿
            total = (total + section + digit or 1) * POWERS[char]
            section = digit = 0
    return total + section + digit + after


def scale(written: str) -> int:
    """What stands behind a number multiplies it by this: `million`, `bn`, `K`, `百万`."""
    if not written:
        return 1
    if written[0] in POWERS:
        return prod(POWERS[char] for char in written[:8])
    return SCALES.get(written) or _LETTERS[written.lower()]
