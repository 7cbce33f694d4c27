"""Addresses outside the site: what each answered, and which answers we know better than."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import Line, PartialDate, Record

LinkStatus = Literal["ok", "moved", "blocked", "dead", "unknown"]


class Link(Record):
    """What one address answered when `make links` last asked. Written by that command."""

    status: Annotated[
        LinkStatus,
        Field(
            description="ok: it opens; moved: it opens at another address for good; blocked: its "
            "server answers, but not to a program; dead: it is gone, or has failed for a month; "
            "unknown: it failed, which may pass."
        ),
    ]
    checked: Annotated[PartialDate, Field(description="The day of the last check.")]
    reason: Annotated[
        Line | None, Field(description="What came instead of the page, in the checker's words.")
    ] = None
    final: Annotated[Line | None, Field(description="Where a moved address leads for good.")] = None
    since: Annotated[
        PartialDate | None, Field(description="The first day of the failures up to now.")
    ] = None
    archives: Annotated[
        list[Line], Field(description="Archived copies that were found once it failed.")
    ] = []


class Allowed(Record):
    """An address or host that fails for programs though it opens for people."""

    reason: Annotated[Line, Field(description="How we know, and when someone last opened it.")]


Links = dict[str, Link]
"""The ledger of outside addresses: `data/links.yml`."""

AllowedLinks = dict[str, Allowed]
"""Address or host to the reason why its failure is set aside: `data/links-allowed.yml`."""
