"""A case: one company, one opened layer, what came of it, and how anyone knows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .claim import Claim, State
from .source import Read
from .values import PartialDate, Record, Ref, Slug, Tag, Text

ClaimRef = Annotated[Slug, Ref("claim")]
ActorRef = Annotated[Slug, Ref("actor")]

Status = Literal["draft", "published", "retired"]
Depth = Literal["core", "brief"]
Margin = Literal["high", "medium", "low", "none", "unknown"]
Degree = Literal["open", "partial", "closed"]
StackRole = Literal["profit", "opened", "squeezed", "untouched"]
MotiveKind = Literal["stated", "admitted", "inferred"]
Bearing = Literal["supports", "contradicts", "silent"]
Code = Literal["yes", "partly", "no", "unknown"]
Party = Literal["initiator", "target", "third-party"]
Effect = Literal["gained", "lost", "mixed", "none", "unknown"]
Strength = Literal["strong", "moderate", "weak"]


class Actor(Record):
    """Who took part, in which role."""

    id: Slug
    name: Text
    role: Annotated[str, Tag("role")]


class Position(Record):
    """Who holds a layer at one time, how much it earns there, and how open it is."""

    holder: Text
    margin: Margin
    access: Degree


class Layer(Record):
    """One layer of the stack before and after; the moat map is drawn from these, top to bottom."""

    layer: Text
    kind: Annotated[str, Tag("layer")]
    role: StackRole
    before: Position
    after: Position
    claims: Annotated[list[ClaimRef], Field(min_length=1)]


class Openness(Record):
    """How open one facet was from a date on. “Open source?” is never a yes or no."""

    facet: Annotated[str, Tag("facet")]
    degree: Degree
    as_of: PartialDate
    note: Text
    sources: Annotated[list[Annotated[Slug, Ref("source")]], Field(min_length=1)]


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


class Cell(Record):
    """How one claim bears on one explanation."""

    claim: ClaimRef
    reading: Bearing


class Rival(Record):
    """One explanation of why the layer was opened, read against the same claims as the others.

    The matrix follows Heuer's analysis of competing hypotheses: what contradicts counts most.
    """

    hypothesis: Annotated[str, Tag("hypothesis")]
    text: Text
    evidence: Annotated[list[Cell], Field(min_length=1)]


class Condition(Record):
    """One precondition of the defense, coded for this case."""

    condition: Annotated[str, Tag("condition")]
    code: Code
    note: Text
    claim: ClaimRef | None = None


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
    """Whether the defense worked, how sure we are, and what would change our mind."""

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
    summary: Text
    actors: Annotated[list[Actor], Field(min_length=1)]
    plays: Annotated[list[Annotated[str, Tag("play")]], Field(min_length=1)]
    counter_moves: list[CounterMove] = []
    stack: list[Layer] = []
    openness: list[Openness] = []
    claims: list[Claim] = []
    timeline: list[Event] = []
    motives: list[Motive] = []
    rivals: list[Rival] = []
    conditions: list[Condition] = []
    outcomes: list[Outcome] = []
    verdict: Verdict | None = None
    predictions: list[Prediction] = []
    questions: list[Text] = []
    series: list[Annotated[Slug, Ref("series")]] = []
    related: list[Related] = []
    history: list[Change] = []


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


class Reading(Record):
    """One claim, checked word by word against its sources by someone who did not write it."""

    date: PartialDate
    result: Literal["right", "sharpened", "split", "corrected", "withdrawn"]
    fault: Text | None = None
    mend: Text | None = None
    sources: list[Annotated[Slug, Ref("source")]] = []
    read: Read | None = None
