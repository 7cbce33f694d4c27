"""What axe finds on each kind of page: nothing, by day and by night, in both languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

KINDS = (
    "", "cases/", "cases/parse/", "cases/llama/then/", "cases/parse/parallel/", "compare/",
    "plays/", "plays/open-standard/", "plays/counter/fork/", "decide/", "evidence/",
    "predictions/", "timeline/", "method/", "codebook/", "glossary/", "corrections/", "translation/",
    "about/", "contribute/", "contribute/problems/", "404.html",
)  # fmt: skip


@pytest.mark.parametrize(("below", "scheme"), [("", "light"), ("zh/", "dark")])
def test_axe_finds_nothing(visit, below, scheme):
    page, axe = None, Axe()
    for kind in KINDS:
        path = ("" if kind == "404.html" else below) + kind
        page = visit(path, scheme=scheme, page=page)
        violations = axe.run(page).response["violations"]
        assert [
            (finding["id"], [node["html"][:200] for node in finding["nodes"][:3]])
            for finding in violations
        ] == [], path
