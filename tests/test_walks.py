"""The walks of CONTRIBUTING are walked: each command is run, each edit made, each answer compared.

A fenced block tells by its info string what to do with it:

    sh                  run these lines, one after the other, as a contributor would
    sh once             not run here: fetching the project, and sending it to others
    text                what the last command printed, but for its numbers; a line `…` stands for
                        any number of lines
    yaml FILE find      text that stands in FILE exactly once …
    yaml FILE write     … and what to write in its place
    yaml FILE whole     what FILE is to hold
    yaml FILE append    what to add at the end of FILE, dated today, as whoever walks would date it

`UPDATE_GOLDEN=1 make test` writes the answers anew, but for those that hold a `…`; read the
difference afterwards.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import ROOT

GUIDES = {"CONTRIBUTING.md": "en_US.UTF-8", "CONTRIBUTING.zh.md": "zh_CN.UTF-8"}
BLOCK = re.compile(
    r"^```(\w+)(?: (\S+))?(?: (find|write|append|whole))?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
NOISE = re.compile(r"^make: \*\*\* .*\n?", re.MULTILINE)
PERSON = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A Reader"), ("EMAIL", "reader@example.org"))
}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a contributor has after the first two commands of a guide: the project, set up."""
    target = tmp_path / "casebook"
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy)
    for path in target.glob("requirements*.txt"):
        os.utime(path, (0, 0))  # the environment is as new as these
    (target / ".venv").symlink_to(ROOT / ".venv")
    for command in ("git init -q -b main", "git add -A -- . :!.venv", "git commit -q -m start"):
        subprocess.run(command.split(), cwd=target, env=os.environ | PERSON, check=True)
    (target / ".git/info/exclude").write_text(".venv\n", "utf-8")
    return target


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} holds {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), "utf-8")


def agree(said: str, shown: str) -> bool:
    """Whether a guide shows what was printed. Numbers may differ, since they change with the data:
    lines, columns, counts, and with them the widths of blanks and carets. So may the lines of files
    that are quoted.
    """
    pieces = [_plain(piece) for piece in re.split(r"^…\n", shown, flags=re.MULTILINE)]
    pattern = "(?:.*\n)*".join(re.escape(piece) for piece in pieces)
    return re.fullmatch(pattern, _plain(said)) is not None


def _plain(text: str) -> str:
    text = re.sub(r"^ *[0-9]+ \|.*$", "|", text, flags=re.MULTILINE)  # a line of a file
    return re.sub(r"\^+", "^", re.sub(r" +", " ", re.sub(r"[0-9]+", "0", text)))


def walk(text: str, project: Path, locale: str, *, renew: bool) -> str:
    """Does what the guide says, in order; gives the guide with the answers that came."""
    env = os.environ | PERSON | {"LANG": locale, "LC_ALL": "", "LANGUAGE": "", "LC_MESSAGES": ""}
    printed, old, anew = "", "", text
    for language, name, action, body in BLOCK.findall(text):
        if language == "sh" and name != "once":
            printed = ""
            for line in body.splitlines():
                done = subprocess.run(
                    ["bash", "-c", line], cwd=project, env=env, check=False,
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                )  # fmt: skip
                printed += NOISE.sub("", done.stdout.decode())
        elif language == "text":
            if renew and "…\n" not in body:
                anew = anew.replace(f"```text\n{body}```", f"```text\n{printed}```", 1)
            else:
                assert agree(printed, body), f"shown:\n{body}\nprinted:\n{printed}"
        elif action == "find":
            old = body.rstrip("\n")
        elif action == "write":
            replace(project / name, old, body.rstrip("\n"))
        elif action == "whole":
            (project / name).write_text(body, "utf-8")
        elif action == "append":
            path = project / name
            today = dt.datetime.now().astimezone().date()
            dated = re.sub(r"(?m)^  date: .*$", f"  date: {today}", body)
            path.write_text(path.read_text("utf-8") + dated, "utf-8")
    return anew


@pytest.mark.parametrize(("name", "locale"), GUIDES.items())
def test_the_walks_end_where_they_say(clone, name, locale):
    guide = ROOT / name
    renew = bool(os.environ.get("UPDATE_GOLDEN"))
    anew = walk(guide.read_text("utf-8"), clone, locale, renew=renew)
    if renew:
        guide.write_text(anew, "utf-8")
    status = ["git", "status", "--porcelain"]
    left = subprocess.run(status, cwd=clone, check=True, capture_output=True, text=True).stdout
    assert left == "", "the walks leave nothing behind"


def test_both_guides_walk_the_same_way():
    """The same commands, the same files, and the same number of answers."""
    shapes = []
    for name in GUIDES:
        text = (ROOT / name).read_text("utf-8")
        blocks = BLOCK.findall(text)
        steps = [
            (lang, file, act, body if lang == "sh" else "") for lang, file, act, body in blocks
        ]
        shapes.append((steps, re.findall(r"^(#+) ", text, re.MULTILINE)))
    assert shapes[0] == shapes[1]


def test_a_wrong_answer_is_noticed(tmp_path):
    text = "```sh\necho no problems in 9 files\n```\n\n```text\nno problems in 1 files\n```\n"
    walk(text, tmp_path, "en_US.UTF-8", renew=False)
    with pytest.raises(AssertionError, match="shown"):
        walk(text.replace("echo no", "echo two"), tmp_path, "en_US.UTF-8", renew=False)
