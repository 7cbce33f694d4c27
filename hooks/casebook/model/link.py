"""Addresses outside the site: what each answered, and which answers we know better than."""

from __future__ import annotations

from typing import Literal

from .values import Line, PartialDate, Record

LinkStatus = Literal["ok", "moved", "blocked", "dead", "unknown"]


class Link(Record):
    """What one address answered when `make links` last asked. Written by that command."""

    status: LinkStatus
    checked: PartialDate
    reason: Line | None = None
    final: Line | None = None
    since: PartialDate | None = None
    archives: list[Line] = []


class Allowed(Record):
    """An address or host that fails for programs though it opens for people."""

    reason: Line


Links = dict[str, Link]
"""The ledger of outside addresses: `data/links.yml`."""

AllowedLinks = dict[str, Allowed]
"""Address or host to the reason why its failure is set aside: `data/links-allowed.yml`."""
