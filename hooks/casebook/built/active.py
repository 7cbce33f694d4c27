"""The last line of defence: a built page holds nothing active or foreign, but what is ours.

Texts and data are cleaned before they are printed, and the policy in each page stops what slips
through. This reads what is published once more, by a grammar so narrow that no two readers of HTML
can differ on it: every `<` begins a tag with a name from a short list, whose values stand in double
quotes. What does not fit is refused, whatever a browser would make of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

from ..pages.page import Page
from ..problems.problem import Place, Problem

ELEMENTS = frozenset({
    "a", "abbr", "article", "b", "blockquote", "body", "br", "button", "caption", "circle", "cite",
    "code", "dd", "del", "desc", "details", "dfn", "dialog", "div", "dl", "dt", "em", "fieldset",
    "figcaption", "figure", "footer", "form", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "i", "img", "input", "ins", "kbd", "label", "legend", "li", "line",
    "link", "main", "meta", "nav", "ol", "option", "output", "p", "path", "pre", "q", "rect", "s",
    "samp", "script", "section", "select", "small", "span", "strong", "sub", "summary", "sup",
    "svg", "table", "tbody", "td", "text", "tfoot", "th", "thead", "time", "title", "tr", "tspan",
    "ul", "var",
})  # fmt: skip
"""What templates and Markdown make. None of them acts by its name alone."""

_TAG = re.compile(r'</?([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z_:][\w:.-]*(?:="[^"<]*")?)*)\s*/?>|<')
_DOCTYPE = re.compile(r"\s*<!doctype html>")
_ATTRIBUTE = re.compile(r'([^\s=]+)(?:="([^"]*)")?')
_ACTS = frozenset({
    "action", "archive", "background", "classid", "codebase", "data", "formaction", "longdesc",
    "manifest", "ping", "poster", "srcdoc", "srcset", "style", "xlink:href", "xml:base",
})  # fmt: skip
_SCHEMES = frozenset({"", "http", "https", "mailto"})
_CONTROLS = re.compile(r"[\x00-\x20]")

SITE = "site/"
ACTIVE = "active-content"
FOREIGN = "loaded-from-elsewhere"
TWICE = "id-twice-on-page"

Finding = tuple[str, str]
"""The key of a problem, and what it is about, as it stands in the page."""


def check(html: str, page: Page, lines: Callable[[str], Sequence[str]]) -> Iterator[Problem]:
    """All that is active, foreign, or named twice in the `html` of a built `page`.

    A finding stands at the line of the source in which the very text is found, else at the line of
    the built page. `lines` gives the lines of a source.
    """
    ids: Counter[str] = Counter()
    doctype = _DOCTYPE.match(html)
    for tag in _TAG.finditer(html, doctype.end() if doctype else 0):
        if tag[0].startswith("</"):
            continue
        findings, id = _read(
            tag[1] or html[tag.start() : tag.start() + 40].split(maxsplit=1)[0], tag[2] or ""
        )
        ids[id] += 1
        if id and ids[id] == 2:
            findings = (*findings, (TWICE, id))
        for finding in findings:
            place = _place(finding, html, tag.start(), page, lines)
            yield Problem(place, finding[0], what=finding[1], page=page.url)


@lru_cache(maxsize=1 << 14)
def _read(name: str, attributes: str) -> tuple[tuple[Finding, ...], str]:
    """What is wrong with one tag, and its id: the same tags stand on all pages."""
    if name.lower() not in ELEMENTS:
        return ((ACTIVE, name if name.startswith("<") else f"<{name}"),), ""
    values = {key.lower(): unescape(value or "") for key, value in _ATTRIBUTE.findall(attributes)}
    return tuple(_findings(name.lower(), values)), values.get("id", "")


def _findings(name: str, values: dict[str, str]) -> Iterator[Finding]:
    for key, value in values.items():
        if key.startswith("on") or key in _ACTS:
            yield ACTIVE, f'{key}="{value}"'
        elif key == "href" and name != "link":
            if urlsplit(_CONTROLS.sub("", value)).scheme.lower() not in _SCHEMES:
                yield ACTIVE, value
        elif key in ("href", "src") and not _is_ours(name, values, value):
            yield FOREIGN, value
    equivalent = values.get("http-equiv", "content-security-policy").lower()
    if name == "meta" and equivalent != "content-security-policy":
        yield ACTIVE, f'http-equiv="{equivalent}"'
    if name == "script" and not _is_our_script(values):
        yield ACTIVE, f"<script {' '.join(values)}>"
    if name == "link" and values.get("rel") not in ("canonical", "alternate", "stylesheet", "icon"):
        yield ACTIVE, f'rel="{values.get("rel", "")}"'


def _is_ours(name: str, values: dict[str, str], address: str) -> bool:
    """Whether an address that is fetched lies on this site; those only named may be whole."""
    if name == "link" and values.get("rel") in ("canonical", "alternate"):
        return True
    plain = _CONTROLS.sub("", address).replace("\\", "/")
    return not plain.startswith("//") and not urlsplit(plain).scheme


def _is_our_script(values: dict[str, str]) -> bool:
    """The frame's two scripts, of which one runs before anything shows, or data for machines."""
    if values.get("type") == "application/ld+json":
        return "src" not in values
    script = "assets/casebook.js" if values.get("type") == "module" else "assets/theme.js"
    return values.get("type") in (None, "module") and values.get("src", "").endswith(script)


def lines(html: str, others: Callable[[str], Sequence[str]]) -> Callable[[str], Sequence[str]]:
    """Gives the lines of the built page itself, whose name begins with `site/`, and those of
    `others`.
    """
    return lambda file: html.splitlines() if file.startswith(SITE) else others(file)


def _place(
    finding: Finding, html: str, at: int, page: Page, lines: Callable[[str], Sequence[str]]
) -> Place:
    code, text = finding
    exact = rf"#{re.escape(text)}(?![\w-])" if code == TWICE else re.escape(text)
    for file in page.origins if code != TWICE else [f for f in page.origins if f.endswith(".md")]:
        for number, line in enumerate(lines(file), 1):
            if match := re.search(exact, line):
                return Place(file, number, match.start() + 1, match.end() - match.start())
    start = html.rfind("\n", 0, at) + 1
    number = html.count("\n", 0, at) + 1
    return Place(f"{SITE}{page.url}index.html", number, at - start + 1, len(text))
