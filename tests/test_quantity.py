"""The same figure is the same in both languages, however it is written."""

from __future__ import annotations

import pytest

from casebook.method.quantity import differences, quantities


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("over 700 million users", "超过 7 亿用户"),
        ("the 700-million clause", "7 亿用户条款"),
        ("$1.2 billion", "12 亿美元"),
        ("260,000 apps", "26 万个应用"),
        ("3.5 trillion", "3.5 万亿"),
        ("12 thousand", "1.2 万"),
        ("10 million", "1 千万"),
        ("on 21 July 2015", "2015 年 7 月 21 日"),
        ("on July 21, 2015", "2015 年 7 月 21 日"),
        ("In May 2018, prices may fall", "2018 年 5 月，价格可能下跌"),
        ("from January to May 2016", "2016 年 1 月至 5 月"),
        ("by March it had", "到 3 月已有"),
        ("38 percent", "38%"),
        ("in Q2 2018", "2018 年第二季度"),
        ("the third quarter of 2018", "2018 年第 3 季度"),
        ("the first quarterly report", "第一份季报"),
        ("in the 1990s", "20 世纪 90 年代"),
        ("Llama 2, GPT-4, S3 and HTTP/2", "Llama 2、GPT-4、S3 与 HTTP/2"),
        ("30 kW", "30 千瓦"),
        ("version 1.0", "1.0 版"),
    ],
)
def test_the_same(en, zh):
    assert differences(en, zh) == ([], [])


@pytest.mark.parametrize(
    ("en", "zh", "only_en", "only_zh"),
    [
        ("700 million", "700 万", ["700 million"], ["700 万"]),
        ("in 2014 and 2015", "2014 年", ["2015"], []),
        ("38 percent", "83%", ["38"], ["83"]),
        ("in June 2014", "2014 年 7 月", ["June"], ["7 月"]),
        ("12 billion", "12 亿", ["12 billion"], ["12 亿"]),
    ],
)
def test_what_differs(en, zh, only_en, only_zh):
    left, right = differences(en, zh)
    assert [one.written for one in left] == only_en
    assert [one.written for one in right] == only_zh


def test_where_a_figure_stands():
    (one,) = quantities("about 1,250 ships")
    assert (one.value, one.written, one.start) == ("1250", "1,250", 6)
