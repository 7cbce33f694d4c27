"""Draws SVG as PNG, the same on every machine, and keeps what it drew.

resvg draws, with the fonts of one folder. The colours are then brought down to the 256 of an
indexed PNG, which is a fifth of the size, by Gervautz and Purgathofer's octree: a card has some
200, so that only the softest edges change, by less than an eye can tell.
"""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from io import BytesIO
from pathlib import Path

FONT = Path(__file__).parents[1] / "fonts" / "CasebookSerif-Bold.otf"


class Pictures:
    """Pictures by what they are drawn from, kept in `folder`, so that an unchanged one costs
    nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[Path] = set()

    def png(self, svg: str) -> bytes:
        """The picture as PNG. Raises RuntimeError for what is no SVG."""
        path = self.folder / f"{_key(svg)}.png"
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
    """An SVG as PNG. Raises RuntimeError for what is no SVG."""
    # Imported here, so that checks, and builds that find all pictures kept, do without.
    import vl_convert  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    vl_convert.register_font_directory(str(FONT.parent))
    out = BytesIO()
    with Image.open(BytesIO(vl_convert.svg_to_png(svg, scale=1))) as picture:
        whole = picture.convert("RGB")
    few = whole.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    # The octree takes the mean of near colours; the ground is too large to be off by even one.
    corner = (0, 0, 1, 1)
    palette, index = few.getpalette() or [], 3 * few.crop(corner).tobytes()[0]
    palette[index : index + 3] = whole.crop(corner).tobytes()
    few.putpalette(palette)
    few.save(out, "PNG")
    return out.getvalue()


def _key(svg: str) -> str:
    return hashlib.sha256(f"{svg}\0{_tools()}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _tools() -> str:
    """What a picture depends on besides its SVG: the font, this module, and both libraries."""
    files = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (FONT, Path(__file__))]
    # Slow to load, and a check never draws.
    from importlib import metadata  # noqa: PLC0415

    releases = [metadata.version(name) for name in ("vl-convert-python", "pillow")]
    return " ".join([*files, *releases])
