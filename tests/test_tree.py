"""Every file below data/ and docs/ is read, published, or refused with a word; nothing else is touched."""

from __future__ import annotations

import os
import sys

import pytest

from casebook import check, load, report

from .conftest import ROOT

STORY = "docs/en/cases/harbor.md"


def found(project) -> list[tuple[str, str]]:
    return [(problem.key, problem.place.file) for problem in check(load(project))]


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("data/notes.yml", "stray-file"),
        ("data/harbor.yml", "stray-file"),
        ("data/correction.yml", "stray-file"),
        ("data/cases/pier.yaml", "stray-file"),
        ("data/cases/pier.yml.bak", "stray-file"),
        ("data/series/points.tsv", "stray-file"),
        ("data/schema/notes.txt", "stray-file"),
        ("docs/index.md", "stray-file"),
        ("docs/en/cases/evil.markdown", "stray-file"),
        ("docs/en/evil.html", "stray-file"),
        ("docs/en/picture.png", "stray-file"),
        ("docs/en/My Page.md", "page-not-an-id"),
        ("docs/assets/page.html", "stray-asset"),
        ("docs/assets/data.json", "stray-asset"),
        ("docs/assets/noending", "stray-asset"),
    ],
)
def test_a_stray_file_is_refused(sample, file, key):
    (sample / file).parent.mkdir(exist_ok=True)
    (sample / file).write_text("{}\n", "utf-8")
    assert found(sample) == [(key, file)]


@pytest.mark.parametrize("folder", ["docs/fr", "docs/js", "data/old", "data/cases/old"])
def test_a_stray_folder_is_refused_as_a_whole(sample, folder):
    (sample / folder).mkdir()
    for name in ("a.md", "b.yml"):
        (sample / folder / name).write_text("x: y\n", "utf-8")
    assert found(sample) == [("stray-folder", folder)]


@pytest.mark.parametrize(
    "file",
    ["data/cases/.harbor.yml.swp", "data/cases/._harbor.yml", "data/cases/harbor.yml~",
     "docs/en/.index.md", "docs/en/index.md~", "docs/.DS_Store", "data/.git/config"],
)  # fmt: skip
def test_what_editors_and_systems_leave_is_no_file_of_the_casebook(sample, file):
    (sample / file).parent.mkdir(exist_ok=True)
    (sample / file).write_bytes(b"\xff\0")
    assert found(sample) == []


def test_the_lock_of_an_editor_is_none_either(sample):
    (sample / "data/cases/.#harbor.yml").symlink_to("me@host.1:2")
    (sample / "docs/en/.#index.md").symlink_to("me@host.1:2")
    assert found(sample) == []


@pytest.mark.parametrize("file", ["data/cases/pier.yml", "docs/en/pier.md", "docs/assets/pass.css"])
def test_no_link_is_followed(sample, tmp_path, file):
    secret = tmp_path / "secret"
    secret.write_text("title: secret\n", "utf-8")
    (sample / file).symlink_to(secret)
    book = load(sample)
    assert [(problem.key, problem.place.file) for problem in book.problems] == [
        ("not-a-file", file)
    ]
    assert "secret" not in report(book.problems, book.lines).replace(file, "")


def test_a_folder_that_loops_ends(sample):
    (sample / "docs/en/loop").symlink_to(sample / "docs/en", target_is_directory=True)
    (sample / "docs/assets/loop").symlink_to("..")
    assert found(sample) == [("not-a-file", "docs/assets/loop"), ("not-a-file", "docs/en/loop")]


@pytest.mark.parametrize(
    "file", ["data/cases/pier.yml", "data/series/pier.csv", "docs/en/pier.md", "docs/assets/a.svg"]
)
def test_a_pipe_is_not_waited_for(sample, file):
    os.mkfifo(sample / file)
    assert found(sample) == [("not-a-file", file)]


def test_a_pipe_in_place_of_a_file_that_is_needed(sample):
    (sample / "data/terms.yml").unlink()
    os.mkfifo(sample / "data/terms.yml")
    assert {key for key, _ in found(sample)} == {"not-a-file", "cannot-be-read"}


@pytest.mark.skipif(sys.platform == "darwin", reason="file systems of macOS take only UTF-8")
def test_a_name_that_is_no_utf_8_is_a_problem(sample):
    (sample / os.fsdecode(b"data/cases/\xff.yml")).write_text("x: y\n")
    book = load(sample)
    assert [problem.key for problem in book.problems] == ["name-not-utf-8"]
    assert report(book.problems, book.lines, "zh").encode("utf-8")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script href="evil.js"/>',
        "<foreignObject><b/></foreignObject>",
        '<path onload="alert(1)"/>',
        '<g onClick="x"/>',
        '<a href="https://evil.example/"><path/></a>',
        '<use href="other.svg#x"/>',
        '<use xlink:href="data:image/svg+xml,x"/>',
        '<image href="https://evil.example/x.png"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        "<style>@import 'https://evil.example/x.css';</style>",
        "<style>path{fill:url(https://evil.example/x)}</style>",
        r"<style>path{fill:u\72l(x)}</style>",
        '<path style="fill:url(//evil.example/x)"/>',
        '<b xmlns="http://www.w3.org/1999/xhtml"/>',
        "<!-- --><![CDATA[x]]>",
        "<path>",
        "&x;",
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(sample, inside):
    (sample / "docs/assets/a.svg").write_text(SVG.format(inside), "utf-8")
    assert found(sample) == [("active-drawing", "docs/assets/a.svg")]


@pytest.mark.parametrize(
    "before", ["<!DOCTYPE svg [<!ENTITY x 'y'>]>", '<?xml-stylesheet href="x"?>']
)
def test_nothing_stands_before_a_drawing(sample, before):
    (sample / "docs/assets/a.svg").write_text(before + SVG.format(""), "utf-8")
    assert found(sample) == [("active-drawing", "docs/assets/a.svg")]


def test_a_plain_drawing_is_fine(sample):
    text = '<style>path{fill:red}</style><defs><clipPath id="c"><path d="M0 0"/></clipPath></defs><use href="#c"/><path clip-path="url(#c)"/>'
    (sample / "docs/assets/a.svg").write_text('<?xml version="1.0"?>' + SVG.format(text), "utf-8")
    assert found(sample) == []
    assert all(problem.place.file != "docs/assets/mark.svg" for problem in load(ROOT).problems)
