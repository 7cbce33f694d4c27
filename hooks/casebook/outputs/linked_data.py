"""What a page says of itself to machines: schema.org terms as JSON-LD, built from plain values.

Each page has one graph. A thing keeps its `@id` wherever it is named: a fragment of the page that
tells it in full, such as `…/cases/android/#article`.
"""

from __future__ import annotations

import json

from ..method.wording import words
from ..model import address, other
from . import card, linked_case
from .linked_page import LinkedPage, Node

_KINDS = {"about.md": "AboutPage", "cases/index.md": "CollectionPage"}
_UNSAFE = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def script(graph: list[Node]) -> str:
    """The graph as JSON that may stand within a script element: nothing in it can end that."""
    data = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def graph(linked: LinkedPage) -> list[Node]:
    """What one page tells."""
    name = linked.name
    if name == "index.md":
        return [_site(linked), linked.makers()]
    if case := linked.book.cases.get(address.case_id(linked.page.src_uri)):
        return [linked.trail(), *linked_case.nodes(linked, case)]
    if name == "glossary.md":
        return [linked.trail(), _terms(linked)]
    return [linked.trail(), linked.part(_KINDS.get(name, "WebPage"))]


def _site(linked: LinkedPage) -> Node:
    return {
        **linked.work("WebSite", "website"),
        "name": linked.words.label("site-name"),
        "alternateName": [words(linked.book, other(linked.lang)).label("site-name")],
        "image": linked.settings.url + card.url(linked.lang),
    }


def _terms(linked: LinkedPage) -> Node:
    lang = linked.lang
    return {
        **linked.part("DefinedTermSet", "terms"),
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": linked.url(f"term-{id}"),
                "name": found.value.term[lang],
                "description": found.value.definition[lang],
                "termCode": id,
            }
            for id, found in linked.book.terms.items()
        ],
    }
