"""Second codings and candidates: whole, in step with the cases, every difference settled."""

from __future__ import annotations

from collections.abc import Iterator

from ..method.chain import LINKS, STEPS, levels
from ..model import Candidate, Coding
from ..problems.problem import Problem, closest, listing
from ..reading.book import Book, Found
from .rule import Breach, rule


@rule(scope="coding")
def codings_are_whole(coding: Found[Coding], book: Book) -> Iterator[Breach]:
    """A second coding is of a case, and codes each link and each condition, and nothing else."""
    if coding.id not in book.cases:
        if not book.lacks(f"data/cases/{coding.id}.yml"):
            yield Problem(coding.key("codes"), "coding-of-nothing", id=coding.id)
        return
    if book.lacks("data/vocabulary.yml"):
        return
    items = [*LINKS, *book.vocabulary.get("condition", {})]
    coded = [code.item for code in coding.value.codes]
    if missing := [item for item in items if item not in coded]:
        yield Problem(coding.key("codes"), "coding-incomplete", items=listing(missing))
    for code in coding.items("codes"):
        if code.value.item not in items:
            facts = {"item": code.value.item, "items": listing(items)}
            yield Problem(code.place("item"), "coding-item-unknown", **facts)
        for field in ("first", "second") if code.value.item not in LINKS[:3] else ():
            if getattr(code.value, field) == "reverse":
                yield Problem(
                    code.place(field), "unknown-value", value="reverse", name=field,
                    values=listing([*reversed(STEPS), "unknown"]), meant=closest("", []),
                )  # fmt: skip


@rule(scope="coding")
def differences_are_settled(coding: Found[Coding], book: Book) -> Iterator[Breach]:
    """Where two coders differ it is said how that was settled, and where they agree the case has
    their code, unless it is said why not.
    """
    case = book.cases.get(coding.id)
    if not case:
        return
    now = levels(case.value.chain) | {c.condition: c.code for c in case.value.conditions}
    for code in coding.items("codes"):
        item, first, second = code.value.item, code.value.first, code.value.second
        if code.value.settled:
            continue
        if first != second:
            yield Problem(code.place("second"), "difference-unsettled", item=item)
        elif now.get(item, first) != first:
            facts = {"item": item, "code": first, "now": now[item]}
            yield Problem(code.place("first"), "coding-out-of-step", **facts)


@rule(scope="candidate")
def candidates_and_cases_agree(candidate: Found[Candidate], book: Book) -> Iterator[Breach]:
    """A candidate that is coded names its case, and no other does; both name the same kind of
    opener, and no second candidate the same case.
    """
    state, id, kind = candidate.value.state, candidate.value.case, candidate.value.opener_kind
    if (state == "coded") != bool(id):
        yield Problem(candidate.place("state"), "candidate-state", id=candidate.id, state=state)
    case = book.cases.get(id or "")
    if case and case.value.opener_kind and case.value.opener_kind != kind:
        facts = {"kind": kind, "case": case.value.opener_kind, "id": case.id}
        yield Problem(candidate.place("opener_kind"), "candidate-kind", **facts)
    first = next(
        (other for other in book.candidates.values() if id and other.value.case == id), None
    )
    if first and first.id != candidate.id:
        yield Problem(candidate.place("case"), "candidate-twice", id=id, other=first.id)


@rule("case-not-a-candidate")
def cases_come_from_candidates(book: Book) -> Iterator[Breach]:
    """Every published case stands among the candidates, so that the frame is seen whole; a note may
    come from elsewhere.
    """
    coded = {candidate.value.case for candidate in book.candidates.values()}
    for case in book.cases.values() if book.candidates else ():
        if case.value.status == "published" and not case.value.is_note and case.id not in coded:
            yield case.place("title"), {"id": case.id}
