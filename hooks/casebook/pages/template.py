"""Renders templates: the files in `templates/`, with the words, links and lookups they may use."""

from __future__ import annotations

import textwrap
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    select_autoescape,
)

from ..editing.yaml_print import quoted
from ..method import link_ledger, translation, truth_table
from ..method.grade import Grade
from ..method.translation import compare
from ..model import LANGUAGES
from ..reading.book import Book
from . import address, codebook, correction, difference, explained, play, reference, rulebook
from .escape import for_bibtex, for_link_list, for_markdown, one_line, visible, web_address
from .view import Settings, View
from .wording import Words, words

if TYPE_CHECKING:
    pass

FOLDER = Path(__file__).parents[1] / "templates"
COMPILED = ".build/templates"
"""Where compiled templates are kept, below the project's root."""
PLAIN = ("txt.j2", "bib.j2", "ris.j2", "yml.j2")
"""The endings of templates that make plain text."""


class Templates:
    """The templates of one book. Everything printed is escaped unless a template says otherwise."""

    def __init__(self, book: Book, settings: Settings) -> None:
        self.book = book
        self.settings = settings
        self.environment = _environment(book.root)
        self._words = {lang: words(book, lang) for lang in LANGUAGES}
        self._grades: dict[int, Grade] = {}
        self._compared = cache(partial(compare, book))

    @property
    def parts(self) -> frozenset[str]:
        """The names of the parts that a Markdown page may call for."""
        return frozenset(path.name.removesuffix(".md.j2") for path in FOLDER.glob("parts/*.md.j2"))

    def words(self, src_uri: str) -> Words:
        """The words in the language of a page."""
        return self._words[address.language(src_uri)]

    def render(self, template: str, src_uri: str, **context: Any) -> str:
        """The template filled for the page `src_uri`."""
        view = View(
            self.book, self.settings, src_uri, self.words(src_uri), self._grades, self._compared
        )
        return self.environment.get_template(template).render(
            view=view, t=view.words.label, tag=view.tag, link=view.link, lang=view.lang, **context
        )


@cache
def _environment(root: Path) -> Environment:
    """The one environment of a project: each template is compiled once, which is kept below `root`,
    and again when its file has changed.
    """
    compiled = root / COMPILED
    with suppress(OSError):
        compiled.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled.is_dir() else None,
        loader=FileSystemLoader(FOLDER),
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
        bibtex=for_bibtex,
        links=for_link_list,
        visible=visible,
        dedent=textwrap.dedent,
        yaml=quoted,
    )
    for lender in (
        play,
        codebook,
        truth_table,
        correction,
        link_ledger,
        explained,
        translation,
        difference,
        reference,
        rulebook,
    ):
        environment.globals.update(lender.LENT)
    return environment
