"""The law of the layers: pyproject.toml declares it, import-linter holds it."""

from __future__ import annotations

from importlinter.cli import lint_imports

from .conftest import ROOT


def test_imports_run_one_way_and_in_no_circle(capsys):
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert kept == 0, capsys.readouterr().out


def test_a_law_that_the_code_breaks_is_refused(tmp_path, capsys):
    config = tmp_path / "pyproject.toml"
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    upside_down = text.replace('"rules",\n  "method"', '"method",\n  "rules"')
    assert upside_down != text
    config.write_text(upside_down, "utf-8")
    assert lint_imports(config_filename=str(config), no_cache=True, no_logo=True) == 1
    assert "casebook.rules is not allowed to import casebook.method" in capsys.readouterr().out
