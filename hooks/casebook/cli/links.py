"""`make links`: asks every address outside the site, and writes the ledger."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter

from .. import check, errors, load
from ..links import lychee
from ..method import link_ledger
from ..model import PartialDate
from ..problems.message import say
from ..problems.problem import listing
from .terminal import Described, show, tell, warn

HELP = say("ask every address outside the site, and write the ledger")


def add(parser: argparse.ArgumentParser, described: Described) -> None:
    """Declares that the command takes nothing."""


def run(options: argparse.Namespace) -> int:
    """Asks, writes, and says what a person must see to."""
    book, lang = load(options.root), options.lang
    if problems := errors(check(book)):
        show(problems, book.lines, lang)
        return 1
    asked = link_ledger.addresses(book)
    warn(say("asking {number} addresses, which takes some minutes …", number=len(asked)), lang)
    try:
        answers = lychee.ask(asked, options.root / "lychee.toml")
    except lychee.LycheeError as error:
        warn(error.args[0], lang)
        return 1
    if not any(answer.code for answer in answers.values()):
        tell(
            say("no address answered at all: is there a network? The ledger stays as it was"),
            lang,
        )
        return 1
    today = PartialDate.parse(dt.datetime.now(dt.UTC).date().isoformat())
    ledger = link_ledger.renew(book, answers, today)
    (options.root / link_ledger.FILE).write_text(link_ledger.text(ledger), "utf-8")
    count = Counter(link.status for link in ledger.values())
    counted = (
        say("{number} {status}", number=number, status=status)
        for status, number in sorted(count.items())
    )
    tell(listing(counted), lang)
    if problems := link_ledger.problems(book, ledger, answers):
        show(problems, book.lines, lang)
    return 1 if errors(problems) else 0
