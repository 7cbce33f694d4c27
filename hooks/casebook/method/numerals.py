"""Numbers written in words, in English and Chinese."""

from __future__ import annotations

from fractions import Fraction

_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_RANKS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth"

ENGLISH = {word: number for number, word in enumerate(_TEENS.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}
"""English number words that add up: `forty-two` is 40 and 2."""
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""English number words that multiply what stands before them."""
ORDINALS = {word: number for number, word in enumerate(_RANKS.split())} | {
    "once": 1, "twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "quadrupled": 4,
}  # fmt: skip
"""English ranks and multiples."""
DIGITS = (
    {"两": 2} | {word: number for number, word in enumerate("零一二三四五六七八九")} | {"〇": 0}
)
"""Chinese digits, which stand alone or before a power of ten."""
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
"""Chinese powers of ten."""


def number(written: str) -> Fraction:
    """A number in digits, with or without commas, or in words of either language."""
    if written[0] in DIGITS or written[0] in POWERS:
        return chinese(written)
    if not written[0].isdigit():
        return english(written)
    whole, _, decimals = written.replace(",", "").partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def english(words: str) -> Fraction:
    """What English number words come to: `two hundred and fifty thousand`, `half a million`.

    Words that are no numbers, such as `and`, count for nothing.
    """
    total = current = Fraction(0)
    for word in words.lower().replace("-", " ").split():
        if word == "half":
            current = Fraction(1, 2)
        elif word in ENGLISH:
            current += ENGLISH[word]
        elif word in ("hundred", "dozen"):
            current = (current or Fraction(1)) * (100 if word == "hundred" else 12)
        elif word in SCALES:
            total += (current or Fraction(1)) * SCALES[word]
            current = Fraction(0)
        elif word in ("a", "an"):
            current = current or Fraction(1)
    return total + current


def chinese(numeral: str) -> Fraction:
    """What a Chinese numeral comes to: `一千二百万`, `二〇一六`, `三点五`."""
    whole, _, decimals = numeral.partition("点")
    after = sum((Fraction(DIGITS[n], 10**at) for at, n in enumerate(decimals, 1)), Fraction(0))
    if len(whole) > 1 and all(char in DIGITS for char in whole):
        return int("".join(str(DIGITS[char]) for char in whole)) + after
    total = section = digit = Fraction(0)
    for char in whole:
        if char in DIGITS:
            digit = Fraction(DIGITS[char])
        elif char in "十百千":
            section += (digit or Fraction(1)) * POWERS[char]
            digit = Fraction(0)
        else:  # 万 and 亿 multiply all before them: 一万亿 is 一万 times 亿
            total = (total + section + digit or Fraction(1)) * POWERS[char]
            section = digit = Fraction(0)
    return total + section + digit + after
