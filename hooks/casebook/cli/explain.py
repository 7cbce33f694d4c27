"""`make explain`: what the code of a problem means."""

from __future__ import annotations

import argparse

from .. import load
from ..pages import explained
from ..pages.escape import visible
from ..pages.explain import explain, likely
from ..problems.message import say
from .terminal import Described, show, warn

HELP = say("say what the code of a problem means")


def add(parser: argparse.ArgumentParser, described: Described) -> None:
    """Declares what the command takes."""
    parser.add_argument("code", help=described(say("such as CB301, in any case")))


def run(options: argparse.Namespace) -> int:
    """Prints the page of a code, or says which code may have been meant."""
    book = load(options.root)
    if problems := [one for one in book.problems if one.place.file == explained.FILE]:
        show(problems, book.lines, options.lang)
        return 1
    if text := explain(book, options.code, options.lang):
        print(text)
        return 0
    warn(say("no problem has the code '{code}'", code=visible(options.code)), options.lang)
    warn(likely(book, options.code, options.lang), options.lang)
    return 2
