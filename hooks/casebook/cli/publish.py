"""Part of `make build`: puts a freshly built site in the place of the last one."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..built import publish
from ..problems.message import Message, say
from .terminal import Described, tell, warn

HELP = say("put a freshly built site in the place of the last one")


def add(parser: argparse.ArgumentParser, described: Described) -> None:  # noqa: ARG001
    """Declares what the command takes."""
    parser.add_argument("built", type=Path)
    parser.add_argument("site", type=Path)


def run(options: argparse.Namespace) -> int:
    """Swaps the folders."""
    try:
        publish.publish(options.built, options.site)
    except FileNotFoundError as error:
        if not isinstance(error.args[0], Message):
            raise
        warn(error.args[0], options.lang)
        return 1
    tell(say("the site is in {folder}/", folder=options.site), options.lang)
    return 0
