"""Escapes untrusted text for the places where it is printed."""

from __future__ import annotations

import re

from markupsafe import Markup

_ACTIVE = re.compile(r"[&<>\\`*_{}\[\]()#!|~^]")


def for_markdown(text: object) -> Markup:
    """Text that neither Markdown nor HTML takes for markup, on one line.

    Character references do what backslashes cannot: they are inert to every Markdown extension.
    """
    line = " ".join(str(text).split())
    return Markup(_ACTIVE.sub(lambda char: f"&#{ord(char.group())};", line))


def one_line(text: object) -> str:
    """Plain text on one line."""
    return " ".join(str(text).split())


def visible(text: object) -> str:
    """Text in which nothing hides: a character that cannot be printed shows as its number, such as
    ⟨U+0007⟩. Line breaks stay. So a terminal takes no orders from it, either.
    """
    return "".join(
        char if char.isprintable() or char == "\n" else f"⟨U+{ord(char):04X}⟩" for char in str(text)
    )


_BIBTEX = str.maketrans({
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
})  # fmt: skip


def for_bibtex(text: object) -> str:
    """Text as the value of a BibTeX field, on one line.

    BibTeX counts braces even behind a backslash, so that they are spelled out as commands.
    """
    return one_line(text).translate(_BIBTEX)


def for_link_list(text: object) -> str:
    """Text for a list of links in Markdown that is read as plain text: only what would end or
    begin a link, or an element, carries a backslash.
    """
    return re.sub(r"[\\\[\]<>`]", r"\\\g<0>", one_line(text))


def pieces(text: str) -> list[tuple[bool, str]]:
    """A text cut at its backticks: each piece with whether it is code."""
    return [(index % 2 == 1, piece) for index, piece in enumerate(text.split("`")) if piece]
