"""A case: one company, one opened layer, what came of it, and how anyone knows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .chain import ActorRef, Chain, ClaimRef, Condition, Trace
from .claim import Claim, State
from .values import PartialDate, Record, Ref, Slug, Tag, Text

Status = Literal["draft", "published", "retired"]
Depth = Literal["core", "brief", "note"]
Margin = Literal["high", "medium", "low", "none"]
Suppliers = Literal["one", "few", "many", "unknown"]
Degree = Literal["open", "partial", "closed"]
StackRole = Literal["profit", "opened", "squeezed", "gained", "untouched"]
MotiveKind = Literal["stated", "admitted", "inferred"]
Party = Literal["initiator", "target", "third-party"]
Effect = Literal["gained", "lost", "mixed", "none", "unknown"]
Strength = Literal["strong", "moderate", "weak"]


class Role(Record):
    """A part that an actor played, and when, where it did not play it throughout."""

    role: Annotated[str, Tag("role")]
    since: PartialDate | None = None
    until: PartialDate | None = None


class Actor(Record):
    """Who took part, and in which roles."""

    id: Slug
    name: Text
    roles: Annotated[list[Role], Field(min_length=1)]

    def has_role(self, *tags: str) -> bool:
        """Whether the actor has one of these roles, at whatever time."""
        return any(role.role in tags for role in self.roles)


class Position(Record):
    """Who holds a layer at one time, how open it is, and what binds or costs its users.

    A margin is told only where a claim shows it.
    """

    holders: list[ActorRef] = []
    others: Text | None = None
    suppliers: Suppliers
    access: Degree
    binds: Text | None = None
    margin: Margin | None = None


class Layer(Record):
    """One layer of the stack before and after; the moat map is drawn from these, top to bottom."""

    layer: Text
    kind: Annotated[str, Tag("layer")]
    role: StackRole
    before: Position
    later: Annotated[Position | None, Field(alias="after")] = None
    change: Text | None = None
    claims: Annotated[list[ClaimRef], Field(min_length=1)]

    @property
    def after(self) -> Position:
        """The layer as of the case's date: as before, where nothing else is told."""
        return self.later or self.before


class Openness(Record):
    """How open one facet was: `since` when it held, `as_of` when we read that it did.

    “Open source?” is never a yes or no.
    """

    facet: Annotated[str, Tag("facet")]
    degree: Degree
    since: PartialDate | None = None
    as_of: PartialDate | None = None
    note: Text
    sources: Annotated[list[Annotated[Slug, Ref("source")]], Field(min_length=1)]

    @property
    def start(self) -> PartialDate | None:
        """The earliest day on which it is known to have held."""
        return self.since or self.as_of


class Event(Record):
    """A claim shown as a dated event on the timeline."""

    event: Annotated[str, Tag("event")]
    claim: ClaimRef


class Motive(Record):
    """A reason that an actor had, stated, admitted or inferred."""

    hypothesis: Annotated[str, Tag("hypothesis")]
    kind: MotiveKind
    actor: ActorRef
    claim: ClaimRef


class Rival(Record):
    """One explanation of why the layer was opened, and the claims that test it; a claim that does
    not bear on it is left out.

    The matrix follows Heuer's analysis of competing hypotheses: what contradicts counts most.
    """

    hypothesis: Annotated[str, Tag("hypothesis")]
    text: Text
    evidence: list[Trace] = []


class Outcome(Record):
    """What the opening did to one of those concerned."""

    party: Party
    actor: ActorRef
    effect: Effect
    strength: Strength
    text: Text
    claims: Annotated[list[ClaimRef], Field(min_length=1)]


class CounterMove(Record):
    """What a target or rival did in return."""

    move: Annotated[str, Tag("counter-move")]
    actor: ActorRef
    claims: Annotated[list[ClaimRef], Field(min_length=1)]


class Verdict(Record):
    """What the author makes of the chain, how sure we are, and what would change our mind.

    `value` is computed from the chain; what stands here must be the same.
    """

    value: Annotated[str, Tag("verdict")]
    confidence: Annotated[str, Tag("confidence")]
    text: Text
    because: Annotated[list[ClaimRef], Field(min_length=1)]
    against: Annotated[list[ClaimRef], Field(min_length=1)]
    would_change: Text


class Prediction(Record):
    """A forecast that someone made, kept to account."""

    id: Slug
    by: Text
    made: PartialDate
    text: Text
    settles: Text
    state: State
    claims: Annotated[list[ClaimRef], Field(min_length=1)]


class Question(Record):
    """A question to the reader, who knows on the day it is asked what an outsider could know."""

    asked: PartialDate
    text: Text


class Selection(Record):
    """Why the case is in the book, and from which list of openings it was taken."""

    frame: Annotated[str, Tag("frame")]
    reason: Text


class Shown(Record):
    """A series that the case shows: what its points say, in a sentence that says no more than
    they do, and the claim whose paragraph in the story it stands beside.
    """

    series: Annotated[Slug, Ref("series")]
    beside: ClaimRef
    finding: Text


class Related(Record):
    """Another case worth reading next."""

    slug: Annotated[Slug, Ref("case")]
    note: Text


class Change(Record):
    """A change of the case that its readers should know of."""

    date: PartialDate
    kind: Annotated[str, Tag("change")]
    text: Text


class Case(Record):
    """A case file: `data/cases/<slug>.yml`. The file name is the id."""

    title: Text
    subtitle: Text
    status: Status
    depth: Depth
    as_of: PartialDate
    decided: PartialDate
    opener_kind: Annotated[str, Tag("opener-kind")] | None = None
    selection: Selection | None = None
    part_of: Annotated[Slug, Ref("case")] | None = None
    summary: Text | None = None
    actors: Annotated[list[Actor], Field(min_length=1)]
    plays: Annotated[list[Annotated[str, Tag("play")]], Field(min_length=1)] = []
    counter_moves: list[CounterMove] = []
    stack: list[Layer] = []
    openness: list[Openness] = []
    claims: list[Claim] = []
    timeline: list[Event] = []
    motives: list[Motive] = []
    rivals: list[Rival] = []
    conditions: list[Condition] = []
    chain: Chain | None = None
    outcomes: list[Outcome] = []
    verdict: Verdict | None = None
    predictions: list[Prediction] = []
    questions: list[Question] = []
    series: list[Shown] = []
    related: list[Related] = []
    history: list[Change] = []

    @property
    def is_note(self) -> bool:
        """Whether it is a note: what beyond its claims may stand in it already is not shown."""
        return self.depth == "note"

    @property
    def must_be_whole(self) -> bool:
        """Whether readers may count on it: with a story, and everything in both languages."""
        return self.status != "draft" and not self.is_note
