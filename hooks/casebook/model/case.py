"""A case: one company, one opened layer, what came of it, and how anyone knows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .claim import Claim, State
from .values import PartialDate, Record, Ref, Slug, Tag, Text

ClaimRef = Annotated[Slug, Ref("claim")]
ActorRef = Annotated[Slug, Ref("actor")]

Status = Literal["draft", "published", "retired"]
Depth = Literal["core", "brief"]
Margin = Literal["high", "medium", "low", "none", "unknown"]
Degree = Literal["open", "partial", "closed"]
StackRole = Literal["profit", "opened", "squeezed", "untouched"]
MotiveKind = Literal["stated", "admitted", "inferred"]
Reading = Literal["supports", "contradicts", "silent"]
Code = Literal["yes", "partly", "no", "unknown"]
Party = Literal["initiator", "target", "third-party"]
Effect = Literal["gained", "lost", "mixed", "none", "unknown"]
Strength = Literal["strong", "moderate", "weak"]


class Actor(Record):
    """Who took part, in which role."""

    id: Annotated[Slug, Field(description="Id of the organisation, the same in every case.")]
    name: Annotated[Text, Field(description="Name as a reader of each language knows it.")]
    role: Annotated[str, Tag("role"), Field(description="Role in this case.")]


class Position(Record):
    """Who holds a layer at one time, how much it earns there, and how open it is."""

    holder: Annotated[Text, Field(description="Who holds the layer.")]
    margin: Annotated[Margin, Field(description="How much is earned on it.")]
    access: Annotated[Degree, Field(description="How open the layer is to others.")]


class Layer(Record):
    """One layer of the stack before and after; the moat map is drawn from these, top to bottom."""

    layer: Annotated[Text, Field(description="Name of the layer.")]
    kind: Annotated[str, Tag("layer"), Field(description="Kind of layer.")]
    role: Annotated[
        StackRole,
        Field(
            description="profit: where the initiator earns; opened: what it opened; squeezed: "
            "where another's margin was meant to shrink; untouched: unchanged."
        ),
    ]
    before: Annotated[Position, Field(description="The layer before the opening.")]
    after: Annotated[Position, Field(description="The layer as of the case's date.")]
    claims: Annotated[
        list[ClaimRef], Field(min_length=1, description="Claims that this reading rests on.")
    ]


class Openness(Record):
    """How open one facet was from a date on. “Open source?” is never a yes or no."""

    facet: Annotated[str, Tag("facet"), Field(description="Which facet.")]
    degree: Annotated[Degree, Field(description="How open.")]
    as_of: Annotated[PartialDate, Field(description="Since when.")]
    note: Annotated[Text, Field(description="The licence, rule or practice, in a phrase.")]
    sources: Annotated[
        list[Annotated[Slug, Ref("source")]], Field(min_length=1, description="Ids of sources.")
    ]


class Event(Record):
    """A claim shown as a dated event on the timeline."""

    event: Annotated[str, Tag("event"), Field(description="Type of event.")]
    claim: Annotated[ClaimRef, Field(description="Id of the claim that tells it.")]


class Motive(Record):
    """A reason that an actor had, stated, admitted or inferred."""

    hypothesis: Annotated[str, Tag("hypothesis"), Field(description="Which motive.")]
    kind: Annotated[
        MotiveKind,
        Field(
            description="stated: said at the time; admitted: said by the actor later; inferred: "
            "read into it by others."
        ),
    ]
    actor: Annotated[ActorRef, Field(description="Whose motive.")]
    claim: Annotated[ClaimRef, Field(description="Id of the claim.")]


class Cell(Record):
    """How one claim bears on one explanation."""

    claim: Annotated[ClaimRef, Field(description="Id of the claim.")]
    reading: Annotated[Reading, Field(description="How it bears on the explanation.")]


class Rival(Record):
    """One explanation of why the layer was opened, read against the same claims as the others.

    The matrix follows Heuer's analysis of competing hypotheses: what contradicts counts most.
    """

    hypothesis: Annotated[str, Tag("hypothesis"), Field(description="Which explanation.")]
    text: Annotated[Text, Field(description="The explanation, stated at its strongest.")]
    evidence: Annotated[
        list[Cell], Field(min_length=1, description="The same claims for every explanation.")
    ]


class Condition(Record):
    """One precondition of the defense, coded for this case."""

    condition: Annotated[str, Tag("condition"), Field(description="Which condition.")]
    code: Annotated[Code, Field(description="Whether it held.")]
    note: Annotated[Text, Field(description="Why it is coded so, in one sentence.")]
    claim: Annotated[
        ClaimRef | None, Field(description="Claim behind the code; needed unless unknown.")
    ] = None


class Outcome(Record):
    """What the opening did to one of those concerned."""

    party: Annotated[Party, Field(description="On which side.")]
    actor: Annotated[ActorRef, Field(description="Who.")]
    effect: Annotated[Effect, Field(description="Which way.")]
    strength: Annotated[Strength, Field(description="How much of it the opening explains.")]
    text: Annotated[Text, Field(description="The outcome in one or two sentences.")]
    claims: Annotated[list[ClaimRef], Field(min_length=1, description="Claims behind it.")]


class CounterMove(Record):
    """What a target or rival did in return."""

    move: Annotated[str, Tag("counter-move"), Field(description="Which move.")]
    actor: Annotated[ActorRef, Field(description="Who made it.")]
    claims: Annotated[list[ClaimRef], Field(min_length=1, description="Claims behind it.")]


class Verdict(Record):
    """Whether the defense worked, how sure we are, and what would change our mind."""

    value: Annotated[str, Tag("verdict"), Field(description="The verdict.")]
    confidence: Annotated[str, Tag("confidence"), Field(description="How sure we are.")]
    text: Annotated[Text, Field(description="The verdict in one or two sentences.")]
    because: Annotated[list[ClaimRef], Field(min_length=1, description="Claims that carry it.")]
    against: Annotated[
        list[ClaimRef], Field(min_length=1, description="Claims that speak against it.")
    ]
    would_change: Annotated[Text, Field(description="What evidence would change it.")]


class Prediction(Record):
    """A forecast that someone made, kept to account."""

    id: Annotated[Slug, Field(description="Permanent id, unique in the case.")]
    by: Annotated[Text, Field(description="Who made it.")]
    made: Annotated[PartialDate, Field(description="When.")]
    text: Annotated[Text, Field(description="What was predicted.")]
    settles: Annotated[Text, Field(description="What would settle it.")]
    state: Annotated[State, Field(description="What became of it.")]
    claims: Annotated[list[ClaimRef], Field(min_length=1, description="Claims that bear on it.")]


class Related(Record):
    """Another case worth reading next."""

    slug: Annotated[Slug, Ref("case"), Field(description="Id of the other case.")]
    note: Annotated[Text, Field(description="What the two have in common, or where they part.")]


class Change(Record):
    """A change of the case that its readers should know of."""

    date: Annotated[PartialDate, Field(description="When.")]
    kind: Annotated[str, Tag("change"), Field(description="published, revised or corrected.")]
    text: Annotated[Text, Field(description="What changed, in one sentence.")]


class Case(Record):
    """A case file: `data/cases/<slug>.yml`. The file name is the id."""

    title: Annotated[Text, Field(description="Name of the case.")]
    subtitle: Annotated[Text, Field(description="The case in one line.")]
    status: Annotated[Status, Field(description="draft, published or retired.")]
    depth: Annotated[Depth, Field(description="core or brief: how much it must contain.")]
    as_of: Annotated[PartialDate, Field(description="The day that every “now” in the case means.")]
    decided: Annotated[
        PartialDate, Field(description="When the opener took the decision that the case examines.")
    ]
    summary: Annotated[
        Text,
        Field(description="One minute: what was opened, against whom, what came of it, how sure."),
    ]
    actors: Annotated[list[Actor], Field(min_length=1, description="Who took part.")]
    plays: Annotated[
        list[Annotated[str, Tag("play")]], Field(min_length=1, description="Plays used.")
    ]
    counter_moves: Annotated[
        list[CounterMove], Field(description="What targets and rivals did in return.")
    ] = []
    stack: Annotated[list[Layer], Field(description="Layers, top to bottom.")] = []
    openness: Annotated[list[Openness], Field(description="Facets of openness over time.")] = []
    claims: Annotated[list[Claim], Field(description="Everything the site asserts.")] = []
    timeline: Annotated[list[Event], Field(description="Dated events, oldest first.")] = []
    motives: Annotated[list[Motive], Field(description="Why the opener did it.")] = []
    rivals: Annotated[
        list[Rival], Field(description="Competing explanations, the defense among them.")
    ] = []
    conditions: Annotated[list[Condition], Field(description="The preconditions, coded.")] = []
    outcomes: Annotated[list[Outcome], Field(description="What came of it, for whom.")] = []
    verdict: Annotated[Verdict | None, Field(description="Did it work?")] = None
    predictions: Annotated[list[Prediction], Field(description="Forecasts kept to account.")] = []
    questions: Annotated[
        list[Text], Field(description="For teaching: the decision as it stood.")
    ] = []
    series: Annotated[
        list[Annotated[Slug, Ref("series")]], Field(description="Figures to draw.")
    ] = []
    related: Annotated[list[Related], Field(description="Cases to read next.")] = []
    history: Annotated[
        list[Change], Field(description="What changed since publication, oldest first.")
    ] = []
