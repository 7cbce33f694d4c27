"""What surrounds the code: workflows, forms, editor settings, and how to cite. All of it is checked without a network."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from casebook.editing import ids

from .conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(
    path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"
)
HAN = re.compile(r"[\u4e00-\u9fff]")


def run(tool: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Runs one of our tools in the root of the project."""
    program = Path(sys.executable).with_name(tool)
    return subprocess.run(
        [program, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def read(path: Path):
    # As text: YAML 1.1 would make a boolean of the key `on`.
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def steps(path: Path):
    return [step for job in read(path)["jobs"].values() for step in job.get("steps", [])]


def setting(name: str) -> str:
    """The site's or the repository's address as mkdocs.yml gives it."""
    match = re.search(
        rf'^{name}: !ENV \[\w+, "(.+)"\]$', (ROOT / "mkdocs.yml").read_text(), re.MULTILINE
    )
    assert match
    return match[1]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", [p for p in WORKFLOWS if p.stem != "publish"]),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
        ("vendor.dependabot", [ROOT / ".github/dependabot.yml"]),
        ("vendor.citation-file-format", [ROOT / "CITATION.cff"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_file_has_the_form_that_its_reader_wants(schema, files):
    """The schemas lie in check-jsonschema itself."""
    done = run("check-jsonschema", "--builtin-schema", schema, *files)
    assert done.returncode == 0, done.stdout


def test_workflows_and_their_pins_are_safe():
    done = run("zizmor", "--offline", "--quiet", "--persona", "pedantic", ".github")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "audit"),
    [
        ("check.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "unpinned-uses"),
        ("check.yml", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("check.yml", "  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
        ("check.yml", "        with:\n          persist-credentials: false\n", "", "artipacked"),
        ("links.yml", "make links >", "echo ${{ github.head_ref }}; make links >", "template-injection"),
    ],
)  # fmt: skip
def test_an_unsafe_workflow_would_be_found(tmp_path, file, old, new, audit):
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    path = tmp_path / ".github/workflows" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    done = run("zizmor", "--offline", "--quiet", "--persona", "pedantic", tmp_path / ".github")
    assert done.returncode != 0
    assert f"[{audit}]" in done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_is_given_no_more_than_it_needs(path):
    text, workflow = path.read_text("utf-8"), read(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for job in workflow["jobs"].values():
        assert job["permissions"], "each job says what it may do"
        assert "timeout-minutes" in job or job.get("uses", "").startswith("./")
    for line in re.findall(r"^\s*(?:- )?uses: (.+)$", text, re.MULTILINE):
        assert re.match(r"\./|[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_one_action_has_one_version():
    pins = re.findall(
        r"uses: ([\w/-]+)@(.+)", "".join(path.read_text("utf-8") for path in WORKFLOWS)
    )
    assert len(dict(pins)) == len(set(pins))


def test_forks_may_only_read():
    check = read(ROOT / ".github/workflows/check.yml")
    assert "pull_request" in check["on"]
    for job in check["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
    assert next(iter(check["jobs"])) == "check"
    assert all(job["needs"] == "check" for name, job in check["jobs"].items() if name != "check")


def test_only_what_runs_no_code_of_ours_may_write():
    jobs = read(ROOT / ".github/workflows/links.yml")["jobs"]
    assert "write" not in jobs["ask"]["permissions"].values()
    run = "".join(step.get("run", "") for step in jobs["propose"]["steps"])
    assert not re.search(r"^\s*(make|python)", run, re.MULTILINE)


def test_every_verb_that_is_called_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    hooks = read(ROOT / ".pre-commit-config.yaml")["repos"]
    called = [step.get("run", "") for path in WORKFLOWS for step in steps(path)]
    called += [hook["entry"] for repo in hooks for hook in repo["hooks"]]
    verbs = {verb for text in called for verb in re.findall(r"^make (\w+)", text, re.MULTILINE)}
    assert verbs == {"check", "test", "build", "links", "format"}
    for verb in verbs:
        assert re.search(rf"^{verb}:", makefile, re.MULTILINE), verb


def test_hooks_before_a_commit_are_our_own_verbs():
    done = run("prek", "validate-config", ".pre-commit-config.yaml")
    assert done.returncode == 0, done.stderr
    (repo,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    assert [hook["entry"] for hook in repo["hooks"]] == ["make format", "make check"]
    assert all(" " in hook["name"] for hook in repo["hooks"]), "names for people"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_speaks_both_languages(path):
    form = read(path)
    texts = [form["name"], form["description"]]
    for field in form["body"]:
        attributes = field["attributes"]
        texts += [attributes[key] for key in ("label", "description", "value") if key in attributes]
        for option in attributes.get("options", []):
            texts.append(option["label"] if isinstance(option, dict) else option)
    for text in texts:
        assert HAN.search(text), text
        assert re.search(r"[A-Za-z]{2}", text), text


def test_reporting_an_error_asks_what_a_correction_needs():
    fields = {
        field["id"]: field.get("validations", {}).get("required")
        for field in read(ROOT / ".github/ISSUE_TEMPLATE/error.yml")["body"]
        if "id" in field
    }
    assert {id for id, required in fields.items() if required} == {
        "where",
        "wrong",
        "right",
        "source",
    }
    assert "name" in fields


def test_addresses_agree_with_the_settings_of_the_site():
    files = [
        *(ROOT / ".github").rglob("*.yml"), *(ROOT / ".github").rglob("*.md"),
        ROOT / "CITATION.cff", ROOT / "lychee.toml",
    ]  # fmt: skip
    site, repo = setting("site_url"), setting("repo_url")
    for path in files:
        for url in re.findall(r"https://[^\s\"')\]]+", path.read_text("utf-8")):
            if "open-source-as-defense" in url:
                assert url.startswith((site, repo)), f"{path}: {url}"


def test_the_citation_is_that_of_this_version():
    citation = read(ROOT / "CITATION.cff")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["version"] == project["version"]
    assert citation["url"] == setting("site_url")
    assert citation["repository-code"] == setting("repo_url")


def test_owners_and_attributes_name_what_exists():
    for name in (".github/CODEOWNERS", ".gitattributes"):
        for line in (ROOT / name).read_text("utf-8").splitlines():
            pattern = line.split("#", 1)[0].split()[:1]
            for glob in pattern:
                assert any(ROOT.glob(glob.strip("/") if "/" in glob else f"**/{glob}")), (
                    f"{name}: {glob}"
                )


def test_the_editor_is_told_of_every_data_file():
    schemas = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    told = {
        path.relative_to(ROOT).as_posix(): schema
        for schema, pattern in schemas.items()
        for path in ROOT.glob(pattern)
    }
    named = {}
    for path in ROOT.glob("data/**/*.yml"):
        first = path.read_text("utf-8").split("\n", 1)[0].rpartition("=")[2]
        named[path.relative_to(ROOT).as_posix()] = (
            (path.parent / first).resolve().relative_to(ROOT).as_posix()
        )
    assert told == named
    there = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("data/schema/*")}
    assert there - {f"{ids.FOLDER}/{ids.NAME}"} == set(schemas)


def test_what_the_editor_is_told_of_white_space_holds():
    files = [
        *ROOT.glob("*.*"), *ROOT.glob("data/**/*.*"), *ROOT.glob("docs/**/*.*"), *ROOT.glob("hooks/**/*.py"),
        *ROOT.glob(".github/**/*.*"),
    ]  # fmt: skip
    for path in files:
        if path.suffix in (".yml", ".md", ".py", ".toml", ".cff", ".css", ".js", ".csv"):
            text = path.read_bytes()
            assert b"\r" not in text, path
            assert text.endswith(b"\n"), path
            if path.suffix != ".md":
                assert not re.search(rb"[ \t]$", text, re.MULTILINE), path
