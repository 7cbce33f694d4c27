"""`make check`: everything that is wrong in `data/` and `docs/`, for people and for tools."""

from __future__ import annotations

import argparse

from .. import check, errors, load
from ..method.translation import compare, counted
from ..problems import printer
from ..problems.message import say
from .terminal import Described, show, tell

FORMATS = ("text", "json", "github")

HELP = say("check data/ and docs/")


def add(parser: argparse.ArgumentParser, described: Described) -> None:
    """Declares what the command takes."""
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help=described(say("for people, for tools, or for GitHub's notes on the lines")),
    )
    parser.add_argument(
        "--release",
        action="store_true",
        help=described(say("take grave warnings for errors, as a release does")),
    )


def run(options: argparse.Namespace) -> int:
    """Checks, and says what was found. JSON stands alone on standard output."""
    book = load(options.root)
    problems = check(book, release=options.release)
    if options.format == "json":
        print(printer.as_json(problems))
        return 1 if errors(problems) else 0
    if not problems:
        tell(say("no problems in {files} files", files=len(book.documents)), options.lang)
    elif options.format == "github":
        print(printer.as_github(problems, options.lang))
        print(printer.silenced(printer.text(problems, book.lines, options.lang)))
    else:
        show(problems, book.lines, options.lang)
    for line in counted(compare(book)):
        tell(line, options.lang)
    return 1 if errors(problems) else 0
