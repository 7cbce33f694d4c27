"""The units of translation: every text of the casebook that is written in both languages.

Each has a key that lasts, made of ids. A text of a case is `android/claims/<id>/text`, a section of
its story `cases/android#moat`, one of a page `method#grades`, what stands in its front matter
`method:title`, and a word `vocabulary:play/fork/label`. Positions are used where nothing has an id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model import EN, LANGUAGES, ZH, Record, Text
from ..model.values import other
from ..problems.problem import Place
from ..reading.markdown import Markdown, Section
from ..reading.text import KeyPath
from ..reading.translation_lock import plain

if TYPE_CHECKING:
    from ..reading.book import Book, Found

WEIGHTS = ("counter", "caveat", "core", "context", "label")
"""From what must not be lost to single words. A claim has its own; a `label` is a word."""

PAGES, WORDS = "pages", "words"
"""The homes of what belongs to no case."""

_NAMES = (
    "id", "source", "facet", "hypothesis", "condition", "item", "actor", "slug", "date",
    "since", "kind",
)  # fmt: skip
"""The fields that tell one record of a list from the others, the best first."""

_HEADINGS = {
    "stack": "moat-map",
    "rivals": "rivals",
    "related": "read-next",
    **{
        name: name
        for name in ("summary", "openness", "conditions", "chain", "outcomes", "verdict",
                     "questions", "history")
    },
}  # fmt: skip
"""Where on the two pages of a case a field is shown."""

_TOLD = ("title", "subtitle", "summary", "stack", "verdict", "questions", "related")
"""What stands on the page of the story; all else stands on that of the evidence."""


class Unit(NamedTuple):
    """One text in both languages.

    `en` and `zh` are in plain form, "" where a language lacks the text. `home` is a case's id,
    `PAGES`, or `WORDS`. `page` and `fragment` say where readers find it, such as `about.md` and
    `cite`; what has no page has "". `where` gives its place in a language, or the file that it
    should be in.
    """

    key: str
    weight: str
    en: str
    zh: str
    home: str
    page: str
    fragment: str
    where: Callable[[str], Place]


def units(book: Book) -> Iterator[Unit]:
    """Every unit of the book: cases, then pages, then words, each in the order of its file.

    The words of the interface (`data/labels.yml`) are none: a line holds both languages of one, and
    a missing one stops the build.
    """
    for case in book.cases.values():
        yield from _of_case(case)
    names = {name for uri in book.pages for _, _, name in [uri.partition("/")]}
    for name in sorted(names):
        yield from _of_page(book, name)
    for id, correction in book.corrections.items():
        page = ("corrections.md", f"correction-{id}")
        yield from _of_record(correction, f"corrections:{id}", "context", PAGES, page)
    for id, candidate in book.candidates.items():
        page = ("candidates.md", candidate.value.state)
        yield from _of_record(candidate, f"candidates:{id}", "context", PAGES, page)
    for id, coding in book.codings.items():
        page = ("method.md", "second-coding")
        yield from _of_record(coding, f"codings:{id}", "context", PAGES, page)
    for scheme, tags in book.vocabulary.items():
        for tag, entry in tags.items():
            yield from _of_record(entry, f"vocabulary:{scheme}/{tag}", "label", WORDS, ("", ""))
    for id, term in book.terms.items():
        page = ("glossary.md", f"term-{id}")
        yield from _of_record(term, f"terms:{id}", "label", WORDS, page)
    for id, series in book.series.items():
        yield from _of_record(series, f"series:{id}", "label", WORDS, ("", ""))


def _of_case(case: Found[Any]) -> Iterator[Unit]:
    for path, key, text in texts(case, case.id):
        top, weight, fragment = path[0], "context", _HEADINGS.get(str(path[0]), "top")
        told = top in _TOLD or case.value.is_note
        page = f"cases/{case.id}.md" if told else f"cases/{case.id}/evidence.md"
        if top == "claims":
            claim = case.value.claims[path[1]]
            weight, fragment = claim.weight, f"claim-{claim.id}"
        elif top == "predictions":
            fragment = f"prediction-{case.value.predictions[path[1]].id}"
        elif top in ("summary", "chain", "verdict"):
            weight = "core"
        place = partial(case.place, *path)
        yield Unit(key, weight, *_plain(text), case.id, page, fragment, place)


def _of_record(
    record: Found[Any], prefix: str, weight: str, home: str, page: tuple[str, str]
) -> Iterator[Unit]:
    for path, key, text in texts(record, prefix):
        place = partial(record.place, *path)
        yield Unit(key, weight, *_plain(text), home, *page, place)


def _plain(text: Text) -> tuple[str, str]:
    """What is written in English and in Chinese, in plain form; "" for what is to be translated."""
    return plain(text.written(EN)), plain(text.written(ZH))


def texts(record: Found[Any], prefix: str) -> Iterator[tuple[KeyPath, str, Text]]:
    """Every text of a record, with its path and its key, which begins with `prefix`."""
    keys: dict[KeyPath, str] = {(): prefix}
    taken: set[str] = set()

    def key(path: KeyPath) -> str:
        if path not in keys:
            step = path[-1]
            keys[path] = f"{key(path[:-1])}/{step + 1 if isinstance(step, int) else step}"
        return keys[path]

    for path, value, _ in record.parts:
        if isinstance(value, Text):
            yield path, key(path), value
        elif path and isinstance(path[-1], int) and isinstance(value, Record):
            if name := _name(value):
                made = first = f"{key(path[:-1])}/{name}"
                count = 1
                while made in taken:
                    count += 1
                    made = f"{first}~{count}"
                keys[path] = made
            taken.add(key(path))


def _name(record: Record) -> str:
    """What tells a record from the others in its list; "" where nothing does."""
    values = vars(record)  # asking a model for a field that it lacks takes long
    return next((str(value) for name in _NAMES if (value := values.get(name))), "")


def _of_page(book: Book, name: str) -> Iterator[Unit]:
    """The front matter and the sections of a page or story, each language beside the other."""
    pages = {lang: book.pages.get(f"{lang}/{name}") for lang in LANGUAGES}
    stem = name.removesuffix(".md")
    folder, _, slug = stem.rpartition("/")
    case = folder == "cases" and slug in book.cases
    home, weight = (slug, "core") if case else (PAGES, "context")

    def where(lang: str, field: str = "", id: str = "") -> Place:
        """The place of a field or a section, else the file, in the other language if need be."""
        page = pages[lang] or pages[other(lang)]
        sections = _sections(page)
        if page and field:
            return page.document.place(field)
        return sections[id].heading.place if id in sections else Place(f"docs/{lang}/{name}")

    for field in ("title", "description"):
        left, right = (plain(page.meta.get(field, "")) if page else "" for page in pages.values())
        if left or right:
            yield Unit(
                f"{stem}:{field}", weight, left, right, home, name, "top",
                partial(where, field=field),
            )  # fmt: skip
    ours, theirs = (_sections(pages[lang]) for lang in LANGUAGES)
    for id in [*ours, *(id for id in theirs if id not in ours)]:
        left, right = (plain(_prose(sections.get(id))) for sections in (ours, theirs))
        if left or right:
            yield Unit(
                f"{stem}#{id}", "counter" if case and id == "against" else weight,
                left, right, home, name, id or "top", partial(where, id=id),
            )  # fmt: skip


def _sections(page: Markdown | None) -> dict[str, Section]:
    """The sections of a page by the id of their heading; without a page, none."""
    return {section.heading.id: section for section in page.sections} if page else {}


def _prose(section: Section | None) -> str:
    """What a section says, its heading set off: without code, citations, and addresses, which need
    no translating.
    """
    if not section:
        return ""
    lines = [text for text, _ in section.text]
    if section.heading.level and len(lines) > 1:
        lines.insert(1, "·")
    return " ".join(lines)
