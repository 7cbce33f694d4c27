"""Part of `make format`: writes the JSON Schema files anew."""

from __future__ import annotations

import argparse

from .. import load
from ..editing import schema
from ..problems.message import say
from .terminal import Described, tell

HELP = say("write data/schema/ anew")


def add(parser: argparse.ArgumentParser, described: Described) -> None:
    """Declares that the command takes nothing."""


def run(options: argparse.Namespace) -> int:
    """Writes what differs, and names it."""
    for name in schema.write(load(options.root)):
        tell(say("wrote {name}", name=name), options.lang)
    return 0
