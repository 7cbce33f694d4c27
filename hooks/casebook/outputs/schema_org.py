"""What a page says of itself to machines: schema.org terms as JSON-LD, built from plain values.

Each page has one graph. A thing keeps its `@id` wherever it is named: a fragment of the page that
tells it in full, such as `…/cases/android/#article`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..method.enriched import EnrichedCase
from ..method.wording import words
from ..model import EN, Point, Source, other
from ..reading.web_address import web_address
from . import export
from .share import Share

Node = dict[str, Any]

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
CITED = 5
"""How many sources a page names to machines: all of them would outweigh the page."""
_SETTLED = ("came-true", "failed")
_KINDS = {"about.md": "AboutPage", "cases/index.md": "CollectionPage"}
_UNSAFE = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def linked_data(page: Share) -> str:
    """What a page tells, as JSON that may stand within a script element."""
    return as_json({"@context": "https://schema.org", "@graph": graph(page)})


def as_json(data: Node) -> str:
    """The data on one line, without the characters by which a script element could end."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def graph(page: Share) -> list[Node]:
    """The things that one page tells of."""
    if page.name == "index.md":
        return [_site(page), _makers(page)]
    if case := page.page.case:
        if page.name == case.page:
            return [_trail(page), _article(page, case)]
        return [_trail(page), _evidence(page, case), *_datasets(page, case), *_reviews(page, case)]
    if page.name == "glossary.md":
        return [_trail(page), _terms(page)]
    return [_trail(page), _part(page, _KINDS.get(page.name, "WebPage"))]


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value}  # an empty value is a statement


def _work(page: Share, type: str, fragment: str = "") -> Node:
    """The page as a work of the schema.org type `type`, known by `fragment`.

    schema.org knows only originals and translations: the language at the root counts as original.
    """
    translation = "workTranslation" if page.lang == EN else "translationOfWork"
    return {
        "@type": type, "@id": page.at(fragment), "url": page.url,
        "name": page.title, "description": page.description,
        "inLanguage": page.words.bcp47, "dateModified": page.page.updated,
        "license": LICENSE, "author": _makers(page),
        **({translation: {"@id": page.at(fragment, page.twin)}} if page.twin else {}),
    }  # fmt: skip


def _part(page: Share, type: str, fragment: str = "") -> Node:
    """The same as a part of the site."""
    site = page.at("website", f"{page.lang}/index.md")
    return {**_work(page, type, fragment), "isPartOf": {"@id": site}}


def _makers(page: Share) -> Node:
    """Those who write the casebook."""
    home = f"{EN}/index.md"
    return {
        "@type": "Organization",
        "@id": page.at("contributors", home),
        "name": page.words.label("contributors"),
        "url": page.at(src_uri=home),
    }


def _trail(page: Share) -> Node:
    """The way from the home page down to this one."""
    own = page.page.src_uri
    folders = own.split("/")[:-1]
    above = ["/".join(folders[: end + 1]) for end in range(len(folders))]
    names = [name for folder in above for name in (f"{folder}/index.md", f"{folder}.md")]
    trail = [uri for uri in names if uri in page.pages and uri != own]
    return {
        "@type": "BreadcrumbList",
        "@id": page.at("breadcrumbs"),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": page.pages[uri].meta.get("title", ""),
                "item": page.at(src_uri=uri),
            }
            for position, uri in enumerate([*trail, own], 1)
        ],
    }


def _site(page: Share) -> Node:
    return {
        **_work(page, "WebSite", "website"),
        "name": page.words.label("site-name"),
        "alternateName": [words(page.book, other(page.lang)).label("site-name")],
        "image": page.image,
    }


def _terms(page: Share) -> Node:
    return {
        **_part(page, "DefinedTermSet", "terms"),
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": page.at(f"term-{id}"),
                "name": term.value.term[page.lang],
                "description": term.value.definition[page.lang],
                "termCode": id,
            }
            for id, term in page.book.terms.items()
        ],
    }


def _article(page: Share, case: EnrichedCase) -> Node:
    """The case. When it was first published is not in the data, so only its day is told."""
    lang, sources = page.lang, page.book.sources
    core = [item for claim in case.claims if claim.weight == "core" for item in claim.evidence]
    cited = [id for id in dict.fromkeys(item.source for item in core) if id in sources]
    actors = {actor.id: actor.name[lang] for actor in case.actors}
    node = {
        **_part(page, "Article", "article"),
        "headline": case.title[lang],
        "abstract": (case.summary or case.subtitle)[lang],
        "dateModified": str(case.as_of),
        "mainEntityOfPage": page.url,
        "image": page.image,
        "creativeWorkStatus": page.book.label("status", case.status, lang),
        "about": [{"@type": "Organization", "name": name} for name in actors.values()],
        "citation": [_source(sources[id].value) for id in cited[:CITED]],
    }
    if case.status != "draft":
        node["encoding"] = {
            "@type": "MediaObject",
            "encodingFormat": "application/json",
            "contentUrl": page.root + export.json_url(case.id),
        }
    return _known(node)


def _evidence(page: Share, case: EnrichedCase) -> Node:
    """What the case rests on: no second article, but a part of the one."""
    article = page.at("article", f"{page.lang}/{case.page}")
    return {**_work(page, "WebPage"), "isPartOf": {"@id": article}}


def _source(source: Source) -> Node:
    return _known(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": web_address(source.URL),
            "inLanguage": source.language,
            "datePublished": str(source.issued or ""),
        }
    )


def _datasets(page: Share, case: EnrichedCase) -> Iterator[Node]:
    """The series of a case, each a file of numbers of which every row has its source."""
    lang, book = page.lang, page.book
    story = f"{lang}/{case.page}"
    for shown in case.series:
        id = shown.series
        if id not in book.series or not book.points.get(id):
            continue
        series, points = book.series[id].value, [point.value for point in book.points[id]]
        used = dict.fromkeys(point.source for point in points if point.source in book.sources)
        note = series.note[lang] if series.note else ""
        about = (series.title[lang], series.unit[lang], shown.finding[lang], note)
        yield {
            "@type": "Dataset",
            "@id": page.at(f"figure-{id}", story),
            "url": page.at(f"figure-{id}", story),
            "name": series.title[lang],
            "description": page.words.label("separator").join(filter(None, about)),
            "inLanguage": page.words.bcp47,
            "license": LICENSE,
            "creator": _makers(page),
            "isPartOf": {"@id": page.at("article", story)},
            "temporalCoverage": _span(points),
            "variableMeasured": [
                {"@type": "PropertyValue", "name": name[lang], "unitText": series.unit[lang]}
                for name in series.lines.values()
            ],
            "isBasedOn": [web_address(book.sources[source].value.URL) for source in used],
            "distribution": {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"{page.root}cases/{case.id}/{id}.csv",
            },
        }


def _reviews(page: Share, case: EnrichedCase) -> Iterator[Node]:
    """The predictions of others that came true or failed.

    ClaimReview is for judging what somebody else has claimed. A settled prediction is just that:
    another's statement, its day, and what became of it. One that is open, or that cannot be
    decided, is not judged; and the claims of a case are our own, so that grading them is no review.
    The rating is in words: there is no scale on which a prediction comes half true.
    """
    for prediction in case.predictions:
        if prediction.state in _SETTLED:
            yield {
                "@type": "ClaimReview",
                "@id": page.at(f"prediction-{prediction.id}"),
                "url": page.at(f"prediction-{prediction.id}"),
                "claimReviewed": prediction.text[page.lang],
                # Whether it was a person or a body is not in the data, so a plain name.
                "itemReviewed": {
                    "@type": "Claim", "author": prediction.by[page.lang],
                    "datePublished": str(prediction.made),
                },
                "reviewRating": {
                    "@type": "Rating",
                    "alternateName": page.book.label("state", prediction.state, page.lang),
                },
                "author": _makers(page),
                "inLanguage": page.words.bcp47,
                "dateModified": str(case.as_of),
            }  # fmt: skip


def _span(points: list[Point]) -> str:
    """The time that some points are for, as an ISO 8601 interval."""
    first = str(min((point.date for point in points), key=lambda date: date.first))
    last = str(max((point.date for point in points), key=lambda date: date.last))
    return first if first == last else f"{first}/{last}"
