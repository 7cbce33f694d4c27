"""Runs the command line: `python -m casebook check`, and the other verbs of the Makefile.

The exit code is 0, 1 where something is wrong, and 2 for a usage error. Everything is said in the
user's language, and no input ends in a traceback.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import Any

import click

from .cli import casebook


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    try:
        return int(casebook.main(arguments, "casebook", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        print(file=sys.stderr)
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        print(f"{named}{error.strerror or error}", file=sys.stderr)
    return 1


class _Pipe(io.FileIO):
    """An output that goes on where whoever was reading, such as `head`, has stopped."""

    def write(self, raw: Any, /) -> int:
        try:
            return super().write(raw) or 0
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return len(raw)


def run() -> int:
    """Runs the command of this process, whatever its output is and whoever stops reading it."""
    gc.disable()  # a tenth of a check, which ends before there is anything to collect
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            patient = io.TextIOWrapper(
                io.BufferedWriter(_Pipe(stream.fileno(), "w", closefd=False)),
                encoding=stream.encoding,
                errors="backslashreplace",  # the encoding may lack what is to be printed
                line_buffering=True,  # both in the order in which they are printed
            )
            setattr(sys, name, patient)
    code = main()
    print(end="", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(run())
