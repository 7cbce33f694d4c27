"""Facets of a page, by which the search narrows down: its kind, and what its case is coded as."""

from __future__ import annotations

from typing import NamedTuple

from ..pages.page import Page

KINDS = ("case", "play", "method", "source", "evidence", "term", "about", "contributor")
"""The kinds of pages, in the order in which the search offers them."""


ASIDE = "contributor"
"""The kind of pages that the search shows only when asked for them."""


class Part(NamedTuple):
    """A part of the site. `weight` is what the search multiplies a hit by."""

    kind: str
    weight: float


PARTS = {
    "cases": Part("case", 1),
    "plays": Part("play", 0.8),
    "glossary": Part("term", 0.6),
    "codebook": Part("about", 0.4),
    "method": Part("method", 0.4),
    "decide": Part("method", 0.7),
    "compare": Part("method", 0.3),
    "sources": Part("source", 0.3),
    "evidence": Part("evidence", 0.7),
    "predictions": Part("evidence", 0.3),
    "timeline": Part("evidence", 0.3),
    "candidates": Part("method", 0.3),
    "contribute": Part(ASIDE, 0.4),
    "translation": Part(ASIDE, 0.2),
}
"""By the first part of the address. What a case says comes before what defines it, and that before
lists, which name everything once more."""

PASSAGES = {
    "claim-": 6, "figure-": 6, "answer": 6, "summary": 6, "source": 2, "read-next": 2, "chain": 3,
    "conditions": 3, "counter-moves": 3, "motives": 3, "outcomes": 3, "openness": 3,
}  # fmt: skip
"""What the search multiplies a hit by in a passage whose address begins so: a claim or a figure
answers a question better than a list in which it stands."""
PASSAGE, FACTS = 4, 2
"""For any other passage, and for the top of an evidence page, which only lists."""

BEHIND = Part("case", 0.8)
"""The evidence of a case, of which most words only bear out what the case says."""

OTHER = Part("about", 0.7)
"""Any other page."""

FACETS = ("kind", "play", "role", "verdict")


def facets(page: Page) -> dict[str, list[tuple[int, str]]]:
    """The facets of a page, each with its place in the order of the vocabulary, in the words of the
    page's language: those of its case, or of its play.
    """
    words, own_kind = page.context.words, kind(page)
    name = page.src_uri.removesuffix(".md").rpartition("/")[2]

    def tag(scheme: str, value: str, rest: str = "") -> tuple[int, str]:
        return words.rank(scheme, value), words.tag(scheme, value) + rest

    own: dict[str, list[tuple[int, str]]] = {name: [] for name in FACETS}
    own["kind"] = [(KINDS.index(own_kind), words.label(f"page-kind-{own_kind}"))]
    if case := page.case:
        own["play"] = [tag("play", play) for play in case.plays]
        own["role"] = [
            tag("role", role.role, words.label("colon") + actor.name[words.lang])
            for actor in case.actors
            for role in actor.roles
        ]
        own["verdict"] = [] if case.is_note else [tag("verdict", case.judgment.value)]
    elif own_kind == "play" and name in words.vocabulary.get("play", {}):
        own["play"] = [tag("play", name)]
    return own


def kind(page: Page) -> str:
    """The kind of a page; one that only lists others of a kind is about the site."""
    return OTHER.kind if page.src_uri.endswith("/index.md") else _part(page).kind


def weight(page: Page) -> float:
    """How much a hit on the page counts in the search."""
    return _part(page).weight


def passage_weight(page: Page, id: str) -> int:
    """How much a hit in the passage with this address on the page counts, in one digit."""
    if not id and page.src_uri.endswith("/evidence.md"):
        return FACTS
    return next((own for prefix, own in PASSAGES.items() if id.startswith(prefix)), PASSAGE)


def _part(page: Page) -> Part:
    if page.meta.get("kind") == "evidence":
        return BEHIND
    first = page.src_uri.partition("/")[2].removesuffix(".md").partition("/")[0]
    return PARTS.get(first, OTHER)
