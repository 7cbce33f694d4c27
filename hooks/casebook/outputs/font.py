"""Reads what an OpenType font can draw, and how wide each character is.

Only the tables `cmap` (format 12), `hmtx`, `hhea`, and `head` are read, as the specification of
OpenType describes them; nothing here draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from struct import unpack_from


@dataclass(frozen=True, slots=True)
class Font:
    """The characters of a font file, and their advance widths in parts of an em."""

    widths: dict[str, float]

    def width(self, text: str) -> float:
        """How wide a line of text is, in ems, without kerning, which only ever draws it closer; a
        character that is not there counts as one em.
        """
        return sum(self.widths.get(char, 1.0) for char in text)


@lru_cache(maxsize=1)
def read(path: Path) -> Font:
    """Reads the font at `path`. Raises OSError, and ValueError for a file that is no such font."""
    data = path.read_bytes()
    tables = {
        bytes(data[at : at + 4]): unpack_from(">L", data, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
    }
    if not {b"cmap", b"hmtx", b"hhea", b"head"} <= tables.keys():
        raise ValueError(f"{path.name} is no OpenType font")
    em = unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    advances = [unpack_from(">H", data, tables[b"hmtx"] + 4 * index)[0] for index in range(count)]
    return Font(
        {
            chr(code): advances[min(glyph, count - 1)] / em
            for code, glyph in _glyphs(data, tables[b"cmap"]).items()
        }
    )


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """The number of the glyph for each character code."""
    for index in range(unpack_from(">H", data, cmap + 2)[0]):
        table = cmap + unpack_from(">L", data, cmap + 8 + 8 * index)[0]
        if unpack_from(">H", data, table)[0] == 12:
            groups = unpack_from(">L", data, table + 12)[0]
            found: dict[int, int] = {}
            for group in range(groups):
                first, last, glyph = unpack_from(">LLL", data, table + 16 + 12 * group)
                found |= {code: glyph + code - first for code in range(first, last + 1)}
            return found
    raise ValueError("the font has no table of characters of format 12")
