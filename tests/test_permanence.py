"""What was published and committed is told of when it is gone; without git nothing is."""

from __future__ import annotations

import subprocess

import pytest

from casebook import check, load

CASE, CORRECTIONS = "data/cases/harbor.yml", "data/corrections.yml"


def codes(project, code="CB320"):
    return [
        (problem.key, problem.place.file)
        for problem in check(load(project))
        if problem.code == code
    ]


@pytest.fixture
def committed(sample):
    for arguments in (
        ["init", "--quiet"],
        ["add", "data", "docs"],
        ["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", "First"],
    ):
        subprocess.run(["git", *arguments], cwd=sample, check=True)
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
    assert {file for _, file in codes(committed)} <= {CORRECTIONS}
    assert [problem for problem in check(load(committed)) if problem.place.file == CORRECTIONS]


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
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qam", "B"],
                   cwd=committed, check=True)  # fmt: skip
    (sample / CASE).write_text("status: published\n", "utf-8")
    assert codes(committed) == []
