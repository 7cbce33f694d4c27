"""Messages in two languages, and reports for people, for tools, and for GitHub."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from casebook import errors, language, load
from casebook.__main__ import main
from casebook.model import Case
from casebook.model.files import FILES
from casebook.problems.message import NOTHING, described, say, translate
from casebook.problems.printer import as_github, as_json, render, silenced, text
from casebook.problems.problem import Place, Problem, did_you_mean, listing
from casebook.rules import RULES

from .conftest import ROOT

HOOKS = ROOT / "hooks"
WRONG = say("'{value}' is not an id", value="X")
MEND = say("cite it, or delete it")


def problem(file="a.yml", line=1, column=1, length=1, **other):
    made = {"code": "CB204", "message": WRONG} | other
    return Problem(Place(file, line, column, length), **made)


# What a message is.


def test_a_message_is_its_english_sentence_and_can_be_said_in_chinese():
    assert WRONG == "'X' is not an id"
    assert translate(WRONG, "en") == "'X' is not an id"
    assert translate(WRONG, "zh") == "“X”不能作编号"


def test_a_message_within_a_message_is_said_in_the_same_language():
    hint = did_you_mean("suplier", ["supplier", "steward"], say("Cases live in data/cases/"))
    assert hint == "did you mean 'supplier'? Cases live in data/cases/"
    assert translate(hint, "zh") == "是不是“supplier”？案例在 data/cases/"


def test_where_nothing_is_close_only_the_rest_is_said():
    assert did_you_mean("xyz", ["supplier"], MEND) == MEND


def test_lists_have_the_marks_of_their_language():
    few, many = listing(str(n) for n in range(3)), listing([str(n) for n in range(5)], most=3)
    assert (few, translate(few, "zh")) == ("0, 1, 2", "0、1、2")
    assert (many, translate(many, "zh")) == ("0, 1, 2 and 2 more", "0、1、2，另有 2 个")
    assert listing([]) == ""
    assert translate(listing([]), "zh") == ""


@pytest.mark.parametrize("value", ["{value.__class__}", "{0}", "{", "%s", "}{"])
def test_what_fills_a_message_is_never_taken_for_a_template(value):
    said = say("{message} (seen on /{page})", message=say("'{id}' is not an id", id=value), page="")
    assert value in said
    assert value in translate(said, "zh")


def test_an_unknown_language_is_answered_in_english():
    assert translate(WRONG, "fr") == WRONG


def test_a_docstring_is_one_line():
    assert described(Case) == Case.__doc__
    assert all("\n" not in described(rule) and described(rule) for rule in RULES)


def calls():
    for path in sorted(HOOKS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                yield path, node


def test_every_template_is_a_literal_that_the_catalog_can_see():
    """All but one: the description of a field, which the catalog gathers from its model."""
    other = [
        (path.name, ast.unparse(node.args[0]))
        for path, node in calls()
        if not isinstance(node.args[0], ast.Constant)
    ]
    assert other == [("misfit.py", "info.description")]


def test_every_template_is_filled_with_what_it_names():
    for path, node in calls():
        if isinstance(node.args[0], ast.Constant):
            named = set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", node.args[0].value))
            assert named == {word.arg for word in node.keywords}, f"{path}:{node.lineno}"


# The language of a command.


@pytest.mark.parametrize(
    ("environ", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "zhuang"}, "en"),
        ({"LANG": "zh_CN", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "zh_CN", "LC_MESSAGES": "en_US", "LC_ALL": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN", "LC_ALL": "C", "LANGUAGE": ""}, "en"),
        ({"LANG": "en_US", "LANGUAGE": "zh"}, "zh"),
        ({"LANGUAGE": "fr:zh_CN:en"}, "zh"),
        ({"LANGUAGE": "fr:en:zh"}, "en"),
        ({"LANGUAGE": "C:zh"}, "en"),
    ],
)
def test_the_language_of_the_environment(environ, spoken):
    assert language(environ) == spoken


# For people.


def test_a_problem_is_printed_with_its_line_and_a_caret():
    found = problem(line=2, column=4, length=2, help=MEND)
    assert render(found, ["x", "ab 护城 c"]) == (
        "a.yml:2:4: error[CB204]: 'X' is not an id\n"
        "    2 | ab 护城 c\n"
        "      |    ^^^^\n"
        "   help: cite it, or delete it"
    )
    assert render(found, ["x", "ab 护城 c"], "zh") == (
        "a.yml:2:4: 错误[CB204]：“X”不能作编号\n"
        "    2 | ab 护城 c\n"
        "      |    ^^^^\n"
        "   改法：引用它，或删去"
    )


def test_a_long_line_is_shown_around_the_place():
    shown = render(problem(column=500, length=3), ["x" * 499 + "abc" + "y" * 500])
    line, caret = shown.split("\n")[1:]
    assert line.startswith("    1 | …xxx")
    assert line.endswith("…")
    assert line[caret.index("^") : caret.index("^") + 3] == "abc"


def test_a_place_beyond_the_file_is_printed_without_a_line():
    assert render(problem(line=9), ["x"]).count("\n") == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_terminal_codes_in_the_data_are_not_printed(lang):
    hostile = say("'{value}' is not an id", value="\x1b[31mred\r\nx\u202e")
    printed = render(problem("\x1b.yml", message=hostile, help=hostile), ["\x1b[31mred"], lang)
    assert not re.search("[\x1b\r\u202e]", printed)
    assert len(printed.split("\n")) == 4


def test_a_report_is_ordered_whole_and_without_repetition():
    late, early = problem(line=9), problem(line=2)
    printed = text([late, early, late], lambda _: ())
    assert printed.index("a.yml:2") < printed.index("a.yml:9")
    assert printed.splitlines()[-2:] == [
        "2 problems in 1 file",
        "`make explain CODE=CB204` tells more about this code",
    ]


def test_a_report_counts():
    one, other = problem(), problem("b.yml")
    assert "\n1 problem in 1 file\n" in text([one], lambda _: ())
    assert "\n2 problems in 2 files\n" in text([one, other], lambda _: ())
    assert "\n2 个文件，2 处问题\n" in text([one, other], lambda _: (), "zh")


def test_a_warning_is_called_one():
    warning = problem(severity="warning")
    assert render(warning) == "a.yml:1:1: warning[CB204]: 'X' is not an id"
    assert render(warning, lang="zh") == "a.yml:1:1: 警告[CB204]：“X”不能作编号"
    assert errors([warning, problem()]) == [problem()]


# For tools.


def test_json_says_everything_in_both_languages():
    found = json.loads(as_json([problem(line=3, column=4, length=5, help=MEND)]))
    assert found == [
        {
            "file": "a.yml",
            "line": 3,
            "column": 4,
            "endColumn": 9,
            "severity": "error",
            "code": "CB204",
            "message": {"en": "'X' is not an id", "zh": "“X”不能作编号"},
            "help": {"en": "cite it, or delete it", "zh": "引用它，或删去"},
        }
    ]
    assert list(found[0])[:4] == ["file", "line", "column", "endColumn"]


def test_json_is_one_sorted_array_even_of_nothing():
    assert as_json([]) == "[]"
    both = as_json([problem(line=9), problem(line=2), problem(line=9)])
    assert [one["line"] for one in json.loads(both)] == [2, 9]
    assert both.startswith('[\n {\n  "file": "a.yml",')
    assert json.loads(both)[0]["help"] == {"en": "", "zh": ""}


# For GitHub.


def test_a_workflow_command():
    found = problem("data/a.yml", 3, 4, 5, code="CB301", help=MEND)
    assert as_github([found]) == (
        "::error file=data/a.yml,line=3,col=4,endColumn=9,title=CB301::"
        "'X' is not an id%0Acite it, or delete it"
    )
    assert as_github([found], "zh").endswith("::“X”不能作编号%0A引用它，或删去")
    assert as_github([problem(severity="warning")]).startswith("::warning file=a.yml,")


@pytest.mark.parametrize(
    ("raw", "in_message", "in_property"),
    [
        ("100%", "100%25", "100%25"),
        ("%0A", "%250A", "%250A"),
        ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
        ("a:b,c", "a:b,c", "a%3Ab%2Cc"),
        ("\n::set-env name=X::y", "%0A::set-env name=X::y", "%0A%3A%3Aset-env name=X%3A%3Ay"),
    ],
)
def test_hostile_names_and_values_stay_within_their_command(raw, in_message, in_property):
    """The escapes are those of `escapeData` and `escapeProperty` in GitHub's toolkit."""
    found = problem(raw, message=say("'{value}' is not an id", value=raw))
    assert as_github([found]) == (
        f"::error file={in_property},line=1,col=1,endColumn=2,title=CB204::"
        f"'{in_message}' is not an id"
    )


def test_github_obeys_nothing_in_the_text_of_a_report():
    first, *middle, last = silenced("a\n::error::b\n##[warning]c").split("\n")
    assert middle == ["a", "::error::b", "##[warning]c"]
    token = first.removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{64}", token)
    assert last == f"::{token}::"


# The commands.


def run(project, capsys, *arguments):
    code = main(["--root", str(project), *arguments])
    heard = capsys.readouterr()
    return code, heard.out, heard.err


def test_a_clean_casebook_in_each_form(sample, capsys):
    number = len(load(sample).documents)
    assert run(sample, capsys, "check") == (0, f"no problems in {number} files\n", "")
    assert run(sample, capsys, "check", "--lang", "zh") == (0, f"{number} 个文件，没有问题\n", "")
    assert run(sample, capsys, "check", "--format", "json") == (0, "[]\n", "")
    assert run(sample, capsys, "check", "--format", "github")[0] == 0


def test_a_broken_casebook_in_each_form(sample, change, capsys):
    change("data/cases/harbor.yml", "stance: supports", "stance: suports")
    code, out, err = run(sample, capsys, "check")
    assert (code, out) == (1, "")
    assert "error[CB205]: 'suports' is not a value of 'stance'" in err
    code, out, err = run(sample, capsys, "check", "--lang", "zh")
    assert "错误[CB205]：“suports”不是 `stance` 的取值" in err
    assert err.endswith("`make explain CODE=CB205` 有更多说明\n")
    code, out, err = run(sample, capsys, "check", "--format", "json")
    assert (code, err) == (1, "")
    assert [one["code"] for one in json.loads(out)] == ["CB205"]
    code, out, err = run(sample, capsys, "check", "--format", "github", "--lang", "zh")
    assert code == 1
    first, stop, head, *_ = out.split("\n")
    assert first.startswith("::error file=data/cases/harbor.yml,line=")
    assert stop.startswith("::stop-commands::")
    assert "错误[CB205]" in head


def test_warnings_alone_are_shown_and_pass(sample, capsys, monkeypatch):
    warning = problem(severity="warning")
    monkeypatch.setattr("casebook.cli.check.check", lambda *_, **__: [warning])
    code, _, err = run(sample, capsys, "check")
    assert code == 0
    assert "warning[CB204]" in err
    assert json.loads(run(sample, capsys, "check", "--format", "json")[1])
    found = [warning, problem()]
    monkeypatch.setattr("casebook.cli.check.check", lambda *_, **__: found)
    assert run(sample, capsys, "check")[0] == 1


def test_the_environment_decides_on_the_language(sample, capsys, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert "没有问题" in run(sample, capsys, "check")[1]
    assert "no problems" in run(sample, capsys, "check", "--lang", "en")[1]
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "检查 data/ 和 docs/" in capsys.readouterr().out


def test_what_other_commands_say(sample, tmp_path, capsys):
    (sample / "data/schema/case.schema.json").write_text("{}")
    assert run(sample, capsys, "schema", "--lang", "zh")[1] == "已写入 case.schema.json\n"
    (tmp_path / "built").mkdir()
    swap = ("publish", str(tmp_path / "built"), str(tmp_path / "site"), "--lang", "zh")
    assert run(sample, capsys, *swap) == (1, "", f"{tmp_path / 'built'} 里没有网站\n")
    (tmp_path / "built/index.html").write_text("x")
    assert run(sample, capsys, *swap)[:2] == (0, f"网站在 {tmp_path / 'site'}/\n")


def make(*words, **environ):
    return subprocess.run(
        ["make", "--no-print-directory", f"VENV={sys.prefix}", f"RUN=PYTHONPATH={HOOKS} {sys.prefix}/bin/", *words],
        cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_make_check_takes_a_language_and_a_form():
    done = make("-n", "check", "FORMAT=github")
    assert "casebook check --format github" in done.stdout
    assert "casebook check --format text" in make("-n", "check").stdout


def test_make_has_its_way_whatever_the_environment_says():
    rule = "show: ; @echo $$LANGUAGE\n"
    file = f"--eval={rule}"
    assert make(file, "show", "LANG=zh", LANGUAGE="en").stdout == "zh\n"
    assert make(file, "show", LANG="zh_CN.UTF-8", LANGUAGE="en").stdout == "en\n"


# What Pydantic finds, in our own words.


def kinds(schema, seen=None):
    """The types of core schema that a shape is made of."""
    if isinstance(schema, dict):
        if isinstance(kind := schema.get("type"), str):
            yield kind
        for key, part in schema.items():
            if key not in ("metadata", "serialization", "config"):
                yield from kinds(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from kinds(part)


def test_no_shape_can_fail_in_a_way_that_has_no_sentence():
    """Each type of core schema fails in the ways that `misfit` names, or not by itself."""
    from pydantic import TypeAdapter

    named = {"str", "int", "literal", "list", "dict", "model", "model-fields"}
    silent = {"model-field", "nullable", "default", "definitions", "definition-ref", "function-after", "no-info"}  # fmt: skip
    for shape in (file.shape for file in FILES.values()):
        adapter = TypeAdapter(shape)
        adapter.rebuild(force=True)
        assert set(kinds(adapter.core_schema)) <= named | silent


def test_a_form_that_is_missed_is_explained_by_the_description(sample, change, capsys):
    change("data/sources/sample.yml", "language: en", "language: English!")
    _, _, err = run(sample, capsys, "check", "--lang", "zh")
    assert "错误[CB213]：“English!”不合 `language` 的格式" in err
    assert "改法：作品的语言，写 BCP 47 标签，如 en 或 zh-Hans。" in err
    assert "pattern" not in err


def test_no_message_leaves_nothing_to_do():
    assert NOTHING == ""
    assert "help" not in render(problem())


def test_what_is_wrong_with_yaml_is_said_in_chinese(sample, change, capsys):
    change("data/cases/harbor.yml", "status: published", "status: published: yes")
    _, _, err = run(sample, capsys, "check", "--lang", "zh")
    assert "错误[CB106]：YAML 写得不对：这里不能有“键: 值”" in err


def test_a_file_that_cannot_be_read_is_said_in_both_languages(sample, capsys):
    path = Path(sample / "data/cases/harbor.yml")
    path.unlink()
    path.mkdir()
    assert "CB113]: cannot be read: this is a folder" in run(sample, capsys, "check")[2]
    assert "CB113]：无法读取：这是文件夹" in run(sample, capsys, "check", "--lang", "zh")[2]
