"""The terms of the glossary in a story: each leads to its entry where the story first uses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ..model.vocabulary import Term

_PLAIN = r"^#.*$|<!--.*?-->|`[^`]*`|!?\[[^\]]*\](?:\([^)]*\))?|https?://\S+"
"""What holds no term to link: headings, comments, code, citations, links, and addresses."""

_HAN = re.compile(r"[㐀-鿿]")


def linked(
    text: str, terms: Mapping[str, Term], lang: str, render: Callable[[str, str], str]
) -> str:
    """The Markdown with the first use of each term as what `render` makes of its id and the word.

    A term in everyday use is left alone, and so is a shorter one inside a longer one.
    """
    names = {
        id: re.split(r"\s*[(（]", term.term.written(lang))[0]
        for id, term in terms.items()
        if term.use == "special"
    }
    plain = text.casefold()
    here = [id for id, name in names.items() if name and name.casefold() in plain]
    ids = sorted(here, key=lambda one: -len(names[one]))
    if not ids:
        return text
    groups = {f"t{number}": id for number, id in enumerate(ids)}
    found = "|".join(f"(?P<{group}>{_written(names[id])})" for group, id in groups.items())
    seen: set[str] = set()

    def replaced(match: re.Match[str]) -> str:
        id = groups.get(match.lastgroup or "")
        if id is None or id in seen:
            return match.group()
        seen.add(id)
        return render(id, match.group())

    return re.sub(f"{_PLAIN}|{found}", replaced, text, flags=re.MULTILINE)


def _written(name: str) -> str:
    """How a term may stand in a sentence: in English also as a plural, or with a capital letter."""
    plain = re.escape(name)
    if _HAN.search(name):
        return plain
    return rf"(?<!\w)(?{'' if name.isupper() else 'i'}:{plain})(?:s|es)?(?!\w|-\w)"
