"""Records: their fields are in order, and nothing stands twice or against itself."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import cache, reduce
from typing import Any

from ..model import LANGUAGES, Case, Claim, CounterMove, Event, Evidence, Prediction, Record, Text
from ..model.case import Actor, Layer, Motive, Openness, Outcome, Related, Rival
from ..model.chain import Condition, Trace, Twice
from ..model.fields import fields
from ..problems.message import say
from ..problems.problem import Problem, listing
from ..reading.book import Book, Found
from .rule import SCOPES, Breach, rule

_SAME: dict[type[Record], tuple[str, ...]] = {
    Actor: ("name",),
    Claim: ("text",),
    Condition: ("condition",),
    CounterMove: ("move", "actor"),
    Event: ("claim",),
    Evidence: ("source",),
    Layer: ("layer",),
    Motive: ("hypothesis", "actor", "claim"),
    Openness: ("facet", "since", "as_of"),
    Outcome: ("party", "actor"),
    Prediction: ("text",),
    Related: ("slug",),
    Rival: ("hypothesis",),
    Trace: ("claim",),
    Twice: ("item",),
}
"""The fields by which two records of one list are the same; others are the same as wholes."""
_OLDER = {Condition: "condition-twice", Evidence: "source-cited-twice"}
"""What is listed twice under a code of its own, since codes are permanent."""


@rule("field-out-of-order", scope="record")
def fields_stand_in_their_order(record: Found[Any]) -> Iterator[Breach]:
    """The fields of a record stand in the order in which the field reference lists them."""
    for path, value, _ in [((), record.value, None), *record.parts]:
        if not isinstance(value, Record) or record.document.file.endswith(".csv"):
            continue
        try:
            steps = (*record.path, *path)
            written = reduce(lambda node, step: node[step], steps, record.document.value)
        except LookupError:  # a misspelled field, which another message names
            continue
        known = fields(type(value))
        names = [name for name in written if name in known]
        order = [name for name in known if name in written]
        for index, name in enumerate(names if names != order else ()):
            late = [before for before in names[:index] if before in order[order.index(name) :]]
            if late:
                facts = {"field": name, "before": late[0], "order": listing(order)}
                yield record.key(*path, name), facts
                break


@rule(scope="record")
def nothing_is_listed_twice(record: Found[Any]) -> Iterator[Breach]:
    """No list of a record holds the same thing twice."""
    for path, part, mark in record.parts:
        for name, attribute in _lists(part.__class__) if mark is None else ():
            items, first = getattr(part, attribute), dict[Hashable, int]()
            for index, item in enumerate(items):
                earlier = first.setdefault(_identity(item), index)
                if earlier == index or (hasattr(item, "id") and item.id == items[earlier].id):
                    continue  # or another rule says that they share an id
                at, key = (*path, name, index), _OLDER.get(item.__class__)
                if key:
                    (same,) = _SAME[type(item)]
                    values = {"id": getattr(part, "id", ""), same: getattr(item, same)}
                    yield Problem(record.place(*at, same), key, **values)
                else:
                    line = record.place(*path, name, earlier).line
                    yield Problem(record.place(*at), "listed-twice", field=name, line=line)


@cache
def _lists(model: type[Record]) -> list[tuple[str, str]]:
    """The lists of a record, by the names in files and in Python."""
    return [(name, field.attribute) for name, field in fields(model).items() if field.many]


def _identity(item: Any) -> Hashable:
    if not isinstance(item, Record):
        return str(item)
    same = _SAME.get(type(item))
    return tuple(getattr(item, name) for name in same) if same else item.model_dump_json()


@rule(scope="case")
def layers_are_told_twice(case: Found[Case]) -> Iterator[Breach]:
    """A layer is told before and after; one position will do where it is untouched."""
    about = say("about-field", description=fields(Layer)["after"].description)
    for layer in case.items("stack"):
        if layer.value.role != "untouched" and not layer.value.later:
            yield Problem(layer.key(), "field-missing", name="after", about=about)


@rule("under-two-ids")
def nothing_has_two_ids(book: Book) -> Iterator[Breach]:
    """No term, tag, series or correction stands under two ids."""
    groups: list[Iterable[tuple[Found[Any], Hashable]]] = [
        ((term, term.value.term) for term in book.terms.values()),
        ((series, series.value.title) for series in book.series.values()),
        ((fix, (fix.value.case, fix.value.wrong)) for fix in book.corrections.values()),
        *([(t, t.value.definition) for t in tags.values()] for tags in book.vocabulary.values()),
    ]
    for group in groups:
        first: dict[Hashable, Found[Any]] = {}
        for record, identity in group:
            other = first.setdefault(identity, record)
            if other is not record:
                line = other.key().line
                yield record.key(), {"id": record.id, "other": other.id, "line": line}


def _wholes(id: str | None, book: Book) -> list[str]:
    """The case of this id, the one that it lies in, and so on, each once."""
    wholes: list[str] = []
    while id and id not in wholes:
        wholes.append(id)
        id = book.cases[id].value.part_of if id in book.cases else None
    return wholes


@rule("names-itself")
def nothing_names_itself(book: Book) -> Iterator[Breach]:
    """A case is not related to itself nor part of itself, be it by way of others, and a term does
    not send its readers to itself.
    """
    for case in book.cases.values():
        if case.id in _wholes(case.value.part_of, book):
            yield case.place("part_of"), {"id": case.id}
        for related in case.items("related"):
            if related.value.slug == case.id:
                yield related.place("slug"), {"id": case.id}
    for term in book.terms.values():
        for index, id in enumerate(term.value.see):
            if id == term.id:
                yield term.place("see", index), {"id": id}


@rule("part-of-uncounted")
def parts_lie_in_what_is_counted(book: Book) -> Iterator[Breach]:
    """A case that is counted lies in none that is not, or both that one's own whole and the part
    would count.
    """
    counted = {id for id, case in book.cases.items() if case.value.must_be_whole}
    for case in (book.cases[id] for id in book.cases if id in counted):
        whole = case.value.part_of
        if whole in book.cases and whole not in counted:
            yield case.place("part_of"), {"id": str(whole)}


@rule(scope="case")
def actors_keep_their_side(case: Found[Case]) -> Iterator[Breach]:
    """The initiator has the outcomes of the initiator, nobody else has, and it answers no move of
    its own; what it admits, it admits after the decision.
    """
    initiators = {actor.id for actor in case.value.actors if actor.has_role("initiator")}
    known_actors = {actor.id for actor in case.value.actors}
    for outcome in case.items("outcomes"):
        actor, party = outcome.value.actor, outcome.value.party
        if actor in known_actors and (party == "initiator") != (actor in initiators):
            yield Problem(outcome.place("party"), "party-not-role", actor=actor, party=party)
    for move in case.items("counter_moves"):
        if move.value.actor in initiators:
            yield Problem(move.place("actor"), "answers-itself", actor=move.value.actor)
    known = {claim.id: claim.known_from for claim in case.value.claims}
    for motive in case.items("motives"):
        date = known.get(motive.value.claim)
        decided = case.value.decided
        if motive.value.kind == "admitted" and date and date.last < decided.first:
            yield Problem(motive.place("kind"), "admitted-before", date=date, decided=decided)


@rule("actor-unused")
def actors_act(book: Book) -> Iterator[Breach]:
    """Every actor of a published case has a motive, a move, an outcome or a source, is named in a
    text, or is the steward, whom a play needs.
    """
    speaking = {id for source in book.sources.values() for id in source.value.party_to}
    for case in SCOPES["whole case"](book):
        lists = ("motives", "counter_moves", "outcomes")
        used = {act.value.actor for name in lists for act in case.items(name)}
        if used - {actor.id for actor in case.value.actors}:
            continue  # one of them is misspelled
        texts = [part for path, part, _ in case.parts if path[:1] != ("actors",)]
        prose = "\n".join(text.en for text in texts if isinstance(text, Text))
        for actor in case.items("actors"):
            idle = actor.id not in used | speaking and actor.value.name.en not in prose
            if idle and not actor.value.has_role("steward"):
                yield actor.place("id"), {"id": actor.id}


@rule("actor-renamed")
def actors_keep_their_names(book: Book) -> Iterator[Breach]:
    """An actor has one name in all cases; a case may add to it, as `Facebook / Meta` to `Meta`. The
    newest case is at fault, and a draft or note before any other.
    """
    first: dict[str, Found[Actor]] = {}
    cases = sorted(
        book.cases.values(),
        key=lambda case: (not case.value.must_be_whole, case.value.as_of.first),
    )
    for actor in (actor for case in cases for actor in case.items("actors")):
        other = first.setdefault(actor.id, actor)
        for lang in LANGUAGES:
            here, there = (each.value.name.written(lang).casefold() for each in (actor, other))
            if here not in there and there not in here:
                at = other.place("name", lang)
                facts = {"id": actor.id, "name": other.value.name[lang]}
                yield actor.place("name", lang), {**facts, "file": at.file, "line": at.line}
