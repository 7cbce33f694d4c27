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

    file: Annotated[
        Line,
        Field(
            description="The file, relative to the project's root; below site/ for a built page."
        ),
    ]
    right: Annotated[
        Line | None,
        Field(
            description="What stands in the file, word for word, once it is mended; left out where "
            "there is to be no such file."
        ),
    ] = None
    wrong: Annotated[
        Line | None,
        Field(
            description="What stands in its place when it is wrong: the whole file where `right` "
            "is left out. Left out where the file is missing."
        ),
    ] = None
    times: Annotated[
        int, Field(ge=1, le=100_000, description="How often `wrong` stands there in a row.")
    ] = 1
    encoding: Annotated[
        Literal["utf-8", "gbk"], Field(description="How the file is saved when it is wrong.")
    ] = "utf-8"


class Explained(Record):
    """One problem's code: why the rule exists, what to do, and an example."""

    title: Annotated[Text, Field(description="The problem in a few words, without a full stop.")]
    text: Annotated[
        Text,
        Field(
            description="Why the rule exists and what to do, in two to five sentences; `code` is "
            "the only markup."
        ),
    ]
    found_by: Annotated[
        Literal["check", "build", "links"], Field(description="The `make` verb that finds it.")
    ] = "check"
    example: Annotated[
        list[Edit],
        Field(
            min_length=1,
            description="The edits that make the problem, and no other; it is found in the file "
            "of the first.",
        ),
    ]
    answers: Annotated[
        dict[str, Line],
        Field(
            description="What addresses answer to `make links` in the example: a status such as "
            "404, or the address to which they have moved for good."
        ),
    ] = {}


AllExplained = dict[Code, Explained]
"""Code to explanation: `data/problems.yml`."""
