"""The verbs of the command line, and what they share: their group, options, and printing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import click

from ..model import LANGUAGES
from ..problems import printer
from ..problems.message import Message, say, translate
from ..problems.printer import language, localized
from ..problems.problem import Problem, errors
from ..reading.book import Book

LANG = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=lambda: language(os.environ),
    show_default=False,
    help=localized(say("option-lang")),
)


VERBS = {
    "build": "site",
    "check": "site",
    "explain": "site",
    "format": "writing",
    "links": "site",
    "list": "site",
    "new": "writing",
    "schema": "writing",
    "stage": "site",
    "synced": "writing",
}
"""The verbs, and the modules of this folder in which they stand."""


class _Verbs(click.Group):
    """Imports the module of a verb when that is asked for: a check needs nothing that writes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's own names
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in VERBS:
            import_module(f".{VERBS[cmd_name]}", __name__)
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path.cwd,
    show_default=False,
    help=localized(say("option-root")),
)
@click.pass_context
def casebook(context: click.Context, root: Path) -> None:
    """Open Source as Defense · 开源打防守"""
    context.obj = root


def tell(message: Message, lang: str, *, err: bool = False) -> None:
    """Prints what was done or, as `err`, what went wrong or is no result of the command."""
    print(translate(message, lang), file=sys.stderr if err else sys.stdout)


def show(problems: Iterable[Problem], book: Book, lang: str) -> int:
    """Reports problems; returns the exit code."""
    listed = list(problems)
    print(printer.text(listed, book.lines, lang), file=sys.stderr)
    return 1 if errors(listed) else 0
