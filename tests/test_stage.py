"""Another generator can take over: Zensical, which runs no hook of ours, builds what was staged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from casebook import Settings, contexts, load, pages
from casebook.__main__ import main

from .conftest import copy_sample

STAGE = ".build/stage"
SETTINGS = """
site_name: staged
site_url: https://example.org/
docs_dir: project/.build/stage
site_dir: site
markdown_extensions: [attr_list, footnotes, tables, md_in_html, {toc: {permalink: false}}]
"""


@pytest.fixture(scope="module")
def staged(tmp_path_factory) -> Path:
    project = copy_sample(tmp_path_factory.mktemp("staged") / "project")
    assert main(["--root", str(project), "stage"]) == 0
    return project


def test_every_page_is_staged_with_plain_front_matter(staged):
    made = list(pages(contexts(load(staged), Settings())))
    for page in made:
        text = (staged / STAGE / page.src_uri.removeprefix("en/")).read_text("utf-8")
        _, head, body = text.split("---\n", 2)
        meta = yaml.safe_load(head)
        assert meta["lang"] == page.src_uri[:2]
        assert meta["title"] == page.meta["title"]
        assert "<!-- casebook:" not in body  # no part is left to be filled in
    files = set((staged / STAGE).rglob("*.md"))
    assert len(files) == len(made)


def test_what_is_no_page_is_staged_too(staged):
    stage = staged / STAGE
    for file in ("cases/harbor.json", "zh/feed.xml", "card.png", "assets/casebook.css", "llms.txt"):
        assert (stage / file).is_file(), file
    assert "https://github.com" in (stage / "cases/harbor.md").read_text("utf-8")


def test_zensical_builds_every_case_in_both_languages(staged):
    folder = staged.parent
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    book = load(staged)
    assert book.cases
    for slug, case in book.cases.items():
        for lang, prefix in (("en", ""), ("zh", "zh/")):
            page = folder / f"site/{prefix}cases/{slug}/index.html"
            text = page.read_text("utf-8")
            assert case.value.title[lang] in text
            for claim in case.value.claims:
                assert f'id="claim-{claim.id}"' in text, (page, claim.id)
            assert (folder / f"site/{prefix}cases/{slug}.json").exists() == (
                not prefix and case.value.status != "draft"
            )


def test_a_broken_book_is_not_staged(sample, change, capsys):
    change("data/cases/harbor.yml", "subtitle:", "title: {en: x, zh: x}\nsubtitle:")
    assert main(["--root", str(sample), "stage"]) == 1
    assert "CB107" in capsys.readouterr().err
    assert not (sample / ".build/stage").exists()
