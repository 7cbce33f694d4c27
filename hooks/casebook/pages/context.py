"""What every page of one language is made with: the edition, the site, and the words.

A page is a template and a context. All templates may ask for what `Context.names` gives; what one
of them needs besides is given to it by the module that makes its page or part.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from ..method.chain import LINKS, VERDICTS
from ..method.edition import Edition
from ..method.grade import ORDER, TAGS
from ..method.wording import Words, bcp47, words
from ..model import LANGUAGES, Entry, address, other
from ..reading.book import Book
from ..reading.markdown import TEMPLATES
from ..reading.web_address import web_address
from .escape import for_bibtex, for_link_list, for_markdown, one_line, pieces, visible

PLAIN = ("txt.j2", "bib.j2", "ris.j2", "yml.j2")
"""The endings of templates that make plain text."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the pages need to know of the site: `url` is its public address and `edit` the one
    below which a file of the repository can be edited, both with a slash at the end; `report` is
    the form for errors, to which the page's address is added.
    """

    url: str = ""
    edit: str = ""
    report: str = ""

    @classmethod
    def of(cls, site_url: str, repo_url: str, edit_uri: str) -> Settings:
        """From the settings of a builder; `edit_uri` ends in the folder of the texts, `docs/`."""
        repository = repo_url.rstrip("/")
        if not repository:
            return cls(site_url)
        edit = f"{repository}/{edit_uri.removesuffix('docs/')}"
        return cls(site_url, edit, f"{repository}/issues/new?template=error.yml&where=")


@dataclass(frozen=True, slots=True)
class Here:
    """The page that is being made, and the way from it to others."""

    settings: Settings
    src_uri: str

    @property
    def url(self) -> str:
        """Its address, with that of the site before it."""
        return self.settings.url + address.url(self.src_uri)

    @property
    def report(self) -> str:
        """The address of the form for errors, with its own address filled in; "" without one."""
        return self.settings.report and self.settings.report + quote(self.url, safe="")

    def link(self, page: str = "", fragment: str = "") -> str:
        """A link to a page of the same language, such as `cases/android.md`, or within this one."""
        here = address.url(self.src_uri)
        there = address.url(f"{address.language(self.src_uri)}/{page}") if page else here
        hash = f"#{fragment}" if fragment else ""
        return hash if page and hash and there == here else address.relative(here, there) + hash

    def file(self, url: str) -> str:
        """A link to a file of the site, by its address relative to the site's root."""
        return address.relative(address.url(self.src_uri), url)


@dataclass(frozen=True)
class Context:
    """One language of the site."""

    edition: Edition
    settings: Settings
    lang: str

    @cached_property
    def words(self) -> Words:
        """The words of the language."""
        return words(self.edition.book, self.lang)

    def entries(self, scheme: str) -> Mapping[str, Entry]:
        """The tags of a controlled list with their meanings, in order; none where it is unknown."""
        tags = self.edition.book.vocabulary.get(scheme, {})
        return {tag: entry.value for tag, entry in tags.items()}

    def render(self, template: str, src_uri: str, **facts: Any) -> str:
        """The template filled for the page `src_uri`."""
        return environment().get_template(template).render(self.names(src_uri), **facts)

    def names(self, src_uri: str) -> dict[str, Any]:
        """What every template may ask for on the page `src_uri`."""
        here = Here(self.settings, src_uri)
        return {
            "book": self.edition,
            "cases": self.edition.cases,
            "site": self.settings,
            "here": here,
            "link": here.link,
            "lang": self.lang,
            "other": other(self.lang),
            "folder": address.folder(self.lang),
            "bcp47": self.words.bcp47,
            "words": self.words,
            "t": self.words.label,
            "tag": self.words.tag,
            "date": self.words.date,
            "entries": self.entries,
        }


def contexts(book: Book, settings: Settings) -> dict[str, Context]:
    """The context of each language; what is computed of the book is computed once for both."""
    edition = Edition(book)
    _forget_templates(templates_edited())
    return {lang: Context(edition, settings, lang) for lang in LANGUAGES}


def templates_edited() -> int:
    """When a template was last edited, in nanoseconds since 1970."""
    return max(path.stat().st_mtime_ns for path in TEMPLATES.rglob("*.j2"))


@lru_cache(maxsize=1)
def _forget_templates(edited: int) -> None:  # noqa: ARG001 -- once for each time of an edit
    """Has the templates compiled anew when one was changed: a preview lives through edits."""
    cache = environment().cache
    if cache is not None:
        cache.clear()


@cache
def environment() -> Environment:
    """The templates, each compiled once. What they print is escaped unless one says otherwise."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        auto_reload=False,  # else each include would ask the disk
        # Plain text has no markup to escape; each of these templates cleans what it prints.
        autoescape=select_autoescape(disabled_extensions=PLAIN, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        md=for_markdown,
        web=web_address,
        line=one_line,
        bcp47=bcp47,
        bibtex=for_bibtex,
        links=for_link_list,
        visible=visible,
        dedent=textwrap.dedent,
    )
    environment.globals.update(
        GRADES=ORDER, LINKS=LINKS, VERDICTS=VERDICTS, grade_tag=TAGS.__getitem__, pieces=pieces
    )
    return environment
