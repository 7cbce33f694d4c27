"""A correction: what the casebook got wrong, and what it says now."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .case import ClaimRef
from .values import PartialDate, Record, Ref, Slug, Tag, Text


class Correction(Record):
    """One mistake that readers could see, and its mend. The claims concerned keep their ids."""

    date: Annotated[PartialDate, Field(description="When it was corrected.")]
    case: Annotated[Slug, Ref("case"), Field(description="Id of the case.")]
    claims: Annotated[
        list[ClaimRef], Field(min_length=1, description="Ids of the corrected claims of that case.")
    ]
    kind: Annotated[str, Tag("correction-kind"), Field(description="What kind of mistake it was.")]
    wrong: Annotated[Text, Field(description="What the page said, and should not have said.")]
    right: Annotated[Text, Field(description="What is right, and what the page says now.")]
    since: Annotated[PartialDate, Field(description="Since when the mistake stood on the site.")]
    reported_by: Annotated[
        Text | None,
        Field(
            description="Who reported it, as they wish to be named; left out for someone who "
            "wishes not to be."
        ),
    ] = None
    sources: Annotated[
        list[Annotated[Slug, Ref("source")]],
        Field(min_length=1, description="Ids of the sources that show what is right."),
    ]
