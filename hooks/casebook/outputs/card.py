"""Cards: the pictures that are shown when someone shares a page, one per case and language.

What a card says is measured and broken into lines here; `templates/card.svg.j2` sets it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ..figures.text import torn, wrap
from ..method.enriched import EnrichedCase
from ..method.wording import Words, words
from ..model import EN, LANGUAGES, ZH, address, other
from ..pages.context import Context
from ..problems.message import say
from ..problems.problem import Problem, listing
from ..reading.book import Book, Found
from ..reading.text import Document, KeyPath
from .picture import NARROW_SIGNS, Pictures, outline, width

WIDTH, HEIGHT = 1200, 630
"""Pixels: what the platforms ask for a wide picture."""

CACHE = ".build/cards"
"""Where finished cards are kept, below the project's root."""

_MIDDLE = 291
"""Where the middle of title and subtitle stands, in pixels from the top."""
_COLUMN = 606
"""How wide title and subtitle may be, in pixels: the moat is to their right."""
_LEFT = 72
"""The left margin, in pixels."""
_ELLIPSIS = chr(NARROW_SIGNS[ord("…")])

LABELS = (
    "site-name", "site-kind", "verdict", "confidence", "scheme-status", "separator", "decided",
    "chart-source", "chart-and-more", "chart-key", "chart-hollow", "chart-dotted",
)  # fmt: skip
"""Labels that stand on cards and charts, and below, the schemes whose labels do."""
SCHEMES = ("verdict", "confidence", "status")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size, in pixels; `top` is the baseline of the first."""

    lines: list[str]
    size: int
    leading: int
    top: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says. `site` is "" where the title says it; `levels` are the codes of the
    links, none for the site; `facts` are labels, each with its value and the pixel at which it
    stands; `alt` says it all in words.
    """

    url: str
    site: str
    title: Block
    subtitle: Block
    levels: Mapping[str, str]
    facts: list[tuple[str, str, int]]
    alt: str


def card_url(lang: str, slug: str = "") -> str:
    """The address of a card relative to the site's root: of a case, or of all other pages."""
    folder = address.folder(lang)
    return f"{folder}cards/{slug}.png" if slug else f"{folder}card.png"


def card(context: Context, case: EnrichedCase | None = None) -> Card:
    """The card of a case in one language, or that of the site."""
    book, lang, label = context.edition.book, context.lang, context.words.label
    site = label("site-name")
    if case:
        title, subtitle = case.title[lang], case.subtitle[lang]
        facts = list(_facts(context.words, case))
    else:
        home = book.pages.get(f"{lang}/index.md")
        title, subtitle = site, home.meta.get("description", "") if home else ""
        facts = [(words(book, other(lang)).label("site-name"), label("site-kind"))]
    phrases = [f"{name}{label('colon')}{value}" for name, value in facts]
    return Card(
        card_url(lang, case.id if case else ""),
        _visible(site, lang) if case else "",
        *_blocks(_visible(title, lang), _visible(subtitle, lang)),
        case.levels if case else {},
        _placed([(_visible(name, lang), _visible(value, lang)) for name, value in facts]),
        label("separator").join((title, subtitle, *phrases)),
    )


def cards(contexts: Mapping[str, Context]) -> Iterator[tuple[str, bytes]]:
    """All cards as PNG files, none of a note; the cache then holds just these."""
    pictures = Pictures(contexts[EN].edition.book.root / CACHE)
    for lang, context in contexts.items():
        cases = (case for case in context.edition.case.values() if not case.is_note)
        for case in (None, *cases):
            made = card(context, case)
            svg = context.render("card.svg.j2", f"{lang}/index.md", card=made)
            yield made.url, pictures.png(svg)
    pictures.forget()


def _facts(words: Words, case: EnrichedCase) -> Iterator[tuple[str, str]]:
    """What stands at the foot of a case's card: verdict and confidence, or that it is a draft."""
    label, tag = words.label, words.tag
    if not case.published:
        yield label("scheme-status"), tag("status", case.status)
        return
    yield label("verdict"), tag("verdict", case.judgment.value)
    if verdict := case.verdict:
        yield label("confidence"), tag("confidence", verdict.confidence)


def _plain(text: str) -> str:
    """One line of text as a card shows it: without invisible characters that steer direction."""
    return " ".join("".join(char for char in text if unicodedata.category(char) != "Cf").split())


def _visible(text: str, lang: str) -> str:
    return _plain(text) if lang == ZH else _plain(text).translate(NARROW_SIGNS)


@cache
def _blocks(title: str, subtitle: str) -> tuple[Block, Block]:
    """Title and subtitle as large as they fit, one below the other around the middle."""
    upper = _fit(title, ((88, 1), (76, 1), (76, 2), (66, 2), (56, 2), (48, 2)), 1.16)
    lower = _fit(subtitle, ((36, 3), (34, 3), (32, 4), (30, 4)), 1.42)
    capitals, gap = round(upper.size * 0.7), 30
    rest = upper.leading * (len(upper.lines) - 1) + gap + lower.size
    height = capitals + rest + lower.leading * (len(lower.lines) - 1)
    top = _MIDDLE - height // 2 + capitals
    return replace(upper, top=top), replace(lower, top=top + rest)


def _fit(text: str, sizes: Iterable[tuple[int, int]], leading: float) -> Block:
    """The text in the first of some sizes and numbers of lines that holds it, best without a line
    that ends within a clause; cut if none does.
    """
    whole = None
    for size, most in sizes:
        block = Block(wrap(text, _COLUMN / size, width, most), size, round(size * leading))
        if not block.lines[-1].endswith(("…", _ELLIPSIS)):
            if not torn(block.lines):
                return block
            whole = whole or block
    return whole or block


def _placed(facts: list[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """The facts side by side, each as wide as what it says."""
    at, placed = _LEFT, []
    for name, value in facts:
        placed.append((name, value, at))
        at += round(max(width(name) * 22, width(value) * 34)) + 64
    return placed


def check(book: Book) -> Iterator[Problem]:
    """A problem for each text on a card of which a character would be an empty box.

    Drawing it in a font of the machine would make the picture another one elsewhere.
    """
    for source, path, text in card_texts(book):
        if lost := unshowable(text):
            named = listing(say("character", char=char, code=f"{ord(char):04X}") for char in lost)
            yield Problem(source.place(*path), "card-cannot-show", named=named)


def unshowable(text: str) -> list[str]:
    """The characters of a text that no card can show, in order, each once."""
    return [char for char in dict.fromkeys(_plain(text)) if not _known(char)]


def card_texts(book: Book) -> Iterator[tuple[Found[Any] | Document, KeyPath, str]]:
    """Every text that stands on a card or on the picture of a chart, and the path in its source at
    which it is written.
    """
    for points in book.points.values():
        for id in dict.fromkeys(point.value.source for point in points):
            if source := book.sources.get(id):
                yield source, ("publisher",), source.value.publisher
    for lang in LANGUAGES:
        for series in book.series.values():
            for field in ("title", "unit"):
                yield series, (field, lang), getattr(series.value, field)[lang]
            for line, name in series.value.lines.items():
                yield series, ("lines", line, lang), name[lang]
        for case in book.cases.values():
            yield case, ("title", lang), case.value.title[lang]
            yield case, ("subtitle", lang), case.value.subtitle[lang]
            for index, shown in enumerate(case.value.series):
                yield case, ("series", index, "finding", lang), shown.finding[lang]
        if home := book.pages.get(f"{lang}/index.md"):
            yield home.document, ("description",), home.meta.get("description", "")
        for key in LABELS:
            if label := book.labels.get(key):
                yield label, (lang,), label.value[lang]
        for scheme in SCHEMES:
            for entry in book.vocabulary.get(scheme, {}).values():
                yield entry, ("label", lang), entry.value.label[lang]


@cache
def _known(char: str) -> bool:
    return char.isspace() or outline(char) != outline("\uffff")
