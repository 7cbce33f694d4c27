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
from casebook.method.translation import STATES, WEIGHTS
from casebook.model.files import FILES
from casebook.problems import message
from casebook.problems.message import NOTHING, PLACEHOLDER, fill, say, translate
from casebook.problems.printer import as_github, as_json, render, silenced, text
from casebook.problems.problem import Place, Problem, closest, listing

from .conftest import ROOT

HOOKS = ROOT / "hooks"
WRONG = {"value": "X"}


def problem(file="a.yml", line=1, column=1, length=1, key="not-an-id", **values):
    return Problem(Place(file, line, column, length), key, **(values or WRONG))


WARNING = problem(key="translation-stale", weight="core", name="a/b", changed="en", behind="zh")


# What a message is.


def test_a_message_is_said_in_both_languages():
    refusal = say("not-an-id", value="X")
    assert translate(refusal, "en") == str(refusal) == "'X' is not an id"
    assert translate(refusal, "zh") == "“X”不能作编号"


def test_a_message_within_a_message_is_said_in_the_same_language():
    meant = closest("suplier", ["supplier", "steward"])
    reference = problem(key="unknown-reference", meant=meant, where=say("see-file", file="x"))
    assert translate(reference.help, "en") == "did you mean 'supplier'? See x"
    assert translate(reference.help, "zh") == "是不是“supplier”？见 x"


def test_where_nothing_is_close_nothing_is_said():
    assert closest("xyz", ["supplier"]) == NOTHING
    assert translate(NOTHING, "zh") == ""


def test_lists_have_the_marks_of_their_language():
    few, many = listing(str(n) for n in range(3)), listing([str(n) for n in range(5)], most=3)
    assert (str(few), translate(few, "zh")) == ("0, 1, 2", "0、1、2")
    assert (str(many), translate(many, "zh")) == ("0, 1, 2 and 2 more", "0、1、2，另有 2 个")
    assert str(listing([])) == "none"


@pytest.mark.parametrize(
    ("template", "value", "filled"),
    [
        ("针对的是{name}，", "Arm", "针对的是 Arm，"),
        ("{name}的掌控力", "Arm", "Arm 的掌控力"),
        ("{name}的掌控力", "谷歌", "谷歌的掌控力"),
        ("第{name}环", 2, "第 2 环"),
        ("RISC-V{name}", "联盟", "RISC-V 联盟"),
        ("第 {name} 环", 2, "第 2 环"),
        ("见{name}", "《X》", "见《X》"),
        ("by{name}", "Arm", "byArm"),
    ],
)
def test_a_space_comes_between_chinese_and_latin_writing_where_a_value_is_filled_in(
    template, value, filled
):
    assert fill(template, {"name": value}, "zh") == filled


@pytest.mark.parametrize(
    "value", ["{value.__class__}", "{0}", "{", "%s", "}{", "{value}", "{name}"]
)
def test_what_fills_a_message_is_never_taken_for_a_template(value):
    nested = say("wrote-source", id=say("not-an-id", value=value), file="{id}")
    assert str(nested) == f"wrote '{value}' is not an id to {{id}}"
    assert value in translate(nested, "zh")


@pytest.mark.parametrize(
    "template", ["{}", "{x!r}", "{x.y}", "{x[0]}", "{x:>9}", "{ x }", "{X}", "{"]
)
def test_only_bare_names_are_filled(template):
    assert fill(template, {"x": "filled", "X": "filled"}, "en").replace("filled", "x") == template


KEYED = {"say": 0, "Problem": 1, "fail": 1, "stop": 1, "rule": 0}
"""Functions that take a key, and which of their arguments it is."""


def keys_in_code():
    """Every key that the code names: a literal, or one of several between which it chooses."""
    for path in sorted(HOOKS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in KEYED and len(node.args) > KEYED[name]:
                    key = node.args[KEYED[name]]
                    if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value:
                        assert message.sentence(key.value), f"{path}:{node.lineno}"


def test_every_key_exists_and_none_is_idle():
    """Some keys are made of parts: what an unknown reference refers to, and weights and states."""
    named = set(keys_in_code())
    made = {f"kind-{kind}" for kind in ("source", "claim", "case", "series", "term", "actor")}
    made |= {f"count-{weight}" for weight in WEIGHTS}
    made |= {f"translations-{state}" for state in (*STATES, "unknown")}
    every = {*message.kinds(), *message.phrases(), *message.commands()}
    assert every - named - made == set()
    assert len(every) == len(message.kinds()) + len(message.phrases()) + len(message.commands())


def test_both_languages_have_the_same_placeholders_and_none_is_left_empty():
    every = [*message.commands().values(), *message.phrases().values()]
    for kind in message.kinds().values():
        every += [kind.message, *([kind.help] if kind.help else [])]
    for both in every:
        assert sorted(PLACEHOLDER.findall(both.en)) == sorted(PLACEHOLDER.findall(both.zh)), both
        assert both.en.strip(), both.zh.strip()


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
    marked = problem(line=2, column=4, length=2)
    assert render(marked, ["x", "ab 护城 c"]) == (
        "a.yml:2:4: error[CB206]: 'X' is not an id\n"
        "    2 | ab 护城 c\n"
        "      |    ^^^^\n"
        "   help: use lower-case letters, digits and single hyphens: [a-z0-9-]+"
    )
    assert render(marked, ["x", "ab 护城 c"], "zh") == (
        "a.yml:2:4: 错误[CB206]：“X”不能作编号\n"
        "    2 | ab 护城 c\n"
        "      |    ^^^^\n"
        "   改法：只用小写字母、数字和单个连字符：[a-z0-9-]+"
    )


def test_a_long_line_is_shown_around_the_place():
    shown = render(problem(column=500, length=3), ["x" * 499 + "abc" + "y" * 500])
    line, caret, _ = shown.split("\n")[1:]
    assert line.startswith("    1 | …xxx")
    assert line.endswith("…")
    assert line[caret.index("^") : caret.index("^") + 3] == "abc"


def test_a_place_beyond_the_file_is_printed_without_a_line():
    assert render(problem(line=9), ["x"]).count("\n") == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_terminal_codes_in_the_data_are_not_printed(lang):
    hostile = problem("\x1b.yml", value="\x1b[31mred\r\nx\u202e")
    printed = render(hostile, ["\x1b[31mred"], lang)
    assert not re.search("[\x1b\r\u202e]", printed)
    assert len(printed.split("\n")) == 4


def test_a_report_is_ordered_whole_and_without_repetition():
    late, early = problem(line=9), problem(line=2)
    printed = text([late, early, late], lambda _: ())
    assert printed.index("a.yml:2") < printed.index("a.yml:9")
    assert printed.splitlines()[-2:] == [
        "2 problems in 1 file",
        "`make explain CODE=CB206` tells more about this code",
    ]


def test_a_report_counts():
    first, second = problem(), problem("b.yml")
    assert "\n1 problem in 1 file\n" in text([first], lambda _: ())
    assert "\n2 problems in 2 files\n" in text([first, second], lambda _: ())
    assert "\n2 个文件，2 处问题\n" in text([first, second], lambda _: (), "zh")


def test_a_warning_is_called_one():
    assert render(WARNING).startswith(
        "a.yml:1:1: warning[CB412]: of this text (core) only the `en`"
    )
    assert render(WARNING, lang="zh").startswith("a.yml:1:1: 警告[CB412]：")
    assert errors([WARNING, problem()]) == [problem()]
    assert errors([WARNING.for_release()]) == []
    assert errors([problem(key="caveat-stale", weight="caveat", name="a").for_release()])


# For tools.


def test_json_says_everything_in_both_languages():
    printed = json.loads(as_json([problem(line=3, column=4, length=5)]))
    assert printed == [
        {
            "file": "a.yml",
            "line": 3,
            "column": 4,
            "endColumn": 9,
            "severity": "error",
            "code": "CB206",
            "message": {"en": "'X' is not an id", "zh": "“X”不能作编号"},
            "help": {
                "en": "use lower-case letters, digits and single hyphens: [a-z0-9-]+",
                "zh": "只用小写字母、数字和单个连字符：[a-z0-9-]+",
            },
        }
    ]
    assert list(printed[0])[:4] == ["file", "line", "column", "endColumn"]


def test_json_is_one_sorted_array_even_of_nothing():
    assert as_json([]) == "[]"
    both = as_json([problem(line=9), problem(line=2), problem(line=9)])
    assert [entry["line"] for entry in json.loads(both)] == [2, 9]
    assert both.startswith('[\n {\n  "file": "a.yml",')


# For GitHub.


def test_a_workflow_command():
    noted = problem("data/a.yml", 3, 4, 5)
    assert as_github([noted]) == (
        "::error file=data/a.yml,line=3,col=4,endColumn=9,title=CB206::"
        "'X' is not an id%0Ause lower-case letters, digits and single hyphens: [a-z0-9-]+"
    )
    assert as_github([noted], "zh").endswith(
        "::“X”不能作编号%0A只用小写字母、数字和单个连字符：[a-z0-9-]+"
    )
    assert as_github([WARNING]).startswith("::warning file=a.yml,")


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
    hostile = problem(raw, value=raw)
    assert as_github([hostile]).startswith(
        f"::error file={in_property},line=1,col=1,endColumn=2,title=CB206::"
        f"'{in_message}' is not an id%0A"
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
    assert run(sample, capsys, "check")[0] == 0
    assert run(sample, capsys, "check")[1].startswith(f"no problems in {number} files\n")
    assert run(sample, capsys, "check", "--lang", "zh")[1].startswith(
        f"{number} 个文件，没有问题\n"
    )
    assert run(sample, capsys, "check", "--format", "json") == (0, "[]\n", "")
    assert run(sample, capsys, "check", "--format", "github")[0] == 0


def test_a_broken_casebook_in_each_form(sample, change, capsys):
    change("data/cases/harbor.yml", "stance: supports", "stance: suports")
    code, out, err = run(sample, capsys, "check")
    assert (code, out) == (1, "no translation is on record: `make synced` records them\n")
    assert "error[CB205]: 'suports' is not a value of 'stance'" in err
    code, out, err = run(sample, capsys, "check", "--lang", "zh")
    assert "错误[CB205]：“suports”不是 `stance` 的取值" in err
    assert err.endswith("`make explain CODE=CB205` 有更多说明\n")
    code, out, err = run(sample, capsys, "check", "--format", "json")
    assert (code, err) == (1, "")
    assert [entry["code"] for entry in json.loads(out)] == ["CB205"]
    code, out, err = run(sample, capsys, "check", "--format", "github", "--lang", "zh")
    assert code == 1
    first, stop, head, *_ = out.split("\n")
    assert first.startswith("::error file=data/cases/harbor.yml,line=")
    assert stop.startswith("::stop-commands::")
    assert "错误[CB205]" in head


def test_warnings_alone_are_shown_and_pass(sample, capsys, monkeypatch):
    monkeypatch.setattr("casebook.cli.site.problems_of", lambda *_, **__: [WARNING])
    code, _, err = run(sample, capsys, "check")
    assert code == 0
    assert "warning[CB412]" in err
    assert json.loads(run(sample, capsys, "check", "--format", "json")[1])
    both = [WARNING, problem()]
    monkeypatch.setattr("casebook.cli.site.problems_of", lambda *_, **__: both)
    assert run(sample, capsys, "check")[0] == 1


def test_the_environment_decides_on_the_language(sample, capsys, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert "没有问题" in run(sample, capsys, "check")[1]
    assert "no problems" in run(sample, capsys, "check", "--lang", "en")[1]
    done = subprocess.run(
        [sys.executable, "-m", "casebook", "--help"], env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "检查 data/ 和 docs/" in done.stdout


@pytest.mark.parametrize(
    ("verb", "code"), [("explain CB301", 0), ("list claims", 0), ("check", 1), ("explain CB999", 2)]
)
def test_whoever_stops_reading_gets_no_error_of_ours(sample, change, verb, code):
    """As in `make explain CODE=CB301 | head -1`: what was found out counts, not who read it."""
    change("data/cases/harbor.yml", "stance: supports", "stance: suports")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "casebook", "--root", str(sample), *verb.split()],
        env=os.environ | {"PYTHONPATH": HOOKS}, stdout=writer, stderr=writer, check=False,
    )  # fmt: skip
    os.close(writer)
    assert done.returncode == code


def test_a_list_that_no_case_has_says_so(sample, capsys):
    code, out, err = run(sample, capsys, "list", "terms", "--case", "harbor")
    assert (code, out, err) == (2, "", "terms belong to no case: leave CASE out\n")
    assert run(sample, capsys, "list", "claims", "--case", "harbor")[0] == 0
    assert (
        "去掉 CASE" in run(sample, capsys, "list", "terms", "--case", "harbor", "--lang", "zh")[2]
    )


def test_what_other_commands_say(sample, capsys):
    (sample / "data/schema/case.schema.json").write_text("{}")
    assert run(sample, capsys, "schema", "--lang", "zh")[1] == "已写入 case.schema.json\n"


def make(*words, **environ):
    return subprocess.run(
        ["make", "--no-print-directory", f"VENV={sys.prefix}", f"RUN=PYTHONPATH={HOOKS} {sys.prefix}/bin/", *words],
        cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_make_check_takes_a_language_and_a_form():
    assert 'casebook check --format "${FORMAT:-text}"' in make("-n", "check").stdout
    done = make("check", "FORMAT=json")
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("name", ["FORMAT", "PORT", "REVIEWED", "LANG"])
@pytest.mark.parametrize(
    "value", ["$(shell touch {})", "`touch {}`", "1'; touch {}; '", "text; touch {}"]
)
def test_make_runs_nothing_that_is_typed_as_a_value(tmp_path, name, value):
    mark = tmp_path / "ran"
    verb = {"PORT": "serve", "REVIEWED": "synced"}.get(name, "check")
    make(verb, f"{name}={value.format(mark)}", "RUN=true ")
    assert not mark.exists()


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
    """Each type of core schema fails in the ways that `shape` names, or not by itself."""
    from pydantic import TypeAdapter

    named = {"str", "int", "literal", "list", "dict", "model", "model-fields"}
    silent = {"model-field", "nullable", "default", "definitions", "definition-ref", "function-after", "no-info",
              "function-before"}  # the one of a text only fills in its other language  # fmt: skip
    for shape in [kind.shape for kind in FILES.values()]:
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
    assert not NOTHING
    assert translate(NOTHING, "zh") == ""


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
