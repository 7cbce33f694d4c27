"""Markdown is read twice, by the checks and by the site: whatever the two read differently is refused.

Each input below is either refused, or gives the same structure in CommonMark and in Python-Markdown with the
extensions of our site; the last tests put inputs together at random.
"""

from __future__ import annotations

import random
from pathlib import Path

import lxml.html
import pytest
import yaml
from markdown import Markdown as PythonMarkdown
from markdown_it import MarkdownIt

from casebook.reading import markdown_form as form
from casebook.reading.markdown import read

from .conftest import ROOT


def extensions() -> list[str]:
    """Those of our settings, and the one that the builder adds."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return [*settings["markdown_extensions"], "fenced_code"]


COMMON = MarkdownIt("commonmark").enable("table")
COMMON.validateLink = lambda _: True
COMMON.normalizeLink = lambda url: url
PYTHON = PythonMarkdown(extensions=extensions())


def body(text: str) -> str:
    """The text as the site gets it: without notes, and with empty lines that are empty."""
    lines = [line.rstrip() if not line.strip() else line for line in text.split("\n")]
    return "\n".join(
        "" if form.COMMENT.fullmatch(line) and not form.PART.fullmatch(line) else line
        for line in lines
    )


def structure(html: str) -> list[object]:
    """The elements and words of a piece of HTML; in a list it makes no difference what is a paragraph."""
    out: list[object] = []

    def words(text: str | None) -> None:
        if found := " ".join((text or "").split()):
            joined = f"{out.pop()} {found}" if out and isinstance(out[-1], str) else found
            out.append(joined)

    def walk(element) -> None:
        if not isinstance(element.tag, str):
            out.append(("comment",))
        else:
            inside = element.tag == "p" and element.getparent().tag == "li"
            plain = inside or element.tag in ("div", "thead", "tbody")
            kept = sorted((k, v) for k, v in element.attrib.items() if k in ("href", "src", "alt"))
            if not plain:
                out.append((element.tag, *kept))
            words(element.text)
            for child in element:
                walk(child)
            if not plain:
                out.append(("end", element.tag))
        words(element.tail)

    walk(lxml.html.fragment_fromstring(html, create_parent="div"))
    return out


FINE = ("comment", "part")
"""What is only found, and is not wrong."""


def keys(text: str) -> list[tuple[str, int, int]]:
    found = form.slips(text.split("\n"), 1)
    return [(slip.key, slip.line, slip.column) for slip in found if slip.key not in FINE]


def both(text: str) -> tuple[list[object], list[object]]:
    return structure(COMMON.render(body(text))), structure(PYTHON.reset().convert(body(text)))


REFUSED = [
    # HTML, however it is hidden
    ("<img/src=x/onerror=alert(1)>", "html"),
    ("a <script/src=x> b", "html"),
    ("<svg/onload=alert(1)>", "html"),
    ("<form/action=https://evil.example/>", "html"),
    ("<div/hidden>", "html"),
    ("<template/x>", "html"),
    ("</p>", "html"),
    ("<!doctype html>", "html"),
    ("<?php x ?>", "html"),
    ("<https://example.org>", "html"),
    ("<me@example.org>", "html"),
    ("a <!-- not alone --> b", "html"),
    ("<!-- open", "html"),
    ("- item\n\n      <script src=\"../assets/evil.js\"></script>", "markdown-indent"),
    ("- item\n\n    <script>", "html"),
    ("| a | b |\n| - | - |\n| <b> | c |", "html"),
    ("> <b>", "html"),
    ("# <b> { #x }", "html"),
    ("`` ` <b>", "html"),
    ("\\`<b>\\`", "html"),
    ("`a\n<b>`", "html"),
    # code
    ("text\n```\n<b>\n```", "markdown-empty-line"),
    ("```\n<b>\n```\ntext", "markdown-empty-line"),
    ("```\n<b>\n````", "markdown-fence"),
    ("````\n<b>\n```\n<i>\n````x", "markdown-fence"),
    ("```\n<b>", "markdown-fence"),
    ("``` python title=x\n<b>\n```", "markdown-fence"),
    ("- a\n\n    ```\n    <b>\n    ```", "markdown-list"),
    (" ```\n<b>\n```", "markdown-indent"),
    ("    <b>", "markdown-indent"),
    ("text\n\n    code", "markdown-indent"),
    ("a ` b", "markdown-backtick"),
    ("a `b\nc` d", "markdown-backtick"),
    ("a ``b` c", "markdown-backtick"),
    # lists
    ("Three kinds count:\n- one\n- other", "markdown-empty-line"),
    ("text\n1. one", "markdown-empty-line"),
    ("- one\n  - nested", "markdown-indent"),
    ("- one\n   - nested", "markdown-indent"),
    ("- one\n\n  more", "markdown-indent"),
    ("- one\nmore", "markdown-empty-line"),
    ("1) one", "markdown-list"),
    ("* one", "markdown-list"),
    ("+ one", "markdown-list"),
    ("-", "markdown-list"),
    ("-  one", "markdown-list"),
    ("3. three", "markdown-list"),
    ("2014. It began.", "markdown-list"),
    ("- one\n1. two", "markdown-list"),
    ("- one\n\n1. two", "markdown-list"),
    ("- # one", "markdown-list"),
    ("- > one", "markdown-list"),
    ("- - one", "markdown-list"),
    ("- one\n    # two", "markdown-list"),
    # other blocks
    ("text\n> quote", "markdown-empty-line"),
    ("> quote\ntext", "markdown-empty-line"),
    ("> [!NOTE]\n> text", "markdown-quote"),
    ("> - one", "markdown-quote"),
    ("> one\n\n> two", "markdown-quote"),
    ("text\n| a | b |\n| - | - |\n| c | d |", "markdown-empty-line"),
    ("| a | b |\n| - | - |\n| c | d |\ntext", "markdown-empty-line"),
    ("a | b\n- | -\nc | d", "markdown-empty-line"),
    ("a | b\n:- | -:\nc | d", "markdown-table"),
    ("| a | b |\n| c | d |", "markdown-table"),
    ("| a | b |\n| - | - |", "markdown-table"),
    ("| a | b |\n| - | - |\n| c | d | e |", "markdown-table"),
    ("| a | b |\n| - | - |\n| `c | d` |", "markdown-table"),
    ("| a | b |\n| - | - |\n| c \\| d | e |", "markdown-table"),
    ("Title\n=====", "markdown-rule"),
    ("Title\n---", "markdown-rule"),
    ("***", "markdown-rule"),
    ("#Title", "markdown-heading"),
    ("####### Title", "markdown-heading"),
    ("## About C#", "markdown-heading"),
    (" # Title", "markdown-indent"),
    ("\u3000", "markdown-indent"),
    ("\u3000text", "markdown-indent"),
    ("[TOC]", "markdown-link"),
    # within a line
    ("line\\\nbreak", "markdown-backslash"),
    ("\\<b", "markdown-backslash"),
    ("\\~", "markdown-backslash"),
    ("~~gone~~", "markdown-strike"),
    ("*open", "markdown-emphasis"),
    ("**open*", "markdown-emphasis"),
    ("***both***", "markdown-emphasis"),
    ("**“甲”**乙", "markdown-emphasis"),
    ("**开源。**之后", "markdown-emphasis"),
    ("_slanted_", "markdown-emphasis"),
    ("__bold__", "markdown-emphasis"),
    ("a &#x202e; b", "markdown-entity"),
    # citations that print as typed
    ("x [@id, p. 3]", "markdown-citation"),
    ("x [@a; @b]", "markdown-citation"),
    ("x [@a;@b]", "markdown-citation"),
    ("x ［@id］", "markdown-citation"),
    ("x 【@id】", "markdown-citation"),
    ("x [@id](about.md)", "markdown-citation"),
    ("x [ @id]", "markdown-citation"),
    ("x [@id ]", "markdown-citation"),
    ("x [@ id]", "markdown-citation"),
    ("x [@id", "markdown-citation"),
    ("x [^1]", "markdown-citation"),
    # links
    ("[比较]（compare.md）", "markdown-link"),
    ("［比较］(compare.md)", "markdown-link"),
    ("[compare] (compare.md)", "markdown-link"),
    ("[compare](compare.md", "markdown-link"),
    ("[compare](my page.md)", "markdown-link"),
    ('[compare](compare.md "title")', "markdown-link"),
    ("[compare](<compare.md>)", "html"),
    ("[compare](a((b)).md)", "markdown-link"),
    ("[compare]()", "markdown-link"),
    ("[a [b] c](compare.md)", "markdown-link"),
    ("[two\nlines](compare.md)", "markdown-link"),
    ("[text][ref]", "markdown-link"),
    ("[text][]", "markdown-link"),
    ("[ref]: https://example.org", "markdown-link"),
    ("[@id]: x", "markdown-link"),
    ("[](compare.md)", "markdown-link-text"),
    ("[ ](compare.md)", "markdown-link-text"),
    ("![](../assets/mark.svg)", "markdown-link-text"),
    # parts
    ("<!-- Casebook: case-cards -->", "markdown-part"),
    ("<!-- casebook: Case-Cards -->", "markdown-part"),
    ("<!-- casebook： case-cards -->", "markdown-part"),
    ("<!-- casebook:  -->", "markdown-part"),
    ("text\n<!-- casebook: case-cards -->", "markdown-part"),
    ("<!-- casebook: case-cards -->\ntext", "markdown-part"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), REFUSED)
def test_what_is_read_differently_is_refused(text, key):
    assert key in [found for found, _, _ in keys(text)]


ALIKE = [
    "# Title { #title }\n\nA paragraph\nof two lines.  \nAnd a break.\n\n## Next { #next }\ntext",
    "Lead:\n\n- one\n- two\n    - nested\n        - deeper\n    - again\n- three",
    "1. one\n2. two\n\n    More of two.\n\n3. three",
    "1. one\n    - nested\n\n2. two",
    "- *a* and **b** and `c`\n\nText.",
    "> A quote\n> of two lines.\n>\n> Again.",
    "| a | b |\n| :- | -: |\n| `c` | *d* |\n| e | [f](g.md) |",
    "```sh\nmake new <b> | [x](\n\n- no list\n```\n\nText.",
    "~~~\n```\n~~~",
    "`<b>` and `` ` `` and `[@id]` and `{x}`",
    "A [link](page.md#part), an ![image](../assets/mark.svg), and [**bold**](x.md).",
    "**开源**。之后，**护城河**消失。",
    "它是**开源**的，*不是*免费的。",
    "Cited.[@one][@two] And [sic] and [we] again.",
    "3 * 4, snake_case_name, 5 < 6, a > b, x & y, AT&amp;T, &lt;tag&gt;",
    "A literal \\*, \\[x\\], \\#, and C:\\dir.",
    "[compare](https://example.org/A_(b)) and [more](c.md)",
    "---\n\nA rule above.\n\n---",
    "In 2014. It\nbegan.",
    "<!-- casebook: case-cards -->",
    "Text.\n<!-- a note -->\nMore.",
    "Trailing blanks.   \n    \nText.",
]


@pytest.mark.parametrize("text", ALIKE)
def test_what_passes_is_read_alike(text):
    assert [key for key, _, _ in keys(text) if key != "braces"] == []
    common, python = both(text.replace(" { #title }", "").replace(" { #next }", ""))
    assert common == python


def test_the_place_is_that_of_the_slip():
    text = "Text.\n\n- a ~~b~~\n    - `x` [c]（d.md）\n\n> q [@a; @b]"
    assert keys(text) == [
        ("markdown-strike", 3, 5), ("markdown-strike", 3, 8), ("markdown-link", 4, 11),
        ("markdown-citation", 6, 5),
    ]  # fmt: skip


PIECES = (
    "a", "text", " ", "    ", "\n", "\n\n", "\n\n", "- ", "1. ", "2. ", "> ", "# ", "```", "~~~", "`", "``", "*", "**",
    "_", "[", "]", "(", ")", "](x.md)", "[a](b.md)", "![a](b.png)", "[@id]", "|", "---", "===", "\\", "~~", "&amp;",
    "&lt;", "<b>", "<", "!", "甲", "，", "“甲”", ".", "* ", "1) ", "\n    - ", "\n    ", "\n- ", "\n1. ", "\n> ", "[^1]",
    "#", "-", "=", "<!-- note -->", "1", "2014. ", "\\*", "\\[", ":", "https://x.y", "@", "\n```\ncode\n```\n", "  \n",
    "[x]: y", "| a | b |\n| - | - |\n| c | d |",
)  # fmt: skip
LINES = (
    "- a", "- b", "    - b", "        - c", "1. a", "2. b", "    1. x", "    2. y", "    text", "        deep", "", "", "",
    "text", "more  ", "> q", "> r", "# h", "## h2", "| a | b |", "| - | - |", "| c | d |", "```", "code", "---", "\\* a",
    "a **b** c", "* x", " a", "10. x", "> - a", "    > q", "    # h", "    ```", "<!-- n -->",
)  # fmt: skip


@pytest.mark.parametrize(
    ("pieces", "between"), [(PIECES, ""), (LINES, "\n")], ids=["pieces", "lines"]
)
def test_whatever_passes_is_read_alike(pieces, between):
    chance = random.Random(2026)
    passed = 0
    for _ in range(6000):
        text = between.join(chance.choices(pieces, k=chance.randint(1, 10)))
        if not keys(text):
            passed += 1
            common, python = both(text)
            assert common == python, repr(text)
    assert passed > 100


def test_our_own_pages_are_in_this_form():
    for path in Path(ROOT, "docs").rglob("*.md"):
        assert read(path, path.name).document.problems == []
