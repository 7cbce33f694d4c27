"""The site needs no theme and no one builder: without the one, or with another, the bytes are the same."""

from __future__ import annotations

import os
import subprocess
import sys

from .conftest import build, copy_sample
from .test_failing import fingerprint


def test_the_theme_gives_nothing_to_the_site(sample, sample_site):
    settings = sample / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert "\n  name: material\n" in text
    settings.write_text(text.replace("\n  name: material\n", "\n  name: null\n"), "utf-8")
    assert fingerprint(build(sample, sample.parent / "site")) == fingerprint(sample_site)


def test_properdocs_builds_the_same_site(tmp_path, sample_site):
    """It carries MkDocs 1.x on, under another name."""
    project = copy_sample(tmp_path / "project")
    done = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict",
         "--config-file", "mkdocs.yml", "--site-dir", str(tmp_path / "site")],
        cwd=project, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert fingerprint(tmp_path / "site") == fingerprint(sample_site)


def test_only_files_of_ours_are_published(sample, sample_site):
    """Nothing of a theme lies on the site, and nothing that lies beside the templates of the frame."""
    ours = {path.relative_to(sample / "docs") for path in (sample / "docs/assets").rglob("*")}
    published = {path.relative_to(sample_site) for path in (sample_site / "assets").rglob("*")}
    assert published == {path for path in ours if path.parts[:2] != ("assets", "readme")}
    assert not (sample_site / "partials").exists()
    kinds = {path.suffix for path in sample_site.rglob("*") if path.is_file()}
    assert not kinds & {".map", ".py", ".yml", ".md", ".j2"}
