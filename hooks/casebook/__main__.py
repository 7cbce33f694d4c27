"""The command line: `python -m casebook check`, and the other verbs of the Makefile."""

from __future__ import annotations

import argparse
import io
import os
import sys
from importlib import import_module
from pathlib import Path

from .model import LANGUAGES
from .problems.language import language
from .problems.message import Message, say, translate

VERBS = ("check", "explain", "new", "format", "synced", "schema", "catalog", "links", "publish")
"""Each is a module of `command`."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code is 1 when something is wrong, 2 when it was asked in vain."""
    given = sys.argv[1:] if arguments is None else arguments
    lang = language(os.environ)

    def described(message: Message) -> str:
        return translate(message, lang).replace("%", "%%")

    parser = argparse.ArgumentParser(prog="casebook")
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help=described(say("the project's folder"))
    )
    spoken = argparse.ArgumentParser(add_help=False)
    spoken.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=lang,
        help=described(say("the language to say it in; else that of the environment")),
    )
    commands = parser.add_subparsers(dest="command", required=True)
    # Only what is asked for is loaded: some verbs need much that a check can do without.
    for verb in [one for one in given if one in VERBS][:1] or VERBS:
        module = import_module(f".cli.{verb}", __package__)
        made = commands.add_parser(verb, help=described(module.HELP), parents=[spoken])
        module.add(made, described)
        made.set_defaults(run=module.run)
    options = parser.parse_args(given)
    return int(options.run(options))


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):  # whose encoding may lack what is to be said
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever was listening, such as `head`, has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
