"""Asks a person at a terminal, one question at a time, until the answer will do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..problems.message import Message, say, translate
from ..problems.problem import Problem

Judge = Callable[[str], list[Problem]]
"""What is wrong with an answer."""


@dataclass(frozen=True)
class Question:
    """What is asked for: its name, what it is, the answers there are with what they are called,
    and the answer that an empty line means. Only what `may_lack` has an answer may be left empty.
    """

    name: str
    about: str
    answers: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    may_lack: bool = False


@dataclass(frozen=True)
class Dialogue:
    """A conversation in one language. `read` shows a prompt and returns a line: it raises EOFError
    when the person has gone.
    """

    lang: str
    read: Callable[[str], str] = input
    write: Callable[[str], None] = print

    def ask(self, question: Question, judge: Judge) -> str:
        """The first answer with which nothing is wrong."""
        self.write("")
        self.write(translate(_asked(question), self.lang))
        width = max(map(len, question.answers), default=0)
        for answer, label in question.answers.items():
            self.write(f"  {answer:{width}}  {label}")
        while True:
            answer = self.read(f"[{question.default}] " if question.default else "> ").strip()
            answer = answer or question.default
            if not answer and question.may_lack:
                return ""
            problems = judge(answer)
            if not problems:
                return answer
            for one in problems:
                self.write(translate(wrong(one), self.lang))


def wrong(problem: Problem) -> Message:
    """What is wrong and how to mend it, in one sentence."""
    if not problem.help:
        return problem.message
    return say("{message} ({help})", message=problem.message, help=problem.help)


def _asked(question: Question) -> Message:
    if question.may_lack:
        return say("{name}: {about} May stay empty.", name=question.name, about=question.about)
    return say("{name}: {about}", name=question.name, about=question.about)
