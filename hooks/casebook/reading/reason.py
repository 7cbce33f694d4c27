"""What the readers of YAML and CSV find wrong, in their own words, so that a catalog knows them."""

from __future__ import annotations

from ..problems.message import Message, say

_KNOWN = (
    # The scanner of libyaml
    say("block sequence entries are not allowed in this context"),
    say("could not find expected ':'"),
    say("could not find expected directive name"),
    say("did not find URI escaped octet"),
    say("did not find expected '!'"),
    say("did not find expected alphabetic or numeric character"),
    say("did not find expected comment or line break"),
    say("did not find expected digit or '.' character"),
    say("did not find expected hexdecimal number"),
    say("did not find expected tag URI"),
    say("did not find expected version number"),
    say("did not find expected whitespace"),
    say("did not find expected whitespace or line break"),
    say("did not find the expected '>'"),
    say("found a tab character that violates indentation"),
    say("found a tab character where an indentation space is expected"),
    say("found an indentation indicator equal to 0"),
    say("found character that cannot start any token"),
    say("found extremely long version number"),
    say("found invalid Unicode character escape code"),
    say("found unexpected ':'"),
    say("found unexpected document indicator"),
    say("found unexpected end of stream"),
    say("found unexpected non-alphabetical character"),
    say("found unknown directive name"),
    say("found unknown escape character"),
    say("mapping keys are not allowed in this context"),
    say("mapping values are not allowed in this context"),
    # Its parser
    say("did not find expected ',' or ']'"),
    say("did not find expected ',' or '}}'"),
    say("did not find expected '-' indicator"),
    say("did not find expected <document start>"),
    say("did not find expected key"),
    say("did not find expected node content"),
    say("found duplicate %TAG directive"),
    say("found duplicate %YAML directive"),
    say("found incompatible YAML document"),
    say("found undefined tag handle"),
    # Its reader
    say("control characters are not allowed"),
    # Python's reader of CSV
    say("',' expected after '\"'"),
    say("unexpected end of data"),
)
_BY_TEXT: dict[str, Message] = {str(one): one for one in _KNOWN}


def reason(text: str) -> str:
    """What a reader said, as a message where it is known."""
    return _BY_TEXT.get(text, text)
