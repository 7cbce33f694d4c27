"""The checks of the built site find what is wrong in the HTML, and name a file that can be edited."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casebook import Settings, load
from casebook import pages as pages_of
from casebook.built.site import Site
from casebook.rules import built

from .conftest import copy_sample

URL = "https://open-source-as-defense.github.io/casebook/"
EDIT = "https://github.com/open-source-as-defense/casebook/edit/main/"
HARBOR = "cases/harbor/index.html"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("checked"), engine=True)


@pytest.fixture
def check(project, sample_site, tmp_path):
    """Replaces text in a built file, and returns the problems that this makes."""

    def changed(file: str, old: str, new: str) -> list[tuple[str, str]]:
        folder = tmp_path / "site"
        shutil.copytree(sample_site, folder)
        path = folder / file
        if old:
            text = path.read_text("utf-8")
            assert old in text, old
            path.write_text(text.replace(old, new, 1), "utf-8")
        else:
            path.unlink()
        book = load(project)
        made = {page.url: page for page in pages_of(book, Settings(edit=EDIT))}
        found = built.check(Site(folder, book, made, url=URL, edit=EDIT))
        return [(one.code, f"{one.place.file}:{one.place.line}") for one in found]

    return changed


def test_an_untouched_site_is_clean(check):
    assert check("404.html", "</body>", "</body>") == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (HARBOR, 'href="../../method/#grades"', 'href="../../methods/#grades"', ("CB511", "docs/en/cases/harbor.md")),
        (HARBOR, "assets/casebook.css", "assets/casebok.css", ("CB511", "docs/en/cases/harbor.md")),
        (HARBOR, "#claim-pilot-adopts", "#claim-pilot-adapts", ("CB512", "docs/en/cases/harbor.md")),
        (HARBOR, '<p class="cb-subtitle"', '<p id="claims" class="cb-subtitle"', ("CB513", "data/cases/harbor.yml")),
        (HARBOR, 'href="../../method/#grades"', 'href="../../zh/method/#grades"', ("CB514", "docs/en/cases/harbor.md")),
        (HARBOR, 'rel="canonical" href="', 'rel="canonical" href="https://x.example', ("CB515", "docs/en/cases/harbor.md")),
        (HARBOR, 'hreflang="zh" href="', 'hreflang="zh" href="https://x.example', ("CB515", "docs/en/cases/harbor.md")),
        (HARBOR, '<html lang="en"', '<html lang="zh"', ("CB515", "docs/en/cases/harbor.md")),
        (HARBOR, "<title>Harbor", "<title></title><title>Harbor", ("CB515", "docs/en/cases/harbor.md")),
        (HARBOR, 'class="cb-switch" href="../../zh/cases/harbor/"', 'class="cb-switch" href="../../zh/cases/"', ("CB516", "docs/en/cases/harbor.md")),
        (HARBOR, "edit/main/data/cases/harbor.yml", "edit/main/data/cases/habor.yml", ("CB517", "docs/en/cases/harbor.md")),
        (HARBOR, '<p class="cb-subtitle"', '<img src="https://x.example/a.png"><p class="cb-subtitle"', ("CB518", "docs/en/cases/harbor.md")),
        (HARBOR, '<p class="cb-subtitle"', '<script src="//x.example/chart.js"></script><p class="cb-subtitle"', ("CB518", "docs/en/cases/harbor.md")),
        ("assets/casebook.css", ":root", '@import "https://x.example/a.css"; :root', ("CB518", "docs/assets/casebook.css")),
        (HARBOR, '<p class="cb-subtitle"', '<p onclick="x()" class="cb-subtitle"', ("CB519", "docs/en/cases/harbor.md")),
        (HARBOR, '<p class="cb-subtitle"', '<a href="java\nscript:x()">x</a><p class="cb-subtitle"', ("CB519", "docs/en/cases/harbor.md")),
        ("zh/about/index.html", "", "", ("CB520", "docs/zh/about.md")),
    ],
)  # fmt: skip
def test_what_it_finds(check, file, old, new, expected):
    found = check(file, old, new)
    assert {code for code, _ in found} >= {expected[0]}
    places = {place for code, place in found if code == expected[0]}
    assert all(place.startswith(("data/", "docs/", "overrides/", "mkdocs.yml")) for place in places)
    assert expected[1] in {place.split(":")[0] for place in places}


def test_a_fault_of_the_frame_is_told_once(project, sample_site, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(sample_site, folder)
    pages = [path for path in folder.rglob("*.html") if path.name != "404.html"]
    for path in pages:
        text = path.read_text("utf-8")
        path.write_text(text.replace("assets/casebook.css", "assets/casebok.css"), "utf-8")
    book = load(project)
    made = {page.url: page for page in pages_of(book, Settings(edit=EDIT))}
    (one,) = built.check(Site(folder, book, made, url=URL, edit=EDIT))
    assert (one.code, one.place.file) == ("CB511", "overrides/main.html")
    assert f"(so on {len(pages)} pages)" in one.message
