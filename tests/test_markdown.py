"""Reading a Markdown file: what is found, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.reading.markdown import Markdown, outside_code, read

STORY = """---
title: 标题
description: x
---

# Title *x* { #top }

First paragraph of 2014.[@one] See [there](../b.md#c) and
the [second](d-e.md) line.[@two][@one]

<!-- casebook: case-cards -->

```md
[@code] <b> { #no }
```

Text `[@code] <u>` and <i>html</i> with {braces}.

## Next { #next }

![alt](x.png) [bad](javascript:alert(1))

| a | b |
| - | - |
| 38 | [@three] |
"""


@pytest.fixture
def story(tmp_path: Path) -> Markdown:
    (tmp_path / "s.md").write_text(STORY, "utf-8")
    return read(tmp_path / "s.md", "docs/en/s.md")


def at(mark) -> tuple[str, int, int]:
    return mark.text, mark.place.line, mark.place.column


def test_front_matter_and_body(story):
    assert story.meta == {"title": "标题", "description": "x"}
    assert story.document.key("description").line == 3
    assert story.body.startswith("\n# Title")


def test_headings(story):
    assert [(heading.level, heading.id, heading.text) for heading in story.headings] == [
        (1, "top", "Title *x*"),
        (2, "next", "Next"),
    ]


def test_citations_are_those_outside_code(story):
    assert [(citation.id, citation.place.line) for citation in story.citations] == [
        ("one", 8), ("two", 9), ("one", 9), ("three", 25),
    ]  # fmt: skip


def test_links_images_parts_html_and_braces(story):
    assert [at(link) for link in story.links] == [
        ("../b.md#c", 8, 44), ("d-e.md", 9, 14), ("javascript:alert(1)", 21, 21),
    ]  # fmt: skip
    assert [at(image) for image in story.images] == [("x.png", 21, 8)]
    assert [at(part) for part in story.parts] == [("case-cards", 11, 16)]
    assert [at(tag) for tag in story.html] == [("<i>", 17, 24), ("</i>", 17, 31)]
    assert [at(brace) for brace in story.braces] == [("{braces}", 17, 41)]


def test_the_text_of_a_section_is_without_code_and_citations(story):
    first = next(section for section in story.sections if section.heading.id == "top")
    words = " ".join(text for text, _ in first.text)
    assert "2014" in words
    assert "code" not in words
    assert "@" not in words


def test_pieces_outside_code_make_up_the_whole():
    text = "a `b` c\n```\nd\n```\ne ``f ` g`` h ` i"
    pieces = list(outside_code(text))
    assert "".join(piece for _, piece in pieces) == text
    assert [piece for prose, piece in pieces if not prose] == ["`b`", "```\nd\n```", "``f ` g``"]


@pytest.mark.parametrize("text", ["---\ntitle: x\n", "---\ntitle: [\n---\n", "---\n"])
def test_broken_front_matter_is_a_problem_not_a_crash(tmp_path, text):
    (tmp_path / "s.md").write_text(text, "utf-8")
    assert read(tmp_path / "s.md", "s.md").document.problems
