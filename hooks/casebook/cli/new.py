"""`make new`: begins a case, tells what a draft still lacks, or adds a source."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from ..editing import bibliography
from ..editing.checklist import items, missing
from ..editing.dialogue import Dialogue
from ..editing.draft import Refused, draft
from ..editing.interview import Interview
from ..model import PartialDate
from ..problems.message import say
from ..reading.book import Book
from ..reading.loader import load
from .terminal import Described, show, tell, warn

HELP = say("begin a case, or add a source")


def add(parser: argparse.ArgumentParser, described: Described) -> None:
    """Declares what the command takes."""
    kinds = parser.add_subparsers(dest="what", required=True)
    about = say("write the draft of a case, or list what it still lacks")
    kinds.add_parser("case", help=described(about)).add_argument("slug")
    about = say("add a source to the bibliography")
    source = kinds.add_parser("source", help=described(about))
    source.add_argument("url")
    for name in Interview.OPTIONS:
        source.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar="…")


def run(options: argparse.Namespace) -> int:
    """Runs the command; the exit code is 1 when nothing could be written."""
    book = load(options.root)
    today = PartialDate.parse(dt.datetime.now().astimezone().date().isoformat())
    make = _case if options.what == "case" else _source
    try:
        return make(book, options, today)
    except Refused as reason:
        for said in reason.said:
            warn(said, options.lang)
    except (EOFError, KeyboardInterrupt):
        print()
    warn(say("Nothing was written."), options.lang)
    return 1


def _case(book: Book, options: argparse.Namespace, today: PartialDate) -> int:
    slug, lang = options.slug, options.lang
    file = f"data/cases/{slug}.yml"
    needed = {"data/labels.yml", "data/vocabulary.yml", file} & book.broken
    if needed:
        show([one for one in book.problems if one.place.file in needed], book.lines, lang)
        return 1
    if slug in book.cases:
        return _lacks(book, slug, lang)
    for name, text in draft(book, slug, today).items():
        path = Path(book.root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        tell(say("wrote {file}", file=name), lang)
    return _lacks(load(options.root), slug, lang)


def _lacks(book: Book, slug: str, lang: str) -> int:
    """Prints the checklist of a draft."""
    case = book.cases[slug]
    if case.value.status != "draft":
        raise Refused(
            say(
                "{file} is there already, and it is no draft",
                file=case.document.file,
            )
        )
    print()
    if problems := missing(book, slug):
        tell(say("With `status: published`, the checks would say:"), lang)
        for item in items(problems):
            tell(item, lang)
        print()
        tell(say("`make new CASE={slug}` shows what is left of this list.", slug=slug), lang)
    else:
        tell(
            say(
                "Nothing that the checks can see is missing: when a second person has read it, "
                "set `status: published` in {file}.",
                file=case.document.file,
            ),
            lang,
        )
    return 0


def _source(book: Book, options: argparse.Namespace, today: PartialDate) -> int:
    lang = options.lang
    if book.lacks("data/sources/"):
        files = {file for file in book.broken if file.startswith("data/sources/")}
        show([one for one in book.problems if one.place.file in files], book.lines, lang)
        return 1
    given = {name: getattr(options, name) for name in Interview.OPTIONS if getattr(options, name)}
    asking = Dialogue(lang) if sys.stdin.isatty() and sys.stdout.isatty() else None
    interview = Interview(book, given, today, lang, asking)
    for said in interview.address(options.url):
        tell(said, lang)
    id, file, values = interview.hold()
    text, problems = bibliography.appended(book.root / file, file, bibliography.text(id, values))
    if problems:
        show(problems, book.lines, lang)
        return 1
    (book.root / file).write_bytes(text.encode("utf-8"))
    tell(say("wrote {id} to {file}", id=id, file=file), lang)
    tell(
        say(
            "Nothing cites it yet, which `make check` reports as CB311. Cite it in a case, under "
            "`evidence` of a claim, as {{source: {id}, stance: supports, directness: direct}}, or "
            "in a story or page as [@{id}].",
            id=id,
        ),
        lang,
    )
    return 0
