"""What only the preview needs: a free port, a page that says why it is not shown, and pages that
were converted before.
"""

from __future__ import annotations

import socket
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

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


def key(markdown: str, config: Any, files: Any) -> Hashable:
    """All that the HTML of a page follows from: its Markdown, the words that the builder's Markdown
    adds, and the names of the files that links may lead to.
    """
    return markdown, str(config.mdx_configs), frozenset(files.src_uris)


@dataclass(frozen=True, slots=True)
class Converted:
    """What the builder made of the Markdown of a page, under the names of the builder's own page;
    the files that links lead to by their name, since every build has files of its own.
    """

    key: Hashable
    html: str
    facts: Mapping[str, Any]
    links: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, html: str, page: Any, config: Any, files: Any) -> Converted:
        """What was made of `page`."""
        names = ("toc", "present_anchor_ids", "_title_from_render")
        facts = {name: getattr(page, name) for name in names}
        links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
        return cls(key(page.markdown, config, files), html, facts, links)

    def give(self, page: Any, files: Any) -> str:
        """Makes `page` what it was; returns its HTML."""
        for name, value in self.facts.items():
            setattr(page, name, value)
        page.links_to_anchors = {files.src_uris[uri]: found for uri, found in self.links.items()}
        return self.html
