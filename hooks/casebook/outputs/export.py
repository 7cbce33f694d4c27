"""The data to take away: each case, all cases, and all sources, as JSON in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from ..method.chain import judgment, levels
from ..method.grade import Grade, case_grade, grade, lineage
from ..method.wording import words
from ..model import EN, LANGUAGES, Case, Claim, PartialDate, address
from ..pages.context import Context, Settings
from ..reading.book import Book, Found
from ..reading.web_address import web_address

SCHEMA_VERSION = 2
"""Counts up when a field of the JSON files goes or changes its meaning; new fields do not count."""
LICENSE = "CC-BY-4.0"
"""The SPDX identifier of the licence of the data."""


def json_url(slug: str) -> str:
    """The address of a case's JSON relative to the site's root."""
    return f"cases/{slug}.json"


def citable(case: Found[Case]) -> bool:
    """Whether a case may be cited and taken away: a draft may still change altogether."""
    return case.value.status != "draft"


def exports(contexts: Mapping[str, Context]) -> Iterator[tuple[str, bytes]]:
    """One file for each case that is no draft, an index of them, notes last, and the sources."""
    book, settings = contexts[EN].edition.book, contexts[EN].settings
    cases = [case for _, case in sorted(book.cases.items()) if citable(case)]
    cases.sort(key=lambda case: case.value.is_note)
    for case in cases:
        yield _asset(json_url(case.id), _case(book, settings, case))
    yield _asset("cases.json", _index(book, settings, cases))
    yield _asset("sources.json", [source_item(book, id) for id in sorted(book.sources)])


def _asset(url: str, value: Any) -> tuple[str, bytes]:
    return url, to_json(value, indent=1) + b"\n"


def _pages(settings: Settings, slug: str) -> dict[str, str]:
    return {lang: settings.url + address.url(f"{lang}/cases/{slug}.md") for lang in LANGUAGES}


def _index(book: Book, settings: Settings, cases: list[Found[Case]]) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "name": {lang: words(book, lang).label("site-name") for lang in LANGUAGES},
        "license": LICENSE,
        "sources": f"{settings.url}sources.json",
        "cases": [
            {
                "id": case.id,
                "title": case.value.title.model_dump(),
                "subtitle": case.value.subtitle.model_dump(),
                "status": case.value.status,
                "depth": case.value.depth,
                "as_of": str(case.value.as_of),
                "decided": str(case.value.decided),
                "plays": case.value.plays,
                "opener_kind": case.value.opener_kind,
                "links": None if case.value.is_note else levels(case.value.chain),
                "verdict": None if case.value.is_note else _verdict(book, case.value),
                "confidence": case.value.verdict.confidence if case.value.verdict else None,
                "grade": case_grade(case.value, book.sources),
                "pages": _pages(settings, case.id),
                "json": settings.url + json_url(case.id),
            }
            for case in cases
        ],
    }


def _case(book: Book, settings: Settings, case: Found[Case]) -> dict[str, Any]:
    """A case as it stands in its file, what may be left out there filled in, with what the build
    computes and all that it refers to.
    """
    record = case.value
    plain = record.model_dump(mode="json", by_alias=True)
    graded = [
        {
            **plain_claim,
            "known_from": str(claim.known_from),
            "grade": _grade(book, record, claim),
            "reading": _reading(book, case.id, claim.id),
        }
        for plain_claim, claim in zip(plain.pop("claims"), record.claims, strict=True)
    ]
    for plain_layer in plain["stack"]:
        plain_layer["after"] = plain_layer["after"] or plain_layer["before"]
    used = {id for id, slugs in book.uses.items() if case.id in slugs}
    # Grades ask what a source derives from, and that again, whether a claim cites it or not.
    used |= {old for id in used for old in lineage(id, book.sources)} & book.sources.keys()
    return {
        "schema_version": SCHEMA_VERSION,
        "license": LICENSE,
        "id": case.id,
        "pages": _pages(settings, case.id),
        "grade": case_grade(record, book.sources),
        "computed_verdict": None if record.is_note else _verdict(book, record),
        **plain,
        "claims": graded,
        "figures": {
            shown.series: _series(book, shown.series)
            for shown in record.series
            if shown.series in book.series
        },
        "sources": {id: source_item(book, id) for id in sorted(used)},
    }


def _verdict(book: Book, case: Case) -> dict[str, Any]:
    """The verdict that the links give: its tag, the rule that fired, in words, and the link."""
    given = judgment(case)
    languages = [words(book, lang) for lang in LANGUAGES]
    return {
        "value": given.value,
        "at": given.at or None,
        "rule": given.rule,
        "why": {spoken.lang: spoken.label(f"chain-rule-{given.rule}") for spoken in languages},
    }


def _grade(book: Book, case: Case, claim: Claim) -> dict[str, Any]:
    """The grade of a claim, why, and what would raise it; a forecast has no letter."""
    graded: Grade = grade(claim, case, book.sources)
    languages = [words(book, lang) for lang in LANGUAGES]
    return {
        "letter": graded.letter or None,
        "reason": {spoken.lang: spoken.reason(graded) for spoken in languages},
        "raise_by": {spoken.lang: spoken.raise_by(graded) for spoken in languages},
    }


def _reading(book: Book, case: str, claim: str) -> dict[str, Any] | None:
    """How a claim was read against its sources; None for one that was not."""
    reading = book.readings.get(case, {}).get(claim)
    return reading.value.model_dump(mode="json", exclude_none=True) if reading else None


def _series(book: Book, id: str) -> dict[str, Any]:
    points = [point.value.model_dump(mode="json") for point in book.points.get(id, [])]
    return {**book.series[id].value.model_dump(mode="json"), "points": points}


OWN = (
    "kind", "party_to", "derives_from", "origin", "read", "copy", "archive", "translated-title",
    "note",
)  # fmt: skip
"""Fields of a source that CSL does not know."""


def source_item(book: Book, id: str) -> dict[str, Any]:
    """One source as CSL-JSON, which reference managers read; empty fields are left out.

    Names and types are those of the Citation Style Language 1.0.2. What the casebook adds for
    grading stands below `custom`, which the standard keeps free.
    """
    source = book.sources[id].value
    plain = source.model_dump(mode="json", by_alias=True)
    item = {
        "id": id,
        "type": source.type,
        "title": source.title,
        "author": [name.model_dump(exclude_none=True) for name in source.author],
        "issued": _csl_date(source.issued),
        "accessed": _csl_date(source.accessed),
        "publisher": source.publisher,
        "container-title": source.container_title,
        "genre": source.genre,
        "URL": web_address(source.URL),
        "DOI": source.DOI,
        "language": source.language,
        "custom": {key: plain[key] for key in OWN if plain[key]}
        | {"used_in": book.uses.get(id, [])},
    }
    return {key: value for key, value in item.items() if value}


def _csl_date(date: PartialDate | None) -> dict[str, list[list[int]]] | None:
    """A date as exact as it is known."""
    if not date:
        return None
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
