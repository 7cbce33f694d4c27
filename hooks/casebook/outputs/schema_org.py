"""What a page says of itself to machines: schema.org terms as JSON-LD, built from plain values.

Each page has one graph. A thing keeps its `@id` wherever it is named: a fragment of the page that
tells it in full, such as `…/cases/android/#article`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..method.wording import words
from ..model import Case, Point, address, other
from ..reading.book import Found
from ..reading.web_address import web_address
from . import card, export
from .linked_page import LICENSE, LinkedPage, Node, known

CITED = 5
"""How many sources a page names to machines: all of them would outweigh the page."""
_SETTLED = ("came-true", "failed")
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
        return [linked.trail(), *_case(linked, case)]
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


def _case(linked: LinkedPage, case: Found[Case]) -> Iterator[Node]:
    """All that the page of a case tells."""
    yield _article(linked, case)
    yield from _datasets(linked, case)
    yield from _reviews(linked, case.value)


def _article(linked: LinkedPage, case: Found[Case]) -> Node:
    """The case. When it was first published is not in the data, so only its day is told."""
    lang, it, root = linked.lang, case.value, linked.settings.url
    tag = linked.book.label
    core = [one for claim in it.claims if claim.weight == "core" for one in claim.evidence]
    used = dict.fromkeys(one.source for one in core)
    cited = [one for one in used if one in linked.book.sources]
    actors = {actor.id: actor.name[lang] for actor in it.actors}
    node = {
        **linked.part("Article", "article"),
        "headline": it.title[lang],
        "abstract": it.summary[lang],
        "dateModified": str(it.as_of),
        "mainEntityOfPage": linked.url(),
        "image": root + card.url(lang, case.id),
        "creativeWorkStatus": tag("status", it.status, lang),
        "about": [{"@type": "Organization", "name": name} for name in actors.values()],
        "citation": [_source(linked, one) for one in cited[:CITED]],
    }
    if export.citable(case):
        node["encoding"] = {
            "@type": "MediaObject",
            "encodingFormat": "application/json",
            "contentUrl": root + export.url(case.id),
        }
    return known(node)


def _source(linked: LinkedPage, id: str) -> Node:
    source = linked.book.sources[id].value
    return known(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": web_address(source.URL),
            "inLanguage": source.language,
            "datePublished": str(source.issued or ""),
        }
    )


def _datasets(linked: LinkedPage, case: Found[Case]) -> Iterator[Node]:
    """The series of a case, each a file of numbers of which every row has its source."""
    lang, book = linked.lang, linked.book
    for id in case.value.series:
        if id not in book.series or not book.points.get(id):
            continue
        it, points = book.series[id].value, [point.value for point in book.points[id]]
        used = dict.fromkeys(one.source for one in points if one.source in book.sources)
        told = (it.title[lang], it.unit[lang], it.note[lang] if it.note else "")
        yield {
            "@type": "Dataset",
            "@id": linked.url(f"figure-{id}"),
            "url": linked.url(f"figure-{id}"),
            "name": it.title[lang],
            "description": linked.words.label("separator").join(filter(None, told)),
            "inLanguage": linked.words.bcp47,
            "license": LICENSE,
            "creator": linked.makers(),
            "isPartOf": {"@id": linked.url("article")},
            "temporalCoverage": _span(points),
            "variableMeasured": [
                {"@type": "PropertyValue", "name": name[lang], "unitText": it.unit[lang]}
                for name in it.lines.values()
            ],
            "isBasedOn": [web_address(book.sources[one].value.URL) for one in used],
            "distribution": {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"{linked.settings.url}cases/{case.id}/{id}.csv",
            },
        }


def _reviews(linked: LinkedPage, case: Case) -> Iterator[Node]:
    """The predictions of others that came true or failed.

    ClaimReview is for judging what somebody else has claimed. A settled prediction is just that:
    another's statement, its day, and what became of it. One that is open, or that cannot be
    decided, is not judged; and the claims of a case are our own, so that grading them is no review.
    The rating is in words: there is no scale on which a prediction comes half true.
    """
    lang, tag = linked.lang, linked.book.label
    for one in case.predictions:
        if one.state in _SETTLED:
            yield {
                "@type": "ClaimReview",
                "@id": linked.url(f"prediction-{one.id}"),
                "url": linked.url(f"prediction-{one.id}"),
                "claimReviewed": one.text[lang],
                "itemReviewed": {
                    "@type": "Claim",
                    # Whether it was a person or a body is not in the data, so a plain name.
                    "author": one.by[lang],
                    "datePublished": str(one.made),
                },
                "reviewRating": {
                    "@type": "Rating",
                    "alternateName": tag("state", one.state, lang),
                },
                "author": linked.makers(),
                "inLanguage": linked.words.bcp47,
                "dateModified": str(case.as_of),
            }


def _span(points: list[Point]) -> str:
    """The time that some points are for, as an ISO 8601 interval."""
    first = str(min((one.date for one in points), key=lambda date: date.first))
    last = str(max((one.date for one in points), key=lambda date: date.last))
    return first if first == last else f"{first}/{last}"
