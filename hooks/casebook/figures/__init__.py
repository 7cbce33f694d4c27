"""Figures, drawn when the site is built: the moat map, strips along time, and charts of series.

Each module computes where things go and says it in words; templates in `templates/figures/` draw.
"""
