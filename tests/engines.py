"""Three browser engines behind the few verbs that a reader needs: go, click, type, scroll, back.

Chromium is spoken to through Playwright. Firefox as Debian packages it and WebKitGTK speak WebDriver:
WebKit over HTTP, and Firefox over Marionette, which has the same commands in a plain socket, so that no
driver has to be fetched from anywhere.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from playwright.sync_api import Browser, Error, Page

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver names an element (W3C WebDriver, section 12)."""

KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "ArrowDown": "\ue015"}
"""Keys that write nothing (W3C WebDriver, section 17.4.2)."""

PREFERENCES = {
    "marionette.port": 0,  # any free one; the profile says which
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
    "services.settings.server": "data:,",  # and nobody is asked for anything
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "extensions.getAddons.cache.enabled": False,
}

ADDRESSES = {
    "Back": "back",
    "ElementClick": "element/{id}/click",
    "ExecuteScript": "execute/sync",
    "FindElement": "element",
    "GetWindowRect": "window/rect",
    "Navigate": "url",
    "PerformActions": "actions",
    "Refresh": "refresh",
    "SetWindowRect": "window/rect",
}
"""Where the commands lie that Marionette knows by name."""

Command = Callable[..., Any]


class Tab:
    """One tab. `run` gives what a script returns; the others do what a reader does."""

    def __init__(self, home: str) -> None:
        self.home = home

    def go(self, path: str) -> None:
        raise NotImplementedError

    def run(self, script: str, *arguments: object) -> Any:
        raise NotImplementedError

    def click(self, selector: str) -> None:
        raise NotImplementedError

    def hover(self, selector: str) -> None:
        raise NotImplementedError

    def press(self, *keys: str) -> None:
        raise NotImplementedError

    def back(self) -> None:
        raise NotImplementedError

    def reload(self) -> None:
        raise NotImplementedError

    def resize(self, width: int, height: int) -> None:
        raise NotImplementedError

    def until(self, script: str, *arguments: object, seconds: float = 10) -> Any:
        """What the script returns as soon as that is true; fails if it never is."""
        end = time.monotonic() + seconds
        while not (value := self.run(script, *arguments)):
            assert time.monotonic() < end, (
                f"{script} {arguments} at {self.run('return location.href')}"
            )
            time.sleep(0.05)
        return value

    def top(self, selector: str = ":target") -> float:
        """How far below the upper edge of the window something lies, once the page is at rest."""
        place = "const found = document.querySelector(arguments[0]); return found && found.getBoundingClientRect().top"
        last, same = None, 0
        for _ in range(200):
            now = self.run(place, selector)
            same = same + 1 if now == last else 0
            if same == 4:
                break
            last = now
            time.sleep(0.04)
        assert last is not None, selector
        return float(last)


class Chromium(Tab):
    def __init__(self, home: str, page: Page) -> None:
        super().__init__(home)
        self.page = page

    def go(self, path: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(self.home + path)

    def run(self, script: str, *arguments: object) -> Any:
        called = f"all => (function () {{ {script} }})(...all)"
        try:
            return self.page.evaluate(called, list(arguments))
        except Error as error:  # the page went away under the script, which the others wait out
            if "context was destroyed" not in error.message:
                raise
            self.page.wait_for_load_state()
            return self.page.evaluate(called, list(arguments))

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def hover(self, selector: str) -> None:
        self.page.locator(selector).first.hover()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key) if key in KEYS else self.page.keyboard.type(key)

    def back(self) -> None:
        self.page.go_back()

    def reload(self) -> None:
        self.page.reload()

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})


class WebDriver(Tab):
    def __init__(self, home: str, command: Command) -> None:
        super().__init__(home)
        self.command = command

    def go(self, path: str) -> None:
        self.command("Navigate", url="about:blank")
        self.command("Navigate", url=self.home + path)

    def run(self, script: str, *arguments: object) -> Any:
        return self.command("ExecuteScript", script=script, args=list(arguments))

    def click(self, selector: str) -> None:
        element = self.command("FindElement", using="css selector", value=selector)
        self.command("ElementClick", id=element[ELEMENT])

    def hover(self, selector: str) -> None:
        self.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        element = self.command("FindElement", using="css selector", value=selector)
        move = {"type": "pointerMove", "origin": element, "x": 0, "y": 0, "duration": 50}
        self.command(
            "PerformActions", actions=[{"type": "pointer", "id": "mouse", "actions": [move]}]
        )

    def press(self, *keys: str) -> None:
        strokes = [stroke for key in keys for stroke in KEYS.get(key, key)]
        actions = [
            {"type": way, "value": stroke} for stroke in strokes for way in ("keyDown", "keyUp")
        ]
        self.command("PerformActions", actions=[{"type": "key", "id": "keys", "actions": actions}])

    def back(self) -> None:
        self.command("Back")

    def reload(self) -> None:
        self.command("Refresh")

    def resize(self, width: int, height: int) -> None:
        """Makes the window so large that what is shown has the size."""
        for _ in range(2):
            outer = self.run("return [outerWidth, outerHeight]")
            inner = self.run("return [innerWidth, innerHeight]")
            wanted = [outer[0] + width - inner[0], outer[1] + height - inner[1]]
            self.command("SetWindowRect", width=wanted[0], height=wanted[1])
            time.sleep(0.2)


@contextmanager
def chromium(browser: Browser, home: str) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Chromium(home, context.new_page())
    context.close()


@contextmanager
def firefox(folder: Path, home: str, **preferences: object) -> Iterator[Tab]:
    """A Firefox with a new profile in `folder`."""
    program = needed("firefox-esr", "firefox")
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});"
        for name, value in (PREFERENCES | preferences).items()
    ]
    (folder / "user.js").write_text("\n".join(lines), "utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with running(command, folder, MOZ_HEADLESS_WIDTH="1280", MOZ_HEADLESS_HEIGHT="1000"):
        port = int(wait_for(folder / "MarionetteActivePort"))
        with (
            socket.create_connection(("127.0.0.1", port), timeout=60) as stream,
            stream.makefile("rb") as answers,  # which keeps the socket open until it is closed too
        ):
            send = marionette(stream, answers)
            send("NewSession")
            yield WebDriver(home, send)


def marionette(stream: socket.socket, answers: BinaryIO) -> Command:
    """Sends commands as `length:[0, id, name, parameters]`, and gives what is answered."""
    count = 0

    def receive() -> Any:
        length = b""
        while (digit := answers.read(1)) != b":":
            assert digit, "Firefox hung up"
            length += digit
        return json.loads(answers.read(int(length)))

    def send(name: str, **parameters: object) -> Any:
        nonlocal count
        count += 1
        data = json.dumps([0, count, f"WebDriver:{name}", parameters]).encode()
        stream.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = receive()
        assert error is None, error
        return result["value"] if isinstance(result, dict) and "value" in result else result

    receive()  # what it says of itself
    return send


@contextmanager
def webkit(folder: Path, home: str) -> Iterator[Tab]:
    """A WebKitGTK, on a screen that is nowhere."""
    with ExitStack() as stack:
        reading, writing = os.pipe()
        screen = [
            needed("Xvfb"),
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1600x1400x24",
            "-nolisten",
            "tcp",
        ]
        stack.enter_context(running(screen, folder, pass_fds=(writing,)))
        os.close(writing)
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        driver = [needed("WebKitWebDriver"), f"--port={port}"]
        stack.enter_context(
            running(driver, folder, DISPLAY=display, HOME=str(folder), GDK_BACKEND="x11")
        )
        address = f"http://127.0.0.1:{port}/session"
        wait_until(lambda: socket.create_connection(("127.0.0.1", port)).close() or True)
        session = asked("POST", address, {"capabilities": {}})["sessionId"]

        def send(name: str, id: str = "", **parameters: object) -> Any:
            return asked("POST", f"{address}/{session}/{ADDRESSES[name].format(id=id)}", parameters)

        yield WebDriver(home, send)
        asked("DELETE", f"{address}/{session}")


def asked(method: str, address: str, parameters: object = None) -> Any:
    data = json.dumps(parameters).encode() if parameters is not None else None
    request = urllib.request.Request(
        address, data, {"Content-Type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["value"]


def needed(*names: str) -> str:
    """A program, whose absence is an error: `.ci/run` installs what is missing."""
    program = next((path for name in names if (path := shutil.which(name))), None)
    assert program, f"{names[0]} is missing: .ci/run says what to install"
    return program


@contextmanager
def running(
    command: list[str], folder: Path, pass_fds: tuple[int, ...] = (), **extra: str
) -> Iterator[None]:
    log = (folder / f"{Path(command[0]).name}.log").open("wb")
    with log, subprocess.Popen(
        command, env=os.environ | extra, stdout=log, stderr=log, pass_fds=pass_fds
    ) as process:  # fmt: skip
        try:
            yield
        finally:
            process.terminate()
            process.wait(20)


def wait_for(file: Path) -> str:
    """What stands in a file that a program writes when it is ready."""
    return wait_until(lambda: file.exists() and file.read_text("utf-8").strip())


def wait_until(ready: Callable[[], Any], seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while True:
        try:
            if value := ready():
                return value
        except OSError:
            pass
        assert time.monotonic() < end
        time.sleep(0.05)
