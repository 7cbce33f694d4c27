"""The pages of the site as a stream of Markdown, one language each, for whatever builds them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from itertools import product
from typing import Any

from ..method.edition import Edition
from ..method.enriched import EnrichedCase
from ..model import address, names_a_page
from ..problems import printer
from ..problems.problem import Problem
from ..reading.markdown import PARTS, Markdown, marked, outside_code
from ..reading.markdown_form import PART
from . import parts, play, views
from .case import evidence_facts, note_facts
from .case import facts as case_facts
from .context import Context
from .generated import Maker

MAKERS: tuple[Maker, ...] = (play.pages, views.then_pages, views.parallel_pages)
"""What makes the pages that no Markdown file stands for. A file of the same name takes the place of
such a page.
"""

PROBLEMS = "problems.md.j2"
"""The template of a page that shows problems in place of its own."""

Contexts = Mapping[str, Context]
"""The context of each language."""


@dataclass(frozen=True)
class Page:
    """One page in one language: a template, a context, and what else the template is given.

    `src_uri` is its name as if it lay in `docs/`; `facts` are gathered when the page is made;
    `origins` are the files, relative to the root, that someone edits to change it, the first of
    them the one that the edit link names; `updated` is an ISO 8601 day, or ""; `meta` its title,
    description and kind as plain text; `repeats` says that it only shows what stands elsewhere, so
    that the search passes it by.
    """

    src_uri: str
    context: Context
    template: str
    facts: Callable[[], Mapping[str, Any]]
    origins: tuple[str, ...]
    updated: str
    meta: Mapping[str, str]
    repeats: bool = False

    @cached_property
    def markdown(self) -> str:
        """The whole Markdown, front matter included; made when it is first asked for."""
        body = self.context.render(self.template, self.src_uri, **self.facts())
        return f"{_front_matter(self.meta)}{body.strip()}\n"

    def keep(self, markdown: str) -> None:
        """Takes its Markdown as it was made before, and is not made again."""
        self.__dict__["markdown"] = markdown

    @property
    def case(self) -> EnrichedCase | None:
        """The case that the page is about: it tells of it, or shows its evidence."""
        id = address.case_id(self.src_uri) or address.evidence_of(self.src_uri)
        return self.context.edition.case.get(id)

    @property
    def url(self) -> str:
        """The page's address relative to the site's root."""
        return address.url(self.src_uri)


def pages(contexts: Contexts) -> Iterator[Page]:
    """Every page of the book, in the order of its file name.

    Works on a book with problems too: what does not resolve is left out.
    """
    made = {page.src_uri: page for page in _made(contexts)}
    made |= {page.src_uri: page for page in (*_of_cases(contexts), *_written(contexts))}
    yield from (made[src_uri] for src_uri in sorted(made))


def _written(contexts: Contexts) -> Iterator[Page]:
    """The pages that have a Markdown file."""
    edition = _edition(contexts)
    for src_uri, markdown in edition.book.pages.items():
        context = contexts[address.language(src_uri)]
        if address.case_id(src_uri) not in edition.case:
            meta, facts = _meta(src_uri, markdown), partial(_facts, context, src_uri, markdown)
            origins = (markdown.document.file,)
            yield Page(src_uri, context, "page.md.j2", facts, origins, _newest(edition), meta)


def _of_cases(contexts: Contexts) -> Iterator[Page]:
    """The pages of each case in each language, whether its story is written in it or not."""
    cases = [case for case in _edition(contexts).case.values() if names_a_page(case.id)]
    for case, (lang, context) in ((case, entry) for case in cases for entry in contexts.items()):
        src_uri, updated = f"{lang}/{case.page}", case.as_of.first.isoformat()
        described = case.subtitle.written(lang) or context.words.label("to-be-translated")
        meta = {"title": case.title[lang], "description": described}
        if case.is_note:
            facts = partial(note_facts, context, src_uri, case)
            meta["kind"] = "note"
            yield Page(src_uri, context, "note.md.j2", facts, (case.file,), updated, meta)
            continue
        story = context.edition.book.story(lang, case.id)
        facts = partial(case_facts, context, src_uri, case, story)
        origins = (story.document.file, case.file) if story else (case.file,)
        meta["kind"] = "case"
        yield Page(src_uri, context, "case.md.j2", facts, origins, updated, meta)
        yield _evidence(context, case, story)


def _evidence(context: Context, case: EnrichedCase, story: Markdown | None) -> Page:
    """The page of all that a case rests on."""
    label, lang = context.words.label, context.lang
    title = label("evidence-title", title=case.title[lang])
    meta = {"title": title, "description": label("evidence-description"), "kind": "evidence"}
    src_uri = f"{lang}/{case.evidence_page}"
    facts = partial(evidence_facts, context, src_uri, case, story)
    updated = case.as_of.first.isoformat()
    return Page(src_uri, context, "evidence.md.j2", facts, (case.file,), updated, meta)


def _made(contexts: Contexts) -> Iterator[Page]:
    """The pages that have none, in each language."""
    edition = _edition(contexts)
    for page in (page for maker in MAKERS for page in maker(edition)):
        updated = page.updated.isoformat() if page.updated else _newest(edition)
        for lang, context in contexts.items():
            meta = {
                "title": page.title[lang],
                "description": page.description[lang],
                "kind": page.kind,
            }
            yield Page(
                f"{lang}/{page.name}",
                context,
                page.template,
                partial(dict, page.facts),
                page.origins,
                updated,
                meta,
                page.repeats,
            )


def _edition(contexts: Contexts) -> Edition:
    return next(iter(contexts.values())).edition


def _newest(edition: Edition) -> str:
    """The newest day of any case; "" where there is none."""
    return max((case.as_of.first.isoformat() for case in edition.case.values()), default="")


NEEDED = ("data/labels.yml", "data/vocabulary.yml")
"""Files without which no page has its words."""


def preview_pages(
    contexts: Contexts, made: Iterable[Page], problems: Sequence[Problem]
) -> Iterator[Page]:
    """The pages that are `made` of broken data: those that can be, and in place of the others the
    problems.
    """
    book = _edition(contexts).book
    shown = {page.src_uri: page for page in problem_pages(contexts, problems)}
    for page in () if book.lacks(*NEEDED) else made:
        id = address.case_id(page.src_uri) or address.evidence_of(page.src_uri)
        if not {*page.origins, f"data/cases/{id}.yml"} & book.broken and _can_be_made(page):
            shown[page.src_uri] = page
    yield from (shown[src_uri] for src_uri in sorted(shown))


def _can_be_made(page: Page) -> bool:
    try:
        return bool(page.markdown)
    except Exception:  # noqa: BLE001 -- whatever broken data makes a template stumble over
        return False


def problem_pages(contexts: Contexts, problems: Sequence[Problem]) -> Iterator[Page]:
    """The same pages, each showing the problems instead, in its own language."""
    book = _edition(contexts).book
    origins = {page.src_uri: page.origins for page in pages(contexts)}
    for file in book.broken:
        if file.startswith("docs/"):
            origins[file.removeprefix("docs/")] = (file,)
        elif file.startswith("data/cases/"):
            for lang, end in product(contexts, (".md", "/evidence.md")):
                uri = f"{lang}/cases/{file[len('data/cases/') : -len('.yml')]}{end}"
                origins[uri] = (file,)
    reports = {lang: printer.text(problems, book.lines, lang) for lang in contexts}
    for src_uri in sorted(origins):
        lang = address.language(src_uri)
        meta = {"title": contexts[lang].words.label("problems-title")}
        facts: Mapping[str, Any] = {"report": reports[lang]}
        yield Page(
            src_uri,
            contexts[lang],
            PROBLEMS,
            partial(dict, facts),
            origins[src_uri],
            "",
            meta,
        )


def _meta(src_uri: str, markdown: Markdown) -> dict[str, str]:
    """Title, description and kind of a page, as its front matter has them."""
    lang = address.language(src_uri)
    meta = {key: markdown.meta[key] for key in ("title", "description") if key in markdown.meta}
    return meta | {"kind": "home" if src_uri == f"{lang}/index.md" else "page"}


def _facts(context: Context, src_uri: str, markdown: Markdown) -> Mapping[str, Any]:
    """What a page that people write shows: its text with its parts, and the sources it cites."""
    text, ids = marked(markdown.body, lambda name, _: f"[^{name}]")  # a footnote of Markdown
    return {"body": _with_parts(context, src_uri, text), "cited": context.edition.find(ids)}


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
