"""`make synced`: records that translations are up to date."""

from __future__ import annotations

import argparse

from .. import check, errors, load
from ..editing import synced
from ..editing.synced import UnknownItemError
from ..problems.message import say
from .terminal import Described, show, tell, warn

HELP = say("record that translations are up to date")


def add(parser: argparse.ArgumentParser, described: Described) -> None:
    """Declares what the command takes."""
    about = say("a case or text, such as android/claims/x")
    parser.add_argument("item", nargs="*", help=described(about))
    about = say("someone else has read the items")
    parser.add_argument("--reviewed", action="store_true", help=described(about))


def run(options: argparse.Namespace) -> int:
    """Writes the record, and tells what changed in it and what stays stale."""
    book = load(options.root)
    if problems := errors(check(book)):
        show(problems, book.lines, options.lang)
        return 1
    if options.reviewed and not options.item:
        warn(say("name what was reviewed: ITEM=android/claims/x, or CASE=android"), options.lang)
        return 2
    try:
        made = synced.record(book, options.item, reviewed=options.reviewed)
    except UnknownItemError as error:
        warn(error.args[0], options.lang)
        return 2
    synced.save(book, made)
    for line in synced.told(made):
        tell(line, options.lang)
    return 0
