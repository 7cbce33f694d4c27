"""Figures, drawn when the site is built: the moat map, strips along time, and charts of series.

`moat`, `strips` and `overview` compute where things go, and templates draw them; `chart` describes
a chart of a series, and `draw` has it drawn; `tell` puts each into words; `data` makes the tables
to take away.
"""

from .figures import Figures

__all__ = ["Figures"]
