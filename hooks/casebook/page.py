"""The pages of the site as a stream of Markdown, one language each, for whatever builds them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape

from . import address
from .book import Book, Found
from .markdown import PART, Markdown, outside_code
from .model import Case
from .notes import cite
from .template import Settings, Templates


@dataclass(frozen=True)
class Page:
    """One page in one language.

    `src_uri` is its name as if it lay in `docs/`; `render` makes its Markdown; `origins` are the
    files, relative to the root, that someone edits to change it, the first of them the one that the
    edit link names; `updated` is an ISO 8601 day; `meta` its title and description as plain text.
    """

    src_uri: str
    render: Callable[[], str]
    origins: tuple[str, ...]
    updated: str
    meta: Mapping[str, str]

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
    newest = max((case.value.as_of.first for case in book.cases.values()), default=None)
    for src_uri, markdown in sorted(book.pages.items()):
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


def problem_pages(book: Book, settings: Settings, report: str) -> Iterator[Page]:
    """The same pages, each showing the problems instead: what the preview shows while data is
    broken.
    """
    templates = Templates(book, settings)
    for file in sorted(book.documents):
        if file.startswith("docs/"):  # those that could not be read, too
            src_uri = file.removeprefix("docs/")
            meta = {"title": templates.words(src_uri).label("problems-title")}
            render = partial(_problems, templates, src_uri, report, meta)
            yield Page(src_uri, render, (file,), "", meta)


def _problems(templates: Templates, src_uri: str, report: str, meta: dict[str, str]) -> str:
    return _front_matter(meta) + templates.render("problems.md.j2", src_uri, report=report)


def case_of(book: Book, src_uri: str) -> Found[Case] | None:
    """The case that a page is about, if any."""
    folder, _, name = src_uri.partition("/cases/")
    return book.cases.get(name.removesuffix(".md")) if folder else None


def _meta(src_uri: str, markdown: Markdown, case: Found[Case] | None) -> dict[str, str]:
    """Title and description of a page: those of the case, or those in its front matter."""
    if not case:
        return {key: markdown.meta[key] for key in ("title", "description") if key in markdown.meta}
    lang = address.language(src_uri)
    return {"title": case.value.title[lang], "description": case.value.subtitle[lang]}


def _assemble(
    templates: Templates,
    src_uri: str,
    markdown: Markdown,
    case: Found[Case] | None,
    meta: dict[str, str],
) -> str:
    """The whole Markdown of a page: a case around its story, or a page with its parts."""
    text, cited = cite(markdown.body)
    if case:
        body = templates.render("case.md.j2", src_uri, case=case, story=_one_level_down(text))
    else:
        body = _with_parts(templates, src_uri, text)
    notes = templates.render("notes.md.j2", src_uri, case=case, cited=cited) if cited else ""
    return f"{_front_matter(meta)}{body.strip()}\n\n{notes}"


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


def _front_matter(meta: dict[str, str]) -> str:
    """Front matter as JSON strings, which are YAML; escaped, as the theme prints them unescaped."""
    lines = [
        f"{key}: {json.dumps(escape(value), ensure_ascii=False)}" for key, value in meta.items()
    ]
    return "\n".join(["---", *lines, "---", "", ""])
