"""Addresses of the web: which are none to print, when two are one, and what only tracks readers."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

TRACKING = re.compile(
    r"utm_\w*|mtm_\w*|pk_\w*|gad_\w*|guce_\w*|guccounter|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|"
    r"msclkid|yclid|ymclid|twclid|ttclid|li_fat_id|igsh(id)?|mc_[ce]id|mkt_tok|_hs(enc|mi)|"
    r"hsctatracking|__hs\w*|vero_(id|conv)|oly_(anon|enc)_id|srsltid|ref_(src|url)|spm(_id_from)?|"
    r"scm|vd_source|share_(source|medium|token|from)|cmpid|ncid|s_cid|_openstat|_ga|_gl|trk(info)?|"
    r"__twitter_impression|at_(medium|campaign|custom\d)|wt\.mc_id|ocid|rb_clickid|epik|sc_cid",
    re.IGNORECASE,
)
"""Names of parameters by which newsletters, networks and shops follow readers."""

Fault = Literal["not-an-address", "address-names-user", "address-not-public", "address-misleads"]
_PRIVATE = re.compile(r"(.*\.)?(localhost|local|localdomain|internal|intranet|lan|home\.arpa)")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_LETTERS = re.compile("[ß-öø-İĳ-ž\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]*")
"""Letters that nobody takes for one of ASCII: Latin with marks, Han, kana, Hangul."""


def fault(url: str) -> Fault | None:
    """What keeps an address from being printed and asked; None for a sound one.

    It is whole, without a name or password of a user, its server is a public one, not one of the
    reader's own network or machine (RFC 6890), and its host is what it looks like. A host in
    another script than ours is written in its ASCII form, `xn--…` (RFC 3492).
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "not-an-address"
    if (
        parts.scheme not in ("http", "https")
        or not url.isprintable()
        or re.search(r'[\s<>"\\^`{|}]', url)
        or re.search(r"/\.\.?(/|$)", unquote(parts.path))
    ):
        return "not-an-address"
    if "@" in parts.netloc:
        return "address-names-user"
    if parts.netloc.endswith(":") or port == 0:
        return "not-an-address"
    return _fault_of_host(host)


def _fault_of_host(host: str) -> Fault | None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        public = address.is_global and not address.is_multicast
        return None if public else "address-not-public"
    if _PRIVATE.fullmatch(host):
        return "address-not-public"
    labels = host.split(".")
    # Browsers take a number at the end for an IP address, however it is written.
    if len(labels) < 2 or re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]):
        return "not-an-address"
    for label in labels:
        if label.isascii() and not _LABEL.fullmatch(label):
            return "not-an-address"
        if not _LETTERS.fullmatch("".join(char for char in label if not char.isascii())):
            return "address-misleads"
    return None


def bare(url: str) -> str:
    """The address without what makes no difference to where it leads: two that have the same one
    are one. Gone are http or https, `www.`, capitals in the host, the port that goes without
    saying, a slash at the end, escapes that need not be, what tracks, and the passage (`#…`), but
    for one that names a page of its own, such as `#!/page` or `#/page`.
    """
    try:
        parts = urlsplit(untracked(url)[0])
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = unicodedata.normalize("NFC", unquote(parts.path)).rstrip("/")
    query = "&".join(filter(None, unquote(parts.query).split("&")))
    passage = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{host}{path}{'?' if query else ''}{query}{passage}"


def tracking(url: str) -> list[str]:
    """The names of the parameters in an address that only track readers.

    Raises ValueError for what is no address at all.
    """
    return [name for part in _pieces(urlsplit(url)) for name in map(_name, part) if _tracks(name)]


def untracked(url: str) -> tuple[str, list[str]]:
    """The address without such parameters, and their names; the others stay as they are written.

    Raises ValueError for what is no address at all.
    """
    gone = tracking(url)
    if not gone:
        return url, []
    parts = urlsplit(url)
    query, fragment = (
        "&".join(piece for piece in part if not _tracks(_name(piece))) for part in _pieces(parts)
    )
    return urlunsplit(parts._replace(query=query, fragment=fragment)), gone


def _pieces(parts: SplitResult) -> tuple[list[str], list[str]]:
    return parts.query.split("&"), parts.fragment.split("&")


def _name(piece: str) -> str:
    return unquote(piece.partition("=")[0])


def _tracks(name: str) -> bool:
    return TRACKING.fullmatch(name) is not None


def web_address(url: str) -> str:
    """The address if it is a web one, otherwise "" (so that no script scheme is ever printed)."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
