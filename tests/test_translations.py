"""The state of translations: followed through renames, told by weight, recorded, shown, and a release stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import lxml.html
import pytest

from casebook import Settings, check, contexts, errors, load, pages, report
from casebook.__main__ import main
from casebook.editing.synced import record, write
from casebook.method.translation import compare, counted
from casebook.method.translation_unit import units
from casebook.problems.message import RefusedError
from casebook.reading import translation_lock as lock
from casebook.reading.translation_lock import Recorded, digest

from .conftest import ROOT, copy_sample

COUNTER = "harbor/claims/pilot-kept-its-fees/text"
CASE = "data/cases/harbor.yml"


@pytest.fixture
def recorded(sample):
    """The sample with everything on record as reviewed."""
    book = load(sample)
    (sample / lock.FILE).write_text(
        lock.text(
            {
                unit.key: Recorded(digest(unit.en), digest(unit.zh), True)
                for unit in units(book)
                if unit.en and unit.zh
            }
        ),
        "utf-8",
    )
    return sample


NOTES = ("buoy", "reef")
"""The notes of the sample, each in one language."""
NOTED = "missing in one language: 3 counter, 3 core, 13 context"


def states(project):
    """The texts that are not reviewed, by key, but for those of the notes."""
    return {
        entry.unit.key: entry.state
        for entry in compare(load(project)).all
        if entry.state != "reviewed" and entry.unit.home not in NOTES
    }


def run(project, *arguments, capsys):
    code = main(["--root", str(project), *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


# Keys


def test_texts_go_by_ids_and_not_by_their_place(recorded):
    keys = {unit.key: unit for unit in units(load(recorded))}
    assert keys[COUNTER].weight == "counter"
    assert keys["harbor/verdict/would_change"].weight == "core"
    assert keys["harbor/summary"].weight == "core"
    assert keys["harbor/questions/1/text"].weight == "context"
    assert keys["cases/harbor#against"].weight == "counter"
    assert keys["cases/harbor#moat"].weight == "core"
    assert keys["method#grades"].weight == "context"
    assert keys["method:title"].en == "Method"
    assert keys["vocabulary:play/open-standard/label"].weight == "label"
    assert keys["corrections:harbor-count/wrong"].page == "corrections.md"
    assert len(keys) == len(list(units(load(recorded))))


def test_every_text_of_ours_has_a_key_of_its_own_and_a_place(recorded):
    book = load(ROOT)
    made = list(units(book))
    assert len({unit.key for unit in made}) == len(made)
    for unit in [*made[::97], made[-1]]:
        for lang in ("en", "zh"):
            place = unit.where(lang)
            assert place.file in book.documents
            assert place.line > 1 or place.file.startswith(f"docs/{lang}/")


# States


def test_what_is_on_record_as_it_stands_is_reviewed(recorded):
    assert states(recorded) == {}
    assert check(load(recorded)) == []
    assert list(map(str, counted(compare(load(recorded))))) == [NOTED]
    for slug in NOTES:
        (recorded / f"data/cases/{slug}.yml").unlink()
    assert list(map(str, counted(compare(load(recorded))))) == ["all translations are reviewed"]


def test_the_record_of_hundreds_of_cases_is_read(recorded, capsys):
    """A file over 1 MB that somebody wrote is a mistake; the record grows with the cases."""
    path = recorded / "data/translations.lock.json"
    many = "".join(f'"gone-{number}": "{"0" * 12} {"1" * 12}",\n' for number in range(30_000))
    path.write_text(path.read_text("utf-8").replace("{\n", "{\n" + many, 1), "utf-8")
    assert path.stat().st_size > 1_000_000
    code, out, _ = run(recorded, "check", capsys=capsys)
    assert (code, "CB104" in out) == (0, False)


def test_without_a_record_nothing_is_said(sample):
    book = load(sample)
    assert check(book) == []
    assert list(map(str, counted(compare(book)))) == [
        "no translation is on record: `make synced` records them"
    ]


def test_a_release_wants_a_record(sample):
    (problem,) = check(load(sample), release=True)
    assert (problem.key, problem.place.file, problem.severity) == ("no-record", lock.FILE, "error")


def test_setting_a_text_otherwise_changes_nothing(recorded, change):
    change(
        CASE,
        'text: {en: "Pilot Co. adopted the charts in 2018.", zh: "领航公司于 2018 年采用这些海图。"}',
        "text:\n      en: >-\n        Pilot Co.   adopted\n        the charts in 2018.\n"
        "      zh: 领航公司于 2018 年采用这些海图。",
    )
    page = recorded / "docs/en/cases/harbor.md"
    text = page.read_text("utf-8")
    assert "The charts, not the lamps." in text
    page.write_text(text.replace("charts, not the", "*charts*,\nnot  the"), "utf-8")
    assert states(recorded) == {}


def test_a_new_id_takes_the_state_along(recorded):
    for path in recorded.rglob("*"):
        if path.suffix in (".yml", ".md"):
            text = path.read_text("utf-8")
            path.write_text(text.replace("pilot-kept-its-fees", "fees-kept"), "utf-8")
    assert errors(check(load(recorded))) == []
    assert states(recorded) == {}
    made = record(load(recorded))
    assert made.records["harbor/claims/fees-kept/text"].reviewed
    assert COUNTER not in made.records
    assert (made.new, made.gone) == (1, 1)


def test_a_new_id_does_not_hide_that_the_english_changed(recorded, change):
    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    for path in recorded.rglob("*"):
        if path.suffix in (".yml", ".md"):
            text = path.read_text("utf-8")
            path.write_text(text.replace("pilot-adopts", "pilot-took-them"), "utf-8")
    assert states(recorded) == {"harbor/claims/pilot-took-them/text": "stale"}


def test_a_question_put_before_another_moves_no_state(recorded, change):
    change(
        CASE,
        "questions:\n",
        'questions:\n  - {asked: 2014-06, text: {en: "Why charts?", zh: "为什么是海图？"}}\n',
    )
    assert states(recorded) == {"harbor/questions/1/text": "unreviewed"}


def test_one_language_changed_is_stale_in_the_other_and_both_are_unreviewed(recorded, change):
    def behind() -> set[str]:
        return {entry.behind for entry in compare(load(recorded)).of(state="stale")}

    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    assert states(recorded) == {"harbor/claims/pilot-adopts/text": "stale"}
    assert behind() == {"zh"}
    change(CASE, "领航公司于 2018 年采用这些海图。", "领航公司不久就在 2018 年采用这些海图。")
    assert states(recorded) == {"harbor/claims/pilot-adopts/text": "unreviewed"}
    change(
        CASE, "Pilot Co. soon adopted the charts in 2018.", "Pilot Co. adopted the charts in 2018."
    )
    assert states(recorded) == {"harbor/claims/pilot-adopts/text": "stale"}
    assert behind() == {"en"}
    change(CASE, "领航公司不久就在 2018 年采用这些海图。", "领航公司于 2018 年采用这些海图。")
    assert states(recorded) == {}


def test_a_copy_of_a_text_does_not_hide_that_the_text_changed_in_one_language(recorded, change):
    en, zh = "Pilot Co. adopted the charts in 2018.", "领航公司于 2018 年采用这些海图。"
    copied = f'questions:\n  - {{asked: 2018, text: {{en: "{en}", zh: "{zh}"}}}}\n'
    change(CASE, en, en.replace("adopted", "soon adopted"))
    change(CASE, "questions:\n", copied)
    assert states(recorded)["harbor/claims/pilot-adopts/text"] == "stale"


def test_two_texts_that_changed_places_in_one_language_blame_that_language(recorded, change):
    first, second = "领航公司于 2018 年采用这些海图。", "领航公司直到 2020 年仍照收费用。"
    change(CASE, first, "…")
    change(CASE, second, first)
    change(CASE, "…", second)
    behind = {entry.unit.key: entry.behind for entry in compare(load(recorded)).of(state="stale")}
    assert behind == {"harbor/claims/pilot-adopts/text": "en", COUNTER: "en"}


def test_a_section_that_one_language_lacks_is_missing(recorded):
    page = recorded / "docs/zh/cases/harbor.md"
    text = page.read_text("utf-8")
    page.write_text(text[: text.index("## ", text.index("{ #against }"))], "utf-8")
    assert states(recorded) == {"cases/harbor#lesson": "missing"}
    assert list(map(str, counted(compare(load(recorded))))) == [NOTED.replace("3 core", "4 core")]


# The check


def test_stale_texts_are_warnings_with_their_weight_that_fail_nothing(recorded, change, capsys):
    change("docs/en/method.md", "\n# Method {", "\n# The method {")
    make_counter_stale(change)
    problems = check(load(recorded))
    assert [(problem.key, problem.severity, problem.place.file) for problem in problems] == [
        ("caveat-stale", "warning", CASE),
        ("translation-stale", "warning", "docs/zh/method.md"),
    ]
    assert "(counter)" in str(problems[0].message)
    assert f"make synced ITEM={COUNTER}" in str(problems[0].help)
    line = load(recorded).lines(CASE)[problems[0].place.line - 1]
    assert line[problems[0].place.column - 1 :].startswith('"领航公司直到 2020 年仍照收费用。"')
    code, out, _ = run(recorded, "check", capsys=capsys)
    assert code == 0
    notes, stale, stops = out.splitlines()
    assert notes == NOTED
    assert stale == "changed in one language only: 1 counter, 1 context"
    assert "`make build` would stop at 1 of these: CB412" in stops


def test_what_is_new_or_lost_a_line_is_told(recorded, change, capsys):
    """A line taken out of the record, or its digests changed by hand, shows as a text not on
    record; one digest changed shows as a language that is behind.
    """
    text = (recorded / lock.FILE).read_text("utf-8")
    line = next(line for line in text.splitlines(True) if line.startswith(f'"{COUNTER}"'))
    en, zh = line.split('"')[3].split()[:2]
    for side in (en, zh):
        (recorded / lock.FILE).write_text(text.replace(side, "0" * 12), "utf-8")
        assert states(recorded) == {COUNTER: "stale"}
    for broken in (text.replace(line, ""), text.replace(f"{en} {zh}", "0" * 12 + " " + "0" * 12)):
        (recorded / lock.FILE).write_text(broken, "utf-8")
        out = run(recorded, "check", capsys=capsys)[1]
        assert "of these not on record, run `make synced`: 1 counter\n" in out
        code, _, err = run(recorded, "check", "--release", capsys=capsys)
        assert code == 1
        assert "error[CB411]: this text (counter) is not on record as it stands" in err
        unrecorded = check(load(recorded), release=True)
        assert [problem.key for problem in unrecorded] == ["text-not-on-record"]
    (recorded / lock.FILE).write_text(text.replace("harbor/claims", "harbour/claims"), "utf-8")
    assert states(recorded) == {}, "a text under another name is the same text"


def make_counter_stale(change):
    change(CASE, "kept its fees until", "raised its fees until")


def test_a_release_stops_on_what_speaks_against_and_on_nothing_lighter(recorded, change, capsys):
    change("docs/en/method.md", "\n# Method {", "\n# The method {")
    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    assert run(recorded, "check", "--release", capsys=capsys)[0] == 0
    make_counter_stale(change)
    code, _, stderr = run(recorded, "check", "--release", capsys=capsys)
    assert code == 1
    assert stderr.count("error[CB412]") == 1
    assert stderr.count("warning[CB412]") == 2


@pytest.mark.parametrize("weight", ["counter", "caveat"])
def test_what_stops_a_release_is_the_weight_of_the_claim(recorded, change, weight):
    text = (recorded / CASE).read_text("utf-8")
    at = text.index("id: pilot-adopts")
    lines = text[at:].split("\n", 4)
    heavier = "\n".join(
        [f"    weight: {weight}" if line.startswith("    weight:") else line for line in lines]
    )
    assert f"weight: {weight}" in heavier
    (recorded / CASE).write_text(text[:at] + heavier, "utf-8")
    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    problems = [
        problem for problem in check(load(recorded), release=True) if problem.code == "CB412"
    ]
    assert [problem.severity for problem in problems] == ["error"]


def test_make_build_is_a_release(recorded, change, capfd):
    make_counter_stale(change)
    assert main(["--root", str(recorded), "build"]) == 1
    assert capfd.readouterr().err.count("error[CB412]") == 1
    assert not (recorded / "site").exists()


# Recording


def test_synced_records_all_but_what_someone_must_look_at(recorded, change, capsys):
    make_counter_stale(change)
    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    change(CASE, "领航公司于 2018 年采用这些海图。", "领航公司不久就在 2018 年采用这些海图。")
    change(
        CASE,
        "questions:\n",
        'questions:\n  - {asked: 2014-06, text: {en: "Why charts?", zh: "为什么是海图？"}}\n',
    )
    code, out, _ = run(recorded, "synced", capsys=capsys)
    assert code == 0
    assert f"  {COUNTER} (counter)" in out.splitlines()
    assert "1 new" in out
    book = load(recorded)
    assert states(recorded) == {
        COUNTER: "stale",
        "harbor/claims/pilot-adopts/text": "unreviewed",
        "harbor/questions/1/text": "unreviewed",
    }
    assert book.recorded["harbor/claims/pilot-adopts/text"].en == digest(
        "Pilot Co. soon adopted the charts in 2018."
    )
    before = (recorded / lock.FILE).read_bytes()
    assert run(recorded, "synced", capsys=capsys)[0] == 0
    assert (recorded / lock.FILE).read_bytes() == before


def test_naming_a_text_records_that_its_chinese_needs_no_change(recorded, change, capsys):
    make_counter_stale(change)
    code, out, _ = run(recorded, "synced", "harbor/claims/pilot-kept-its-fees", capsys=capsys)
    assert code == 0
    assert "stale" not in out
    assert states(recorded) == {COUNTER: "unreviewed"}
    assert run(recorded, "synced", COUNTER, "--reviewed", capsys=capsys)[0] == 0
    assert states(recorded) == {}


def test_a_case_is_reviewed_as_a_whole_with_its_story_and_nothing_else(sample, capsys):
    assert run(sample, "synced", capsys=capsys)[0] == 0
    assert run(sample, "synced", "--reviewed", "harbor", capsys=capsys)[0] == 0
    read = {entry.unit.key for entry in compare(load(sample)).all if entry.state == "reviewed"}
    assert {COUNTER, "cases/harbor#against", "harbor/title"} <= read
    assert all(key.startswith(("harbor/", "cases/harbor")) for key in read)


def test_what_is_gone_leaves_the_record(recorded, capsys):
    path = recorded / lock.FILE
    old = path.read_bytes()
    path.write_text(
        lock.text({**load(recorded).recorded, "gone/title": Recorded("1" * 12, "0" * 12, False)}),
        "utf-8",
    )
    assert "1 gone" in run(recorded, "synced", capsys=capsys)[1]
    assert path.read_bytes() == old


def test_an_unknown_name_gets_a_suggestion_and_records_nothing(recorded, change, capsys):
    make_counter_stale(change)
    before = (recorded / lock.FILE).read_bytes()
    code, _, stderr = run(recorded, "synced", "harbor/claims/pilot-kept-fees", capsys=capsys)
    assert code == 2
    assert "did you mean 'harbor/claims/pilot-kept-its-fees'?" in stderr
    assert (recorded / lock.FILE).read_bytes() == before
    with pytest.raises(RefusedError):
        record(load(recorded), ["harbor/claims/pilot"])  # half a name is none


def test_a_review_names_what_was_read(recorded, capsys):
    assert run(recorded, "synced", "--reviewed", capsys=capsys)[0] == 2


def test_nothing_is_recorded_of_a_book_with_errors(recorded, change, capsys):
    change(CASE, "questions:\n", "question:\n")
    before = (recorded / lock.FILE).read_bytes()
    code, _, stderr = run(recorded, "synced", capsys=capsys)
    assert code == 1
    assert "CB201" in stderr
    assert (recorded / lock.FILE).read_bytes() == before


def test_make_synced_takes_names_as_variables(sample):
    """The names go through make and the shell: a section's holds a `#`."""
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("$(VENV)/site.stamp", "")
    makefile = makefile.replace("VENV)/bin/", "FAKE)").replace("python -m", f"{sys.executable} -m")
    (sample / "Makefile").write_text(makefile, "utf-8")

    def make(*words):
        return subprocess.run(
            ["make", "synced", *words], cwd=sample, capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        )  # fmt: skip

    make()
    make("ITEM=cases/harbor#against harbor/title", "REVIEWED=1")
    read = {entry.unit.key for entry in compare(load(sample)).all if entry.state == "reviewed"}
    assert read == {"cases/harbor#against", "harbor/title"}
    make("CASE=harbor", "REVIEWED=1")
    book = load(sample)
    assert compare(book).counts("harbor").keys() == {"reviewed"}


# The record as a file


def test_each_text_stands_on_a_line_of_its_own_in_order(recorded):
    lines = (recorded / lock.FILE).read_text("utf-8").splitlines()
    keys = [json.loads("{" + line.rstrip(",") + "}") for line in lines[1:-1]]
    names = [next(iter(key)) for key in keys]
    assert names == sorted(names)
    assert len(names) == len(load(recorded).recorded)


def test_whatever_stands_in_a_text_can_be_recorded_and_read_again(sample, change):
    change(
        CASE,
        '"Pilot Co. adopted the charts in 2018."',
        r'"A \"quote\" \\ end."',
    )
    book = load(sample)
    assert write(book, record(book))
    again = load(sample)
    assert again.problems == []
    assert states(sample).keys() == {
        entry.unit.key for entry in compare(again).all if entry.unit.home not in NOTES
    }
    assert not write(again, record(again))


def test_the_record_is_not_written_through_a_link(sample, capsys, tmp_path):
    (tmp_path / "outside").write_text("kept", "utf-8")
    (sample / lock.FILE).unlink(missing_ok=True)
    (sample / lock.FILE).symlink_to(tmp_path / "outside")
    main(["--root", str(sample), "synced"])
    assert "Traceback" not in capsys.readouterr().err
    assert (tmp_path / "outside").read_text("utf-8") == "kept"


FINE = '"a/title": "0123456789ab cdef01234567 reviewed"'


@pytest.mark.parametrize(
    ("text", "lines", "words"),
    [
        ("[]\n", [1], "not as `make synced` writes it"),
        (f"{{\n<<<<<<< ours\n{FINE}\n=======\n{FINE}\n>>>>>>> theirs\n}}\n", [2, 4, 5, 6], "a conflict of a merge"),
        ("[" * 100_000, [1], "not as `make synced` writes it"),
        (f"{{\n{FINE},\n{FINE}\n}}\n", [3], "'a/title' is on record twice"),
        (f'{{\n{FINE},\n"b": 1\n}}\n', [3], "not as `make synced` writes it"),
        (f"{{\n{FINE.replace(' reviewed', ' Reviewed')}\n}}\n", [2], "not as `make synced` writes it"),
        (f"{{\n{FINE.replace('ab', 'AB')}\n}}\n", [2], "not as `make synced` writes it"),
        (f"{{\n{FINE.replace('0123', '')}\n}}\n", [2], "not as `make synced` writes it"),
    ],
)  # fmt: skip
def test_a_broken_record_is_told_at_its_lines(sample, text, lines, words):
    (sample / lock.FILE).write_text(text, "utf-8")
    book = load(sample)
    problems = check(book)
    assert {(problem.code, problem.place.file) for problem in problems} == {("CB411", lock.FILE)}
    assert [problem.place.line for problem in problems] == lines
    assert words in str(problems[0].message)
    assert "CB411" in report(problems, book.lines)
    assert not compare(book).recorded


def test_a_record_that_is_no_text_or_no_file_is_a_problem_too(sample):
    (sample / lock.FILE).write_bytes(b"\xff{}")
    assert [problem.code for problem in check(load(sample))] == ["CB101"]
    (sample / lock.FILE).unlink()
    (sample / lock.FILE).mkdir()
    assert [problem.code for problem in check(load(sample))] == ["CB113"]


# Merges


def git(project, *words):
    environ = os.environ | {
        f"GIT_{who}_{what}": f"{what.lower()}@example.org"
        for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }  # fmt: skip
    done = subprocess.run(
        ["git", *words], cwd=project, env=environ, capture_output=True, text=True, check=False
    )
    return done.returncode


@pytest.fixture
def merging(sample, capsys):
    """A merge that stopped: one side has reviewed two texts, the other their neighbors."""
    run(sample, "synced", capsys=capsys)
    git(sample, "init", "-q", "-b", "main")
    git(sample, "add", "data", "docs")
    git(sample, "commit", "-qm", "start")
    git(sample, "switch", "-qc", "theirs")
    run(sample, "synced", "--reviewed", COUNTER, "harbor/subtitle", capsys=capsys)
    git(sample, "commit", "-qam", "reviewed")
    git(sample, "switch", "-q", "main")
    path = sample / lock.FILE
    lines = path.read_text("utf-8").splitlines(True)
    for number, line in enumerate(lines):
        if line.startswith((f'"{COUNTER}"', '"harbor/subtitle"')):
            lines[number - 1] = lines[number - 1].replace('",', ' reviewed",')
    path.write_text("".join(lines), "utf-8")
    git(sample, "commit", "-qam", "reviewed their neighbors")
    assert git(sample, "merge", "-q", "theirs") == 1
    assert "<<<<<<<" in path.read_text("utf-8")
    return sample


def reviewed(project):
    return {entry.unit.key for entry in compare(load(project)).all if entry.state == "reviewed"}


@pytest.mark.parametrize("side", ["", "--ours", "--theirs", "neither"])
def test_no_review_is_lost_in_a_merge_whatever_side_is_taken(merging, capsys, side):
    if side == "neither":
        (merging / lock.FILE).unlink()
    elif side:
        git(merging, "checkout", side, "--", lock.FILE)
    else:
        assert run(merging, "check", capsys=capsys)[0] == 1, "marks of a conflict are an error"
    assert run(merging, "synced", capsys=capsys)[0] == 0
    assert {COUNTER, "harbor/subtitle"} < reviewed(merging)
    assert len(reviewed(merging)) == 4
    assert errors(check(load(merging))) == []


def test_without_git_both_sides_of_a_conflict_are_read(merging, capsys):
    text = (merging / lock.FILE).read_text("utf-8")
    (merging / ".git").rename(merging / "elsewhere")
    assert run(merging, "synced", capsys=capsys)[0] == 0
    assert len(reviewed(merging)) == 4
    assert "=======" in text


def test_a_review_that_a_change_undoes_is_told(merging, capsys, change):
    run(merging, "synced", capsys=capsys)
    git(merging, "commit", "-qam", "merged")
    make_counter_stale(change)
    change(CASE, "领航公司直到 2020 年仍照收费用。", "领航公司直到 2020 年还在提高费用。")
    out = run(merging, "synced", capsys=capsys)[1]
    assert out.endswith(f"so that they wait for a reader:\n  {COUNTER}\n")
    git(merging, "commit", "-qam", "changed")
    assert COUNTER not in run(merging, "synced", capsys=capsys)[1]


# What readers see


def rendered(project):
    """The pages of a project by the names of their files."""
    return {page.src_uri: page.markdown for page in pages(contexts(load(project), Settings()))}


@pytest.fixture(scope="module")
def stale(tmp_path_factory):
    """Pages of which one text has moved on in English, in words that would like to be markup, and
    one in Chinese.
    """
    folder = tmp_path_factory.mktemp("stale")
    project = copy_sample(folder / "project", engine=False)
    book = load(project)
    write(book, record(book, ["harbor"], reviewed=True))
    path = project / CASE
    text = path.read_text("utf-8")
    hostile = "raised <script>alert(x)</script> **its** [fees](javascript:x) & `more` {#id} until"
    text = text.replace("kept its fees until", hostile, 1)
    text = text.replace("领航公司于 2018 年采用这些海图。", "2018 年，领航公司采用这些海图。")
    path.write_text(text, "utf-8")
    return rendered(project)


def page(rendered_pages, name):
    return lxml.html.fromstring(f"<main>{rendered_pages[name].partition('---')[2]}</main>")


def words(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_status_page_lists_what_is_stale_by_weight(stale, lang):
    shown = page(stale, f"{lang}/translation.md")
    entries = shown.xpath("//ul[@class='cb-changed']/li")
    # What speaks against the thesis comes first.
    assert [entry.xpath(".//code/text()")[0] for entry in entries] == [
        COUNTER,
        "harbor/claims/pilot-adopts/text",
    ]
    assert not shown.xpath("//script | //a[starts-with(@href, 'javascript')]")
    assert entries[0].xpath(".//a/@href")[0].endswith("#claim-pilot-kept-its-fees")
    assert "git log -p --word-diff" in stale[f"{lang}/translation.md"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_status_page_counts_by_case(stale, lang):
    rows = page(stale, f"{lang}/translation.md").xpath("//table[@class='cb-translation']//tr")[1:]
    numbers = [[int(cell.text) for cell in row.xpath("./td")] for row in rows]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    (harbor,) = (row for row in rows if row.xpath("./th//text()")[0] in ("Harbor", "海港"))
    assert harbor.xpath("./td")[3].text == "2", "stale"
    for texts, *by_state in numbers:
        assert texts == sum(by_state)


def test_the_foot_of_a_case_tells_and_leads_there(stale):
    for lang, said in (
        ("en", "texts reviewed; 2 changed in one language since"),
        ("zh", "；2 条只改了一种语言"),
    ):
        (foot,) = page(stale, f"{lang}/cases/harbor.md").xpath(
            "//p[@class='cb-quiet']/a[contains(@href, 'translation')]"
        )
        assert words(foot).endswith(said)


@pytest.mark.parametrize(
    ("lang", "claim", "said"),
    [
        ("zh", "claim-pilot-kept-its-fees", "英文已改，中文待更新"),
        ("en", "claim-pilot-adopts", "The Chinese has changed since"),
    ],
)
def test_a_stale_claim_says_so_in_the_language_that_is_behind(stale, lang, claim, said):
    mark = "//li[contains(@id, 'claim-')]//a[contains(@href, '#stale')]"
    (found,) = page(stale, f"{lang}/cases/harbor/evidence.md").xpath(mark)
    assert (found.xpath("ancestor::li/@id")[0], words(found)) == (claim, said)


def test_pages_without_record_say_so(sample):
    made = rendered(sample)
    for lang, said, foot in (
        ("en", "Nothing is on record so far.", "Translation: nothing on record so far"),
        ("zh", "目前没有任何记录。", "译文：尚无记录"),
    ):
        assert said in made[f"{lang}/translation.md"]
        assert foot in made[f"{lang}/cases/harbor.md"]


def test_a_site_that_is_all_reviewed_says_so(recorded):
    made = {page.src_uri: page for page in pages(contexts(load(recorded), Settings()))}
    assert "None: every text has been reviewed." in made["en/translation.md"].markdown
    assert "没有：没有哪条文字只改了一种语言。" in made["zh/translation.md"].markdown
