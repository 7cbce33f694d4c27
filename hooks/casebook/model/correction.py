"""A correction: what the casebook got wrong, and what it says now."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .case import ClaimRef
from .values import PartialDate, Record, Ref, Slug, Tag, Text


class Correction(Record):
    """One mistake that readers could see, and its mend. The claims concerned keep their ids."""

    date: PartialDate
    case: Annotated[Slug, Ref("case")]
    claims: Annotated[list[ClaimRef], Field(min_length=1)]
    kind: Annotated[str, Tag("correction-kind")]
    wrong: Text
    right: Text
    since: PartialDate
    reported_by: Text | None = None
    sources: Annotated[list[Annotated[Slug, Ref("source")]], Field(min_length=1)]
