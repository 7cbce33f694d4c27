"""What only the preview needs: a free port, and a page that says why it is not shown."""

from __future__ import annotations

import socket

from ..pages.context import environment
from ..problems.message import Message, say


def taken(host: str, port: int) -> Message | None:
    """Says that somebody else has the port, and which to ask for; None while it is free."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return say("port-taken", port=port, next=port + 1)
    return None


def refusal(text: str) -> str:
    """A page that shows a text and nothing else: its frame may be at fault."""
    return environment().get_template("refusal.html.j2").render(text=text)
