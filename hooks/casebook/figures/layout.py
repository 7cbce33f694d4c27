"""The two sizes in which every figure is drawn; the style sheet shows the one that fits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """A size, in units that are about a pixel each: on the smallest phone 288 pixels show 300."""

    name: str
    """What its class in the style sheet is called after."""
    width: int
    size: float
    """Font size; smaller text is `small`."""
    small: float
    line: int
    """From one line of text to the next."""
    beside: int
    """Width of names beside what they name; 0 where they stand above it."""


NARROW = Layout("narrow", 300, size=12, small=11.5, line=15, beside=0)
WIDE = Layout("wide", 640, size=13, small=12, line=16, beside=150)
LAYOUTS = (NARROW, WIDE)
