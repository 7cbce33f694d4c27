"""The chain: four links by which an opening defends, each coded with what carries the code.

The marks on `caused` are the tests of process tracing: Stephen Van Evera, Guide to Methods for
Students of Political Science (Cornell University Press, 1997); David Collier, "Understanding
Process Tracing", PS 44 (2011), 823–830, doi:10.1017/S1049096511001429.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import PartialDate, Record, Ref, Slug, Tag, Text

ClaimRef = Annotated[Slug, Ref("claim")]
ActorRef = Annotated[Slug, Ref("actor")]

Code = Literal["yes", "mostly", "little", "no", "unknown"]
Level = Literal["yes", "mostly", "little", "no", "reverse", "unknown"]
Test = Literal["straw", "hoop", "smoking-gun", "doubly-decisive"]
Result = Literal["passed", "failed"]


class Trace(Record):
    """What one claim shows as a test of an explanation, and whether the explanation passed it."""

    claim: ClaimRef
    test: Test
    result: Result


class ChainLink(Record):
    """One link of the chain: how far it held, in one sentence, and the claims for and against."""

    code: Level
    text: Text
    because: list[ClaimRef] = []
    against: list[ClaimRef] = []
    would_tell: Text | None = None


class Cause(Record):
    """The fourth link: how much the opening explains, and the tests on which that rests."""

    code: Code
    text: Text
    tests: list[Trace] = []
    would_tell: Text | None = None


class Chain(Record):
    """The four links of one case, for one named rival or supplier."""

    target: ActorRef
    measure: Text
    earns: Text
    adopted: ChainLink
    eroded: ChainLink
    gained: ChainLink
    caused: Cause


class LaterCode(Record):
    """How a condition was to be coded from a later date on; it stays out of the analysis."""

    since: PartialDate
    code: Code
    note: Text
    claim: ClaimRef | None = None


class Condition(Record):
    """One precondition of the defense, coded as of the day of the decision."""

    condition: Annotated[str, Tag("condition")]
    code: Code
    note: Text
    claim: ClaimRef | None = None
    later: list[LaterCode] = []


class Twice(Record):
    """One link or condition as two coders coded it apart, and how a difference was settled."""

    item: Slug
    first: Level
    second: Level
    settled: Text | None = None


class Coding(Record):
    """A second coding of one case, made from its claims alone."""

    date: PartialDate
    codebook: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+$")]
    coder: Text
    codes: Annotated[list[Twice], Field(min_length=1)]
