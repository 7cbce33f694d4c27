"""The pictures for sharing: what they say, in which lines, and that every character is drawn."""

from __future__ import annotations

import hashlib
import math
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from typing import get_args

import lxml.etree
import pytest
from PIL import Image

from casebook import Settings, contexts, load
from casebook.figures.text import torn, wrap
from casebook.method.chain import LINKS, STEPS
from casebook.method.grade import ORDER
from casebook.model import LANGUAGES
from casebook.model.chain import Level
from casebook.outputs import card as cards
from casebook.outputs.picture import FONT, NARROW_SIGNS, Pictures, draw, width

from .conftest import ROOT, SLUGS, ours

SVG = "{http://www.w3.org/2000/svg}"
PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def book():
    return ours()


def svg(book, lang: str, slug: str = "") -> str:
    context = contexts(book, Settings())[lang]
    card = cards.card(context, context.edition.case[slug] if slug else None)
    return context.render("card.svg.j2", f"{lang}/index.md", card=card)


def lines(text: str) -> list[str]:
    """What stands on a card, line by line, with quotation marks as they are written."""
    narrow = {wide: chr(code) for code, wide in NARROW_SIGNS.items()}
    found = lxml.etree.fromstring(text.encode()).iter(f"{SVG}text")
    return ["".join(one.itertext()).translate(narrow) for one in found]


# The font


def test_the_font_holds_all_of_gb_2312_and_latin_1():
    han = [chr(code) for code in range(0x80, 0x10000) if chr(code).encode("gb2312", "ignore")]
    latin = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))]
    narrow = [chr(code) for code in NARROW_SIGNS.values()]
    assert len(han) > 7000
    assert cards.unshowable("".join((*han, *latin, *ORDER, *narrow))) == []


def test_widths_are_those_of_the_font():
    assert width("开源") == 2
    assert width("“") == 1
    assert width(chr(NARROW_SIGNS[ord("“")])) == pytest.approx(0.495)
    assert width("il") < width("WM") < 2.2


def test_a_character_that_no_card_can_show_is_told_where_it_stands(sample, change):
    assert list(cards.check(load(sample))) == []
    change("data/cases/harbor.yml", "zh: 海港}", "zh: 海港镕}")
    (problem,) = cards.check(load(sample))
    assert (problem.code, problem.place.file) == ("CB610", "data/cases/harbor.yml")
    assert "U+9555" in str(problem.message)


def test_the_font_is_what_its_readme_says_and_keeps_its_licence():
    folder = FONT.parent
    readme = (folder / "README.md").read_text("utf-8")
    assert hashlib.sha256(FONT.read_bytes()).hexdigest() in readme
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text("utf-8")
    assert FONT.stat().st_size < 4_000_000
    assert "Casebook Serif".encode("utf-16-be") in FONT.read_bytes()


# Lines


@pytest.mark.parametrize("most", [9, 14, 20])
@pytest.mark.parametrize(
    "text",
    [
        "脸书买下一家卖后端的公司，关掉它，又开放其软件：检验“开放者不能卖所开之层”。",
        "Facebook buys a seller of backends, closes it, and opens its software: “must not sell” (a test)",
        "Meta 开放发布语言模型（LLaMA），后来封闭、出售，又部分重新开放",
        "x" * 70,
    ],
)
def test_lines_fit_and_lose_nothing(text, most):
    found = wrap(text, most, width, 99)
    assert all(width(line) <= most for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    for line in found[1:] if " " in text or "，" in text else ():
        assert line[0] not in "，。：；、”）,.:;)"
    for line in found[:-1]:
        assert line[-1] not in "“（("


def test_lines_are_few_and_even():
    assert wrap("aa bb cc dd", 8, len, 9) == ["aa bb", "cc dd"]
    assert wrap("谷歌把系统送给厂商，商店留在手里", 10, len, 9) == [
        "谷歌把系统送给厂商，",
        "商店留在手里",
    ]


def test_a_word_is_never_cut_in_latin_if_it_fits():
    assert wrap("open compute project", 8, len, 9) == ["open", "compute", "project"]


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert wrap("aa bb cc dd ee", 5, len, 2) == ["aa bb", "cc d…"]
    assert wrap("甲" * 2000, 10, len, 2) == ["甲" * 10, "甲" * 9 + "…"]
    assert wrap("", 5, len, 2) == [""]


def test_a_line_that_ends_within_a_clause_is_torn():
    assert torn(["关掉它，又开", "放其软件"])
    assert not torn(["关掉它，", "又开放其软件"])
    assert not torn(["closes it", "and opens"])


# Cards


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", ["", *SLUGS])
def test_a_card_says_what_the_case_says(book, lang, slug):
    context = contexts(book, Settings())[lang]
    card = cards.card(context, context.edition.case[slug] if slug else None)
    shown = lines(svg(book, lang, slug))
    joined = "".join(shown).replace(" ", "")
    assert not any(line.endswith("…") for line in shown)
    if slug:
        it = book.cases[slug].value
        assert it.title[lang].replace(" ", "") in joined
        assert it.subtitle[lang].replace(" ", "") in joined
        judged = context.edition.case[slug].judgment.value
        assert book.label("verdict", judged, lang) in shown
        assert book.label("confidence", it.verdict.confidence, lang) == shown[-1]
        assert {"en": "Open Source as Defense", "zh": "开源打防守"}[lang] == shown[0]
        assert it.subtitle[lang] in card.alt
    else:
        assert "OpenSourceasDefense" in joined
        assert "开源打防守" in joined


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_stays_beside_the_moat_and_on_the_card(book, lang):
    for slug in ("", *book.cases):
        bottom = 0.0
        for text in lxml.etree.fromstring(svg(book, lang, slug).encode()).iter(f"{SVG}text"):
            x, y, size = (float(text.get(name)) for name in ("x", "y", "font-size"))
            assert x + width("".join(text.itertext())) * size < 700
            # Lines of the left column stand below each other.
            assert x > 72 or bottom < y - size * 0.7
            bottom = y
        assert bottom < 600


def test_a_card_has_a_ring_for_each_link_as_open_as_it(book):
    """The first outside; of another colour where the contrary happened, dotted where unknown."""
    context = contexts(book, Settings())["en"]
    plain = cards.card(context, context.edition.cases[0])

    def rings(**levels: str) -> list[dict[str, str]]:
        card = replace(plain, levels=dict.fromkeys(LINKS, "no") | levels)
        text = context.render("card.svg.j2", "en/index.md", card=card)
        found = lxml.etree.fromstring(text.encode()).iter(f"{SVG}circle")
        return [{str(name): str(value) for name, value in ring.attrib.items()} for ring in found]

    shut = rings()
    radii = [float(ring["r"]) for ring in shut]
    assert radii == sorted(set(radii), reverse=True)
    assert len(shut) == len(LINKS)
    assert not any("stroke-dasharray" in ring for ring in shut)
    for index, link in enumerate(LINKS):
        drawn = {}
        for code in get_args(Level):
            changed = rings(**{link: code})
            drawn[code] = changed.pop(index)
            assert changed == shut[:index] + shut[index + 1 :]
        arcs = [float(drawn[code]["stroke-dasharray"].split()[0]) for code in STEPS[1:]]
        assert arcs == sorted(arcs, reverse=True)
        assert arcs[0] < 2 * math.pi * radii[index]
        assert drawn["reverse"]["stroke"] != drawn["no"]["stroke"]
        assert "stroke-opacity" in drawn["unknown"]


def test_a_draft_says_so_and_nothing_else():
    sample = load(ROOT / "tests/sample")
    sample.labels, sample.vocabulary = ours().labels, ours().vocabulary
    assert lines(svg(sample, "zh", "quay"))[-2:] == ["案例状态", "草稿"]


def test_marks_that_steer_direction_are_not_drawn():
    assert cards._visible("a\u202eb\u200b c", "zh") == "ab c"
    assert cards.unshowable("a\u202eb") == []
    assert cards.unshowable("镕a镕\ue9999") == ["镕", "\ue999"]


# Drawing


def test_a_card_is_small_and_of_the_right_size(book):
    for lang, slug in (("en", ""), ("zh", "china-clouds"), ("en", "parse")):
        drawn = draw(svg(book, lang, slug))
        assert len(drawn) <= 150_000
        with Image.open(BytesIO(drawn)) as picture:
            assert picture.size == (1200, 630)
            assert picture.convert("RGB").getpixel((5, 5)) == (0xFB, 0xF8, 0xF1)


def test_every_character_of_every_card_is_drawn(book):
    """One by one: nothing is left blank, and nothing looks like the box for a missing glyph."""
    chars = sorted(
        {char for *_, text in cards.card_texts(book) for char in cards._visible(text, "zh")} - {" "}
    )
    chars += [chr(code) for code in NARROW_SIGNS.values()]
    assert len(chars) > 200
    cell, row = 60, 30
    texts = "".join(
        f'<text x="{index % row * cell + 8}" y="{index // row * cell + 44}">&#{ord(char)};</text>'
        for index, char in enumerate(["\ue999", *chars])
    )
    size = (row * cell, (len(chars) // row + 1) * cell)
    whole = draw(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" '
        f'font-family="Casebook Serif" font-weight="700" font-size="40"><rect width="100%" '
        f'height="100%" fill="#fff"/>{texts}</svg>'
    )
    with Image.open(BytesIO(whole)) as opened:
        sheet = opened.convert("L")
    cells = [
        sheet.crop((x, y, x + cell, y + cell))
        for y in range(0, size[1], cell)
        for x in range(0, size[0], cell)
    ]
    missing, drawn = cells[0].tobytes(), [one.tobytes() for one in cells[1 : len(chars) + 1]]
    blank = bytes([255]) * cell * cell
    wrong = [c for c, one in zip(chars, drawn, strict=True) if one in (missing, blank)]
    assert wrong == []
    assert len(set(drawn)) > len(chars) * 0.98  # look-alikes such as · and ·


def test_what_is_no_svg_is_refused():
    with pytest.raises(ValueError):
        draw("<svg")


def test_what_is_kept_is_not_drawn_again(tmp_path, monkeypatch):
    first = Pictures(tmp_path)
    drawn = first.png(PLAIN)
    monkeypatch.setattr("casebook.outputs.picture.draw", pytest.fail)
    second = Pictures(tmp_path)
    assert second.png(PLAIN) == drawn
    with pytest.raises(pytest.fail.Exception):
        second.png(PLAIN.replace("40", "41"))


def test_pictures_that_nobody_asked_for_go(tmp_path):
    Pictures(tmp_path).png(PLAIN)
    (tmp_path / "other.txt").write_text("stays")
    fresh = Pictures(tmp_path)
    fresh.png(PLAIN.replace("40", "50"))
    assert len(list(tmp_path.glob("*.png"))) == 2
    fresh.forget()
    assert len(list(tmp_path.glob("*.png"))) == 1
    assert (tmp_path / "other.txt").exists()


def test_a_check_needs_no_renderer(sample):
    code = (
        "import sys; sys.modules['resvg_py'] = sys.modules['PIL'] = None\n"
        "from casebook.__main__ import main; sys.exit(main(['check']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=sample, env={"PYTHONPATH": str(ROOT / "hooks")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_card_has_the_colours_of_the_pages():
    """So has the frame, which tells browsers the colour of the paper."""
    css = (ROOT / "docs/assets/casebook.css").read_text("utf-8")
    tokens = set(re.findall(r"--[a-z-]+: (#[0-9a-f]{6});", css))
    for name in ("hooks/casebook/templates/card.svg.j2", "overrides/main.html"):
        colours = set(re.findall(r"#[0-9a-f]{6}\b", (ROOT / name).read_text("utf-8")))
        assert colours
        assert colours <= tokens, name
