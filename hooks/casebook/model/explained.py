"""What a problem's code means, with an example that the tests make and mend."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import Line, Record, Text

CODE = r"^CB[1-6][0-9]{2}$"
"""A problem's code; its first digit is its family."""

Code = Annotated[str, Field(pattern=CODE)]


class Edit(Record):
    """A place in one file, as it is when something is wrong and when it is right."""

    file: Line
    right: Line | None = None
    wrong: Line | None = None
    times: Annotated[int, Field(ge=1, le=100000)] = 1
    encoding: Literal["utf-8", "gbk"] = "utf-8"


class Explained(Record):
    """One problem's code: why the rule exists, what to do, and an example."""

    title: Text
    text: Text
    found_by: Literal["check", "build", "links"] = "check"
    example: Annotated[list[Edit], Field(min_length=1)]
    answers: dict[str, Line] = {}


AllExplained = dict[Code, Explained]
"""Code to explanation: `data/problems.yml`."""
