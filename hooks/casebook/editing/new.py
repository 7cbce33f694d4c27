"""What `make new` writes: the note that a case begins as, the forms and the story that it grows
into, and the skeleton of a source.

In a form, what is to be replaced stands in <angle brackets> or is `…`: no check lets either pass.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from ..model import EN, LANGUAGES, RESERVED, SLUG, Case, Claim, Evidence, PartialDate, Source
from ..model.fields import Field, fields
from ..model.files import shape_of
from ..pages.context import Settings, contexts
from ..problems.message import RefusedError, say
from ..problems.problem import Problem
from ..reading.book import Book
from ..reading.shape import parse
from ..reading.text import Document
from ..reading.web_address import bare, fault, untracked
from ..reading.yaml_tree import build
from ..rules.cases import DECIDED, OPEN, WANTED

SCHEMA = "# yaml-language-server: $schema=../schema/sources.schema.json\n"
"""The first line of a file of sources, by which editors know its fields."""
GIVEN = (
    "type", "title", "author", "issued", "accessed", "publisher", "language", "kind", "party_to",
    "read",
)  # fmt: skip
"""The fields of a source that can be given on the command line."""

_CODED = ("type", "issued", "accessed", "language", "kind", "read")
"""Fields whose values are words of a code or dates, which stand without quotes."""
_WORD = re.compile(r"(?!(?:yes|no|on|off|null|true|false)$)[a-z][a-z-]*|[0-9]{4}(-[0-9]{2}){0,2}")
_SECOND_LEVEL = ("ac", "co", "com", "edu", "gov", "net", "org")
_NOISE = frozenset({"a", "an", "and", "for", "how", "in", "is", "of", "on", "the", "to", "why"})
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)", re.IGNORECASE)


def note(book: Book, slug: str, today: PartialDate, lang: str) -> dict[str, str]:
    """The file of a new case, which begins as a note in one language, by its path relative to the
    root.

    Raises RefusedError for what is no id, or for an id that is taken or too like one that is.
    """
    refuse_no_id(slug)
    if slug in RESERVED:
        raise RefusedError(say("slug-reserved", slug=slug))
    file, page = f"data/cases/{slug}.yml", f"{lang}/cases/{slug}.md"
    for taken in (file, *(f"docs/{each}/cases/{slug}.md" for each in LANGUAGES)):
        if (book.root / taken).exists():
            raise RefusedError(say("file-is-there", file=taken))
    bare_ids = {id.replace("-", ""): id for id in sorted(book.cases)}
    for close in get_close_matches(slug.replace("-", ""), bare_ids, n=1, cutoff=0.88):
        raise RefusedError(say("slug-too-like", slug=slug, like=bare_ids[close]))
    facts = {
        "slug": slug,
        "today": today,
        "decided": DECIDED,
        "quoted": quoted,
        "purpose": {
            f"{model.__name__}.{name}": _remark(field, book, lang)
            for model in (Case, Claim, Evidence)
            for name, field in fields(model).items()
        },
    }
    context = contexts(book, Settings())[lang]
    return {file: context.render(f"new/note.{lang}.yml.j2", page, **facts)}


def grown(book: Book, slug: str, lang: str) -> dict[str, str]:
    """What a case that is to be more than a note has no room for yet: a form for each field that is
    not there, in its place, and the story in `lang`, if there is none in any language.
    """
    case = book.cases[slug]
    if case.value.is_note or all(getattr(case.value, name) for name in WANTED):
        return {}
    context, files = contexts(book, Settings())[lang], {}
    lines, file = list(case.document.lines), case.document.file
    before = max((number for number, line in enumerate(lines, 1) if line.strip()), default=0)
    for name, field in reversed(fields(Case).items()):
        own = re.compile(rf"(?:# )?{name}:")
        at = next((number for number, line in enumerate(lines) if own.match(line)), None)
        if at is None:
            lines[before:before] = [f"# {line}" for line in _form(field, book, lang)]
        else:
            before = at
    if lines != case.document.lines:
        files[file] = "\n".join(lines)
    if not any(book.story(each, slug) for each in LANGUAGES):
        page = f"{lang}/cases/{slug}.md"
        files[f"docs/{page}"] = context.render(f"new/story.{lang}.md.j2", page)
    return files


def refuse_no_id(slug: str) -> None:
    """Raises RefusedError for what is no id."""
    if not re.fullmatch(SLUG, slug):
        raise RefusedError(say("slug-refused", slug=slug))


def source(
    book: Book,
    url: str,
    given: Mapping[str, str],
    today: PartialDate,
    *,
    id: str = "",
    lang: str = EN,
) -> tuple[str, str, list[str]]:
    """The id and the record of a new source, and the tracking parameters that its address loses.

    What is `given` is taken as it is (`faults` judges it), and what is not stands there as a
    comment. Raises RefusedError for an address or id that is listed already.
    """
    try:
        clean, gone = untracked(url.strip())
    except ValueError as error:
        raise RefusedError(say("not-an-address", address=url)) from error
    if fault(clean) == "not-an-address":
        raise RefusedError(say("not-an-address", address=url))
    same = (listed for listed in book.sources.values() if bare(listed.value.URL) == bare(clean))
    if known := next(same, None):
        place = known.key()
        where = {"file": place.file, "line": place.line}
        raise RefusedError(say("source-listed-already", id=known.id, **where))
    values: dict[str, str] = {"accessed": str(today), **given, "URL": clean}
    if doi := _DOI.fullmatch(clean):
        values["DOI"] = unquote(doi[1])
    id = id or _id(book, values)
    refuse_no_id(id)
    if id in book.sources:
        raise RefusedError(say("id-twice", id=id))
    lines = [f"{id}:"]
    for name, field in fields(Source).items():
        if values.get(name):
            lines.append(f"  {name}: {_written(field, values[name])}")
        else:
            lines += [f"  # {line}" for line in _form(field, book, lang)]
    return id, "\n".join(lines) + "\n", gone


def faults(file: str, before: str, record: str) -> tuple[list[Problem], list[str]]:
    """What the check would say of the values in a record behind the text `before` in its file, and
    the lines of that file. What is not given yet is no fault.
    """
    text = before + record
    document = Document(file, text.split("\n"))
    build(document, text)
    parse(document, shape_of(file))
    first = before.count("\n")
    own = (problem for problem in document.problems if problem.place.line > first)
    return [problem for problem in own if problem.key != "field-missing"], document.lines


def _written(field: Field, text: str) -> str:
    """A value given as text, as it stands in the record. Of authors such as `Xu, Kevin; Meta` a
    person has a comma, a body has none.
    """
    if field.name == "party_to":
        return f"[{', '.join(map(quoted, text.replace(',', ' ').replace(';', ' ').split()))}]"
    if field.name == "author":
        authors = []
        for author in filter(None, map(str.strip, text.split(";"))):
            family, comma, first = (part.strip() for part in author.partition(","))
            authors.append(
                f"{{family: {quoted(family)}, given: {quoted(first)}}}"
                if comma
                else f"{{literal: {quoted(family)}}}"
            )
        return f"[{', '.join(authors)}]"
    return text if field.name in _CODED and _WORD.fullmatch(text) else quoted(text)


def quoted(text: object) -> str:
    """Text as a YAML value in double quotes, on one line."""
    written = json.dumps(str(text), ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in written)


def _id(book: Book, values: Mapping[str, str]) -> str:
    """An id that is not taken: publisher or host, year, and two words of the title or address."""
    parts = urlsplit(values["URL"])
    publisher = _words(values.get("publisher", "").removeprefix("The "))
    host = [label for label in (parts.hostname or "").split(".")[:-1] if label not in _SECOND_LEVEL]
    first = publisher[:1] if len(publisher) <= 2 else []
    first = first or _words("".join(host[-1:]))
    title = values.get("title") or parts.path.rstrip("/").rpartition("/")[2]
    rest = [word for word in _words(title) if word not in {*_NOISE, *first}]
    pieces = [first[:1] or ["source"], _words(values.get("issued", ""))[:1], rest[:2]]
    stem = "-".join(word for piece in pieces for word in piece)
    numbered = (f"{stem}-{number}" for number in range(2, len(book.sources) + 3))
    return next(id for id in (stem, *numbered) if id not in book.sources)


def _words(text: str) -> list[str]:
    """The words of a text in lower-case Latin letters without accents, and its numbers."""
    plain = unicodedata.normalize("NFKD", text).replace("'", "").replace("’", "").lower()
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def _remark(field: Field, book: Book, lang: str) -> str:
    """What a field is for, and which values it, or each of its items, takes."""
    return f"{field.description[lang]} {' | '.join(_choices(field, book))}".strip()


def _choices(field: Field, book: Book) -> tuple[str, ...]:
    return field.values or tuple(book.vocabulary.get(field.of, {}) if field.kind == "tag" else ())


def _form(field: Field, book: Book, lang: str) -> Iterator[str]:
    """The lines of a field with everything below it, ready to be filled in."""
    remark = f"  # {field.description[lang]}"
    if field.kind == "record" and field.model:
        yield f"{field.name}:{remark}"
        lines = [line for part in fields(field.model).values() for line in _form(part, book, lang)]
        lead = "  - " if field.many else "  "
        for line in lines:
            yield f"{lead}{line}"
            lead = " " * len(lead)
    elif field.many and field.kind == "both":
        yield f"{field.name}:{remark}"
        yield f"  - {_blank(field, book, lang)}"
    else:
        value = _blank(field, book, lang)
        yield f"{field.name}: {f'[{value}]' if field.many else value}{remark}"


def _blank(field: Field, book: Book, lang: str) -> str:
    """What stands in the place of a value."""
    match field.kind:
        case "both":
            return f'{{{lang}: "{OPEN}"}}'
        case "date":
            return "<2014 | 2014-06 | 2014-06-06>"
        case "id-of":
            return "<actor>" if field.of == "any-actor" else f"<{field.of}>"
        case "id":
            return "<id>"
        case _:
            values = _choices(field, book)
            return f"<{' | '.join(values)}>" if values else f'"{OPEN}"'
