"""Draws what `chart` describes, with Vega, and keeps the result until the description changes.

Vega's drawing is not printed as it comes. It is read as XML and written anew from the few things in
it that are wanted: lines, points and the labels of axes, each as a class of the style sheet.
Whatever has another paint stops the build, so that no default of Vega's reaches a reader.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml import etree
from markupsafe import Markup

from .axis import short
from .chart import HEIGHTS, SHAPES
from .layout import Layout

FORM = "1"
"""To be raised whenever a drawing comes out otherwise from the same description."""

_PATHS = ("grid", "axis", *(f"{kind}-{n}" for kind in ("gap", "line") for n in range(len(SHAPES))))
_POINTS = tuple(f"{kind}-{n}" for kind in ("point", "hollow") for n in range(len(SHAPES)))
_TEXTS = ("label",)
PAINTS = frozenset((*_PATHS, *_POINTS, *_TEXTS))
"""Every paint that a description may use; each is the class of the same name."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What goes into an SVG of this size."""

    layout: Layout
    height: int
    body: Markup


def draw(spec: dict[str, Any], folder: Path, layout: Layout) -> Drawing:
    """The drawing of a description; drawn only if `folder` does not hold it.

    Raises ValueError for a description that Vega refuses or paints with anything but PAINTS, and
    OSError where the folder cannot be written.
    """
    said = json.dumps([FORM, _vega(), spec], sort_keys=True)
    path = folder / f"{hashlib.sha256(said.encode()).hexdigest()}.svg"
    body = _kept(path)
    if body is None:
        body = _tidy(_convert(spec))
        _keep(path, body)
    return Drawing(layout, HEIGHTS[layout.name], Markup(body))


@lru_cache(maxsize=1)
def _vega() -> str:
    return version("vl-convert-python")


def _convert(spec: dict[str, Any]) -> str:
    # Starting Vega takes a second: a build in which no chart changed does without.
    import vl_convert  # noqa: PLC0415

    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def _kept(path: Path) -> str | None:
    """The drawing at `path`, if it is there and as it was written."""
    try:
        root = etree.fromstring(path.read_bytes())
        body = _text(root[0])
    except (OSError, etree.XMLSyntaxError, IndexError):
        return None
    return body if root.get("data-digest") == _digest(body) else None


def _keep(path: Path, body: str) -> None:
    """Writes the drawing in one step, so that a build that is stopped leaves no half of it."""
    root = etree.Element("svg", {"data-digest": _digest(body)})
    root.append(etree.fromstring(body))
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(etree.tostring(root))
    Path(file.name).replace(path)


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _text(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode")


def _tidy(svg: str) -> str:
    """Vega's drawing written anew: one path for each class, and the labels."""
    root = etree.fromstring(svg.encode())
    frame = root[0]  # shifted by the padding; all else is measured from there
    x, y = _shift(frame)
    paths: dict[str, list[str]] = {}
    labels: dict[str, list[tuple[float, float, str]]] = {}
    for element, dx, dy in _leaves(frame, 0, 0):
        paint = _paint(element)
        if not paint:
            continue
        if paint in _TEXTS:
            place = (short(dx), short(dy), element.text or "")
            labels.setdefault(element.get("text-anchor", "start"), []).append(place)
        else:
            paths.setdefault(paint, []).append(_path(element, paint, dx, dy))
    out = etree.Element("g", {"transform": f"translate({short(x)} {short(y)})"})
    for paint, parts in paths.items():
        etree.SubElement(out, "path", {"class": f"cb-fig-{paint}", "d": "".join(parts)})
    for anchor, places in labels.items():
        group = etree.SubElement(out, "g", {"class": "cb-fig-label", "text-anchor": anchor})
        for left, base, words in places:
            etree.SubElement(group, "text", {"x": str(left), "y": str(base)}).text = words
    return _text(out)


def _leaves(element: etree._Element, x: float, y: float) -> Any:
    """Everything below an element that is no group, with the place to which groups shift it."""
    for child in element:
        dx, dy = _shift(child)
        if etree.QName(child).localname == "g":
            yield from _leaves(child, x + dx, y + dy)
        else:
            yield child, x + dx, y + dy


def _shift(element: etree._Element) -> tuple[float, float]:
    found = re.fullmatch(r"translate\(([-\d.e]+),([-\d.e]+)\)", element.get("transform", ""))
    if not found and element.get("transform"):
        raise ValueError(f"Vega placed a mark by '{element.get('transform')}'")
    return (float(found[1]), float(found[2])) if found else (0, 0)


def _paint(element: etree._Element) -> str:
    """The one paint of an element, "" where it has none. Raises ValueError for an unknown one."""
    given = {element.get("fill"), element.get("stroke")} - {None, "none", "transparent"}
    if element.get("display") == "none" or not given:
        return ""
    paint = "/".join(sorted(str(one) for one in given))
    if paint not in PAINTS:
        raise ValueError(f"Vega painted something '{paint}', which is no class of ours")
    return paint


def _path(element: etree._Element, paint: str, x: float, y: float) -> str:
    """What an element adds to the path of its class."""
    if paint in _POINTS:
        return f"M{short(x)} {short(y)}{SHAPES[int(paint.rpartition('-')[2])]}"
    if etree.QName(element).localname == "line":
        across, down = float(element.get("x2", "0")), float(element.get("y2", "0"))
        start = f"M{short(x)} {short(y)}"
        if not down:
            return f"{start}H{short(x + across)}"
        if not across:
            return f"{start}V{short(y + down)}"
        return f"{start}L{short(x + across)} {short(y + down)}"
    numbers = re.sub(
        r"-?\d+(?:\.\d+)?(?:e-?\d+)?", lambda one: str(short(float(one[0]))), element.get("d", "")
    )
    return numbers.replace(",", " ")
