"""Addresses of the web: what makes two of them one, and what in them only tracks readers."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit, urlunsplit

TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|mc_[ce]id|igshid|ref_src|spm|cmpid|ncid|guccounter)$")


def bare(url: str) -> str:
    """The address without what makes no difference: http or https, `www.`, a slash at the end."""
    return re.sub(r"^https?://(www\.)?|/$", "", url)


def tracking(query: str) -> list[str]:
    """The names of the parameters in a query that only track readers."""
    return [key for key, _ in parse_qsl(query, keep_blank_values=True) if TRACKING.match(key)]


def untracked(url: str) -> tuple[str, list[str]]:
    """The address without such parameters, and their names; the others stay as they are written.

    Raises ValueError for what is no address at all.
    """
    parts = urlsplit(url)
    gone = tracking(parts.query)
    pieces = parts.query.split("&") if gone else []
    kept = "&".join(one for one in pieces if not tracking(one))
    return (urlunsplit(parts._replace(query=kept)) if gone else url), gone


def web_address(url: str) -> str:
    """The address if it is a web one, otherwise "" (so that no script scheme is ever printed)."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
