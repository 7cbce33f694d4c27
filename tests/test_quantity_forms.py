"""Any quantity agrees in the usual forms of each language; changed in anything, it does not."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as some

from .conftest import differences

UNITS = {
    "USD": ("${}", "{} 美元"),
    "EUR": ("€{}", "{} 欧元"),
    "CNY": ("{} yuan", "{} 元"),
    "GBP": ("£{}", "{} 英镑"),
    "JPY": ("{} yen", "{} 日元"),
    "HKD": ("HK${}", "{} 港元"),
    "AUD": ("A${}", "{} 澳元"),
    "%": ("{} percent", "{}%"),
    "point": ("{} percentage points", "{} 个百分点"),
    "GB": ("{} GB", "{} GB"),
    "TB": ("{} TB", "{} TB"),
    "km": ("{} kilometers", "{} 公里"),
    "mile": ("{} miles", "{} 英里"),
    "kg": ("{} kilograms", "{} 公斤"),
    "hour": ("{} hours", "{} 小时"),
    "day": ("{} days", "{} 天"),
}
"""How each unit is written in English and in Chinese."""

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

numbers = some.integers(1, 10**12)
small = some.integers(1, 9_999)
units = some.sampled_from([*UNITS])
signs = some.sampled_from([("", ""), ("-", "-"), ("minus ", "负 ")])


def english(n: int) -> str:
    """A number below ten thousand in English words."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    rest = n % size
    joint = " and " if size == 100 or 0 < rest < 100 else " "
    return f"{english(n // size)} {name}" + (joint + english(rest) if rest else "")


def chinese(n: int) -> str:
    """A number below ten thousand in Chinese characters."""
    written, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // size % 10
        if digit:
            written += ("零" if gap and written else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return written.removeprefix("一") if 10 <= n < 20 else written


def shifted(n: int, power: int) -> str:
    """`n` in units of a power of ten, as exactly as it is: 1230000 is 1.23 million."""
    return f"{Decimal(n).scaleb(-power).normalize():f}"


in_english = (
    lambda n: f"{n:,}",
    lambda n: f"{shifted(n, 6)} million",
    lambda n: f"{shifted(n, 9)} billion",
)
in_chinese = (str, lambda n: f"{shifted(n, 4)} 万", lambda n: f"{shifted(n, 8)} 亿")


def refused(en: str, zh: str) -> bool:
    return any(differences(en, zh))


@given(numbers, some.sampled_from(in_english), some.sampled_from(in_chinese), units, signs)
def test_a_quantity_agrees_with_itself(n, en, zh, unit, sign):
    left, right = UNITS[unit]
    pair = (sign[0] + left.format(en(n)), sign[1] + right.format(zh(n)))
    assert differences(f"It was {pair[0]} then.", f"当时为 {pair[1]}。") == ([], [])


@given(small, units)
def test_words_agree_with_digits(n, unit):
    left, right = UNITS[unit]
    if left.startswith("{}"):
        assert differences(left.format(english(n)), right.format(n)) == ([], [])
    assert differences(left.format(f"{n:,}"), right.format(chinese(n))) == ([], [])


@given(numbers, numbers, some.sampled_from(in_english), some.sampled_from(in_chinese), units)
def test_another_number_is_refused(n, other, en, zh, unit):
    assume(n != other)
    left, right = UNITS[unit]
    assert refused(left.format(en(n)), right.format(zh(other)))


@given(numbers, some.integers(0, 11), some.integers(1, 9), units)
def test_a_changed_digit_is_refused(n, at, by, unit):
    digits = list(str(n))
    at %= len(digits)
    digits[at] = str((int(digits[at]) + by) % 10)
    assume(digits[0] != "0")
    left, right = UNITS[unit]
    assert refused(left.format(f"{n:,}"), right.format("".join(digits)))


@given(numbers, some.sampled_from(in_english), some.sampled_from(in_chinese), units, units)
def test_another_unit_is_refused(n, en, zh, unit, other):
    assume(unit != other)
    assert refused(UNITS[unit][0].format(en(n)), UNITS[other][1].format(zh(n)))


@given(numbers, units, some.sampled_from([("-", ""), ("", "-"), ("minus ", ""), ("", "负 ")]))
def test_another_sign_is_refused(n, unit, sign):
    left, right = UNITS[unit]
    assert refused(sign[0] + left.format(f"{n:,}"), sign[1] + right.format(n))


@given(some.integers(1, 9), some.integers(2, 10))
def test_a_part_of_a_whole_agrees_however_written(of, whole):
    assume(of < whole)
    assert not refused(f"{of} in {whole}", f"{whole} 个中有 {of} 个")
    assert not refused(f"{of}/{whole} of all", f"{chinese(whole)}分之{chinese(of)}")
    assert refused(f"{of}/{whole} of all", f"{chinese(whole + 1)}分之{chinese(of)}")


@given(some.integers(1000, 2199), some.integers(1, 12), some.integers(1, 28))
def test_a_date_agrees_however_written(year, month, day):
    for zh in (f"{year} 年 {month} 月 {day} 日", f"{year} 年{chinese(month)}月 {day} 日"):
        assert not refused(f"{year}-{month:02}-{day:02}", zh)
        assert refused(f"{year}-{month:02}-{day:02}", zh.replace(f"{year}", f"{year + 1}"))
