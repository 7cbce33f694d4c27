"""Facets of a page, by which the search narrows down: its kind, and what its case is coded as."""

from __future__ import annotations

from ..method.grade import TAGS, case_grade
from ..method.wording import words
from ..model import Case, address
from ..pages.page import Page
from ..reading.book import Book

KINDS = {
    "cases": "case",
    "plays": "play",
    "method": "method",
    "decide": "method",
    "compare": "method",
    "sources": "source",
    "predictions": "evidence",
    "timeline": "evidence",
    "evidence": "evidence",
    "glossary": "term",
}
"""The kind of a page by the first part of its address."""

ABOUT = "about"
"""The kind of any other page, and of those that only list others."""

FACETS = ("kind", "play", "role", "verdict", "grade")


def facets(book: Book, page: Page) -> dict[str, list[tuple[int, str]]]:
    """The facets of a page, each with its place in the order of the vocabulary, in the words of the
    page's language: those of its case, or of its play.
    """
    lang, own_kind = address.language(page.src_uri), kind(page)
    name = page.src_uri.removesuffix(".md").rpartition("/")[2]
    said = words(book, lang)

    def tag(scheme: str, one: str, rest: str = "") -> tuple[int, str]:
        known = [*book.vocabulary.get(scheme, {}), one]
        return known.index(one), book.label(scheme, one, lang) + rest

    own: dict[str, list[tuple[int, str]]] = {name: [] for name in FACETS}
    own["kind"] = [([*KINDS.values(), ABOUT].index(own_kind), said.label(f"page-kind-{own_kind}"))]
    if case := case_of(book, page):
        own["play"] = [tag("play", play) for play in case.plays]
        own["role"] = [
            tag("role", actor.role, said.label("colon") + actor.name[lang]) for actor in case.actors
        ]
        own["verdict"] = [tag("verdict", case.verdict.value)] if case.verdict else []
        own["grade"] = [tag("grade", TAGS[case_grade(case, book.sources)])]
    elif own_kind == "play" and name in book.vocabulary.get("play", {}):
        own["play"] = [tag("play", name)]
    return own


def kind(page: Page) -> str:
    """The kind of a page; one that only lists others of a kind is about the site."""
    first, _, rest = page.src_uri.partition("/")[2].removesuffix(".md").partition("/")
    return KINDS.get(first, ABOUT) if rest != "index" else ABOUT


def case_of(book: Book, page: Page) -> Case | None:
    """The case that a page is about."""
    found = book.cases.get(address.case_id(page.src_uri))
    return found.value if found else None
