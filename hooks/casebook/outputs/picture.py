"""Draws SVG as PNG in the project's own font, the same on every machine, and keeps what it drew."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib import metadata
from pathlib import Path

import resvg_py
from PIL import ImageFont

NARROW_SIGNS = {code: 0xE000 + (code & 0xFF) for code in map(ord, "‘’“”…")}
"""Where the font keeps the narrow forms of characters that Chinese writes full width."""
FONT = Path(__file__).parents[1] / "fonts" / "CasebookSerif-Bold.otf"


@cache
def width(text: str) -> float:
    """How wide a line of text is in the project's font, in em."""
    return _face(_UNITS).getlength(text) / _UNITS


def outline(char: str) -> bytes:
    """A character as it is drawn: one that the font lacks looks like any other that it lacks."""
    mask = _face(_SMALL).getmask(char)
    return bytes(mask) + bytes(mask.size)


class Pictures:
    """Pictures by what they are drawn from, kept in `folder`: drawing one takes a tenth of a
    second, a quarter of a build for all.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[Path] = set()

    def png(self, svg: str) -> bytes:
        """The picture as PNG. Raises ValueError for what is no SVG."""
        key = hashlib.sha256(f"{svg}\0{_tools()}".encode()).hexdigest()
        path = self.folder / f"{key}.png"
        self._used.add(path)
        if path.exists():
            return path.read_bytes()
        content = draw(svg)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")  # two builds may draw at once
        fresh.write_bytes(content)
        fresh.replace(path)  # whole or not at all
        return content

    def forget(self) -> None:
        """Deletes the pictures that were not asked for."""
        for path in self.folder.glob("*.png"):
            if path not in self._used:
                path.unlink()


def draw(svg: str) -> bytes:
    """An SVG as PNG. Raises ValueError for what is no SVG."""
    drawn = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(FONT)])
    return bytes(drawn)


_UNITS = 1000
_SMALL = 24
"""Pixels, by which characters can be told apart."""


@cache
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


@cache
def _tools() -> str:
    """What a picture depends on besides its SVG: the font, this module, and both libraries."""
    files = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (FONT, Path(__file__))]
    return " ".join([*files, *(metadata.version(name) for name in ("resvg-py", "pillow"))])
