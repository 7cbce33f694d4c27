"""What was published and committed is told of when it is gone; without git nothing is."""

from __future__ import annotations

import subprocess

import pytest

from casebook import check, load
from casebook.method.translation_unit import units
from casebook.reading.translation_lock import FILE, Recorded, digest, text

CASE, CORRECTIONS = "data/cases/harbor.yml", "data/corrections.yml"
READINGS = "data/readings/harbor.yml"


def codes(project, code="CB320"):
    return [
        (problem.key, problem.place.file)
        for problem in check(load(project))
        if problem.code == code
    ]


def git(project, *arguments):
    subprocess.run(["git", *arguments], cwd=project, check=True)


def commit(project):
    git(project, "add", "data", "docs")
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    git(project, *who, "commit", "--quiet", "-m", "Kept")


@pytest.fixture
def committed(sample):
    git(sample, "init", "--quiet")
    commit(sample)
    return sample


def test_nothing_is_said_of_what_is_there(committed, change):
    change(CASE, "Pilot Co. adopted the charts in 2018.", "In 2018 Pilot Co. adopted the charts.")
    assert codes(committed) == []


def test_a_published_claim_keeps_its_id(committed):
    for path in [*committed.rglob("harbor.*"), committed / CORRECTIONS]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("pilot-kept-its-fees", "fees-kept"), "utf-8")
    assert codes(committed) == [("claim-lost", CASE)]


def test_a_published_case_is_no_draft_again(committed, change):
    change(CASE, "status: published", "status: draft")
    assert codes(committed) == [("case-unpublished", CASE)]
    change(CASE, "status: draft", "status: retired")
    assert codes(committed) == []


def test_a_published_case_stays(committed):
    (committed / CASE).unlink()
    assert codes(committed) == [("case-lost", CASE)]


@pytest.mark.parametrize("text", [None, "", "{}\n"])
def test_corrections_stay(committed, text):
    path = committed / CORRECTIONS
    path.unlink() if text is None else path.write_text(text, "utf-8")
    lost = [("correction-lost", CORRECTIONS)] * 2
    assert codes(committed) == (lost if text != "" else [])
    assert [problem for problem in check(load(committed)) if problem.place.file == CORRECTIONS]


def test_readings_stay(committed):
    path = committed / READINGS
    whole = path.read_text("utf-8")
    path.write_text(whole[: whole.index("ships-using-charts:")], "utf-8")
    assert codes(committed) == [("reading-lost", READINGS)]
    path.unlink()
    assert codes(committed) == [("reading-lost", READINGS)] * 2


def test_the_record_of_translations_stays(committed):
    path = committed / FILE
    book = load(committed)
    whole = text(
        {unit.key: Recorded(digest(unit.en), digest(unit.zh), True) for unit in units(book)}
    )
    path.write_text(whole, "utf-8")
    commit(committed)
    assert codes(committed) == []
    gone = [line for line in whole.splitlines(keepends=True) if "pilot-adopts" not in line]
    for less in (None, "{}\n", "".join(gone)):
        path.unlink(missing_ok=True) if less is None else path.write_text(less, "utf-8")
        assert codes(committed) == [("record-lost", FILE)]


def test_a_branch_is_compared_with_what_is_published(committed):
    git(committed, "update-ref", "refs/remotes/origin/HEAD", "HEAD")
    for path in [*committed.rglob("harbor.*"), committed / CORRECTIONS]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("why-they-opened", "pilot-adopts-too"), "utf-8")
    commit(committed)
    assert codes(committed) == [("claim-lost", CASE)]
    git(committed, "update-ref", "refs/remotes/origin/HEAD", "HEAD")
    assert codes(committed) == []


def test_no_file_is_emptied(committed):
    (committed / "data/terms.yml").write_text("{}\n", "utf-8")
    assert codes(committed) == [("file-emptied", "data/terms.yml")]


def test_a_draft_may_lose_what_it_likes(committed):
    (committed / "data/cases/quay.yml").unlink()
    assert codes(committed) == []


def test_without_git_nothing_is_compared(committed, monkeypatch):
    (committed / CASE).unlink()
    monkeypatch.setenv("PATH", "")
    assert codes(committed) == []


def test_without_a_repository_nothing_is_compared(sample):
    (sample / CASE).unlink()
    assert codes(sample) == []


def test_what_was_committed_need_not_be_sound(sample, committed):
    (sample / CASE).write_text("[", "utf-8")
    commit(committed)
    (sample / CASE).write_text("status: published\n", "utf-8")
    assert codes(committed) == []
