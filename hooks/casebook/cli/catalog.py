"""Part of `make format`: gathers anew what there is to translate."""

from __future__ import annotations

import argparse

from ..problems import catalog
from ..problems.message import say
from .terminal import Described, tell

HELP = say("write the catalogs of translations anew")


def add(parser: argparse.ArgumentParser, described: Described) -> None:
    """Declares that the command takes nothing."""


def run(options: argparse.Namespace) -> int:
    """Writes what differs, and names it."""
    for name in catalog.write():
        tell(say("wrote {name}", name=name), options.lang)
    return 0
