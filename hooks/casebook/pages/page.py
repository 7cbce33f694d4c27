"""The pages of the site as a stream of Markdown, one language each, for whatever builds them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from typing import Any

from ..figures import chart, moat, strips
from ..method.edition import Edition, EnrichedCase
from ..model import address
from ..problems import printer
from ..problems.problem import Problem
from ..reading.markdown import PARTS, Markdown, outside_code
from ..reading.markdown_form import PART
from . import parts, play, views
from .context import Context
from .generated import Generated, Maker
from .notes import cite, mark

MAKERS: tuple[Maker, ...] = (play.pages, views.then_pages, views.parallel_pages)
"""What makes the pages that no Markdown file stands for. A file of the same name takes the place of
such a page.
"""

Contexts = Mapping[str, Context]
"""The context of each language."""


@dataclass(frozen=True)
class Page:
    """One page in one language.

    `src_uri` is its name as if it lay in `docs/`; `render` makes its Markdown; `origins` are the
    files, relative to the root, that someone edits to change it, the first of them the one that the
    edit link names; `updated` is an ISO 8601 day; `meta` its title, description and kind as plain
    text; `repeats` says that it only shows what stands elsewhere, so that the search passes it by.
    """

    src_uri: str
    render: Callable[[], str]
    origins: tuple[str, ...]
    updated: str
    meta: Mapping[str, str]
    repeats: bool = False

    @cached_property
    def markdown(self) -> str:
        """The whole Markdown, front matter included; rendered when it is first asked for."""
        return self.render()

    @property
    def url(self) -> str:
        """The page's address relative to the site's root."""
        return address.url(self.src_uri)


def pages(contexts: Contexts) -> Iterator[Page]:
    """Every page of the book, in the order of its file name.

    Works on a book with problems too: what does not resolve is left out.
    """
    made = {page.src_uri: page for page in _made(contexts)}
    made |= {page.src_uri: page for page in _written(contexts)}
    yield from (made[src_uri] for src_uri in sorted(made))


def _written(contexts: Contexts) -> Iterator[Page]:
    """The pages that have a Markdown file."""
    edition = _edition(contexts)
    newest = _newest(edition)
    for src_uri, markdown in edition.book.pages.items():
        context = contexts[address.language(src_uri)]
        case = edition.case.get(address.case_id(src_uri))
        updated = case.as_of.first if case else newest
        meta = _meta(src_uri, markdown, case)
        file = markdown.document.file
        yield Page(
            src_uri,
            partial(_case, context, src_uri, markdown, case, meta)
            if case
            else partial(_page, context, src_uri, markdown, meta),
            (file, case.file) if case else (file,),
            updated.isoformat() if updated else "",
            meta,
        )


def _made(contexts: Contexts) -> Iterator[Page]:
    """The pages that have none, in each language."""
    edition = _edition(contexts)
    newest = _newest(edition)
    for page in (page for maker in MAKERS for page in maker(edition)):
        updated = page.updated or newest
        for lang, context in contexts.items():
            src_uri = f"{lang}/{page.name}"
            meta = {
                "title": page.title[lang],
                "description": page.description[lang],
                "kind": page.kind,
            }
            yield Page(
                src_uri,
                partial(_make, context, src_uri, page, meta),
                page.origins,
                updated.isoformat() if updated else "",
                meta,
                page.repeats,
            )


def _make(context: Context, src_uri: str, page: Generated, meta: Mapping[str, str]) -> str:
    return _front_matter(meta) + context.render(page.template, src_uri, **page.facts).strip()


def _edition(contexts: Contexts) -> Edition:
    return next(iter(contexts.values())).edition


def _newest(edition: Edition) -> dt.date | None:
    return max((case.as_of.first for case in edition.case.values()), default=None)


def problem_pages(contexts: Contexts, problems: Sequence[Problem]) -> Iterator[Page]:
    """The same pages, each showing the problems instead, in its own language: what the preview
    shows while data is broken.
    """
    book = _edition(contexts).book
    origins = {page.src_uri: page.origins for page in _made(contexts)}
    for file in book.documents:
        if file.startswith("docs/"):  # those that could not be read, too
            origins[file.removeprefix("docs/")] = (file,)
    reports = {lang: printer.text(problems, book.lines, lang) for lang in contexts}
    for src_uri in sorted(origins):
        lang = address.language(src_uri)
        meta = {"title": contexts[lang].words.label("problems-title")}
        render = partial(_problems, contexts[lang], src_uri, reports[lang], meta)
        yield Page(src_uri, render, origins[src_uri], "", meta)


def _problems(context: Context, src_uri: str, report: str, meta: dict[str, str]) -> str:
    return _front_matter(meta) + context.render("problems.md.j2", src_uri, report=report)


def _meta(src_uri: str, markdown: Markdown, case: EnrichedCase | None) -> dict[str, str]:
    """Title, description and kind of a page: those of the case, or those in its front matter."""
    lang = address.language(src_uri)
    if case:
        title, description = case.title[lang], case.subtitle[lang]
        return {"title": title, "description": description, "kind": "case"}
    meta = {key: markdown.meta[key] for key in ("title", "description") if key in markdown.meta}
    return meta | {"kind": "home" if src_uri == f"{lang}/index.md" else "page"}


def _case(
    context: Context, src_uri: str, markdown: Markdown, case: EnrichedCase, meta: dict[str, str]
) -> str:
    """The whole Markdown of a case, around its story."""

    def citation(id: str, first: bool) -> str:  # noqa: FBT001
        return context.render("mark.j2", src_uri, case=case, id=id, first=first).strip()

    text, cited = mark(markdown.body, citation)
    counts = context.edition.translations.counts(case.id)
    body = context.render(
        "case.md.j2",
        src_uri,
        case=case,
        story=_one_level_down(text),
        cited=cited,
        translated=counts if context.edition.translations.recorded else None,
        **_figures(context, case),
    )
    return f"{_front_matter(meta)}{body.strip()}\n"


def _figures(context: Context, case: EnrichedCase) -> dict[str, Any]:
    """The figures of a case; None for one that has nothing to show."""
    words, book = context.words, context.edition.book
    series = [
        (id, book.series[id].value, [point.value for point in book.points[id]])
        for id in case.series
        if id in book.series and id in book.points
    ]
    return {
        "moat_map": moat.moat_map(case.record, words) if case.stack else None,
        "moat_signs": moat.signs(case.record),
        "openness": strips.openness(case.record, words) if case.openness else None,
        "timeline": strips.timeline(case, words) if case.events else None,
        "charts": [
            (
                id,
                series,
                points,
                chart.chart(series, points, words),
                list(chart.signs(series, points, words)),
            )
            for id, series, points in series
        ],
    }


def _page(context: Context, src_uri: str, markdown: Markdown, meta: dict[str, str]) -> str:
    """The whole Markdown of a page with its parts, and its notes at the foot."""
    text, ids = cite(markdown.body)
    body = _with_parts(context, src_uri, text)
    sources = [context.edition.sources[id] for id in ids if id in context.edition.sources]
    foot = context.render("notes.md.j2", src_uri, sources=sources) if ids else ""
    return f"{_front_matter(meta)}{body.strip()}\n\n{foot}"


def _one_level_down(text: str) -> str:
    """The text with its headings one level lower, to stand below the heading of the story."""
    return "".join(
        re.sub(r"^(#+ )", r"#\1", piece, flags=re.MULTILINE) if prose else piece
        for prose, piece in outside_code(text)
    )


def _with_parts(context: Context, src_uri: str, text: str) -> str:
    """The text with each `<!-- casebook: name -->` replaced by the part of that name."""

    def part(line: str) -> str:
        call = PART.match(line.strip())
        if not call or call["name"] not in PARTS:
            return line
        return parts.render(context, src_uri, call["name"], call["arguments"].split())

    return "".join(
        "\n".join(part(line) for line in piece.split("\n")) if prose else piece
        for prose, piece in outside_code(text)
    )


def _front_matter(meta: Mapping[str, str]) -> str:
    """Front matter as JSON strings, which are YAML; escaped, as the theme prints them unescaped."""
    lines = [
        f"{key}: {json.dumps(escape(value), ensure_ascii=False)}" for key, value in meta.items()
    ]
    return "\n".join(["---", *lines, "---", "", ""])
