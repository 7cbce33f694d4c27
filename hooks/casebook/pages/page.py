"""The pages of the site as a stream of Markdown, one language each, for whatever builds them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape

from ..model import LANGUAGES, Case
from ..problems import printer
from ..problems.problem import Problem
from ..reading.book import Book, Found
from ..reading.markdown import PART, Markdown, outside_code
from . import address, explained, hindsight, parallel, play
from .generated import Generated, Maker
from .notes import cite, mark
from .template import Templates
from .view import Settings

MAKERS: tuple[Maker, ...] = (play.pages, hindsight.pages, parallel.pages, explained.pages)
"""What makes the pages that no Markdown file stands for. A file of the same name takes the place of
such a page.
"""


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


def pages(book: Book, settings: Settings) -> Iterator[Page]:
    """Every page of the book, in the order of its file name.

    Works on a book with problems too, so that links can be checked along with everything else:
    what does not resolve is left out.
    """
    templates = Templates(book, settings)
    made = {page.src_uri: page for page in _made(templates)}
    made |= {page.src_uri: page for page in _written(templates)}
    yield from (made[src_uri] for src_uri in sorted(made))


def _written(templates: Templates) -> Iterator[Page]:
    """The pages that have a Markdown file."""
    book = templates.book
    newest = _newest(book)
    for src_uri, markdown in book.pages.items():
        case = case_of(book, src_uri)
        updated = case.value.as_of.first if case else newest
        origins = [markdown.document.file]
        if case:
            origins.append(case.document.file)
        meta = _meta(src_uri, markdown, case)
        yield Page(
            src_uri,
            partial(_assemble, templates, src_uri, markdown, case, meta),
            tuple(origins),
            updated.isoformat() if updated else "",
            meta,
        )


def _made(templates: Templates) -> Iterator[Page]:
    """The pages that have none, in each language."""
    newest = _newest(templates.book)
    for one in (one for maker in MAKERS for one in maker(templates.book)):
        updated = one.updated or newest
        for lang in LANGUAGES:
            src_uri = f"{lang}/{one.name}"
            meta = {
                "title": one.title[lang],
                "description": one.description[lang],
                "kind": one.kind,
            }
            yield Page(
                src_uri,
                partial(_make, templates, src_uri, one, meta),
                one.origins,
                updated.isoformat() if updated else "",
                meta,
                one.repeats,
            )


def _make(templates: Templates, src_uri: str, one: Generated, meta: Mapping[str, str]) -> str:
    return _front_matter(meta) + templates.render(one.template, src_uri, **one.context).strip()


def _newest(book: Book) -> dt.date | None:
    return max((case.value.as_of.first for case in book.cases.values()), default=None)


def problem_pages(book: Book, settings: Settings, problems: Sequence[Problem]) -> Iterator[Page]:
    """The same pages, each showing the problems instead, in its own language: what the preview
    shows while data is broken.
    """
    templates = Templates(book, settings)
    origins = {page.src_uri: page.origins for page in _made(templates)}
    for file in book.documents:
        if file.startswith("docs/"):  # those that could not be read, too
            origins[file.removeprefix("docs/")] = (file,)
    reports = {lang: printer.text(problems, book.lines, lang) for lang in LANGUAGES}
    for src_uri in sorted(origins):
        report = reports[address.language(src_uri)]
        meta = {"title": templates.words(src_uri).label("problems-title")}
        render = partial(_problems, templates, src_uri, report, meta)
        yield Page(src_uri, render, origins[src_uri], "", meta)


def _problems(templates: Templates, src_uri: str, report: str, meta: dict[str, str]) -> str:
    return _front_matter(meta) + templates.render("problems.md.j2", src_uri, report=report)


def case_of(book: Book, src_uri: str) -> Found[Case] | None:
    """The case that a page is about, if any."""
    folder, _, name = src_uri.partition("/cases/")
    return book.cases.get(name.removesuffix(".md")) if folder else None


def _meta(src_uri: str, markdown: Markdown, case: Found[Case] | None) -> dict[str, str]:
    """Title, description and kind of a page: those of the case, or those in its front matter."""
    lang = address.language(src_uri)
    if case:
        title, description = case.value.title[lang], case.value.subtitle[lang]
        return {"title": title, "description": description, "kind": "case"}
    meta = {key: markdown.meta[key] for key in ("title", "description") if key in markdown.meta}
    return meta | {"kind": "home" if src_uri == f"{lang}/index.md" else "page"}


def _assemble(
    templates: Templates,
    src_uri: str,
    markdown: Markdown,
    case: Found[Case] | None,
    meta: dict[str, str],
) -> str:
    """The whole Markdown of a page: a case around its story, or a page with its parts."""
    if case:
        render = partial(templates.render, "mark.j2", src_uri, case=case)
        text, cited = mark(markdown.body, lambda **facts: render(**facts).strip())
        story = _one_level_down(text)
        body = templates.render("case.md.j2", src_uri, case=case, story=story, cited=cited)
        return f"{_front_matter(meta)}{body.strip()}\n"
    text, notes = cite(markdown.body)
    body = _with_parts(templates, src_uri, text)
    foot = templates.render("notes.md.j2", src_uri, cited=notes) if notes else ""
    return f"{_front_matter(meta)}{body.strip()}\n\n{foot}"


def _one_level_down(text: str) -> str:
    """The text with its headings one level lower, to stand below the heading of the story."""
    return "".join(
        re.sub(r"^(#+ )", r"#\1", piece, flags=re.MULTILINE) if prose else piece
        for prose, piece in outside_code(text)
    )


def _with_parts(templates: Templates, src_uri: str, text: str) -> str:
    """The text with each `<!-- casebook: name -->` replaced by the part of that name."""
    out = []
    for prose, piece in outside_code(text):
        lines = piece.split("\n")
        for index, line in enumerate(lines if prose else []):
            part = PART.match(line.strip())
            if part and part["name"] in templates.parts:
                lines[index] = templates.render(f"parts/{part['name']}.md.j2", src_uri)
        out.append("\n".join(lines))
    return "".join(out)


def _front_matter(meta: Mapping[str, str]) -> str:
    """Front matter as JSON strings, which are YAML; escaped, as the theme prints them unescaped."""
    lines = [
        f"{key}: {json.dumps(escape(value), ensure_ascii=False)}" for key, value in meta.items()
    ]
    return "\n".join(["---", *lines, "---", "", ""])
