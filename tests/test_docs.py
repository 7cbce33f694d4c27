"""What the documents say exists, and what exists is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import ROOT

HACKING = (ROOT / "HACKING.md").read_text("utf-8")
READMES = ("README.md", "README.zh.md")
PACKAGE = ROOT / "hooks/casebook"


def test_every_event_is_in_the_table():
    code = (ROOT / "hooks/main.py").read_text("utf-8")
    events = set(re.findall(r"^(?:def )?(on_\w+)\b", code, re.MULTILINE))
    table = set(re.findall(r"^\| `(on_\w+)`", HACKING, re.MULTILINE))
    assert table == events


def test_every_layer_is_named():
    """HACKING says of each folder of the package what it is for."""
    for folder in sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")):
        assert f"`{folder}/`" in HACKING, folder


@pytest.mark.parametrize("name", READMES)
def test_every_verb_and_file_that_a_readme_names_exists(name):
    text = (ROOT / name).read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for verb in re.findall(r"\bmake (\w+)", text):
        assert re.search(rf"^{verb}:", makefile, re.MULTILINE), verb
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / link).is_file(), link


def test_both_readmes_have_the_same_shape():
    shapes = []
    for name in READMES:
        text = (ROOT / name).read_text("utf-8")
        shapes.append(
            (
                [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)],
                re.findall(r"make (\w+)", text),
                text.count("\n| "),
            )
        )
    assert shapes[0] == shapes[1]


def test_every_verb_explains_itself():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    verbs = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert verbs
    for verb in verbs[1].split():
        assert re.search(rf"^{verb}:.*## \w", makefile, re.MULTILINE), verb


def test_requirements_are_pinned_with_hashes_and_name_no_host():
    for path in (ROOT / "requirements.txt", ROOT / "requirements-dev.txt"):
        text = path.read_text("utf-8")
        assert "://" not in text
        for line in re.findall(r"^[a-z].*$", text, re.MULTILINE):
            assert re.match(r"[\w.-]+==[\w.]+ ", line), line
        assert text.count("--hash=sha256:") > text.count("==")


def test_only_the_hook_imports_mkdocs():
    for path in PACKAGE.rglob("*.py"):
        assert not re.search(
            r"^\s*(import|from) (mkdocs|material)", path.read_text("utf-8"), re.MULTILINE
        )


def test_modules_are_small():
    for path in [*PACKAGE.rglob("*.py"), ROOT / "hooks/main.py"]:
        assert len(path.read_text("utf-8").splitlines()) <= 250, path


def test_every_public_thing_has_a_docstring():
    import ast

    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), path
        for node in ast.walk(tree):
            named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith(
                "_"
            )
            if named and (isinstance(node, ast.ClassDef) or _public(tree, node)):
                assert ast.get_docstring(node), f"{path}: {node.name}"


def _public(tree: object, node: object) -> bool:
    """Whether a function stands at the top, or in a class that is public."""
    import ast

    for parent in ast.walk(tree):
        if node in getattr(parent, "body", []):
            return isinstance(parent, ast.Module) or (
                isinstance(parent, ast.ClassDef) and not parent.name.startswith("_")
            )
    return False


def test_fresh_files_end_with_a_line_break():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("data/**/*.yml"), *ROOT.glob("docs/**/*.md")]:
        assert Path(path).read_text("utf-8").endswith("\n"), path
