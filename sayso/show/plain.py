"""Text from articles and file names, made safe to print: no escapes, no hidden order, no surprises."""

import re
import unicodedata

_SEQUENCE = "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
# If it is ended: else it would hide all that follows, and loses its start alone.
_COMMAND = "\x1b[\\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"
_ESCAPES = re.compile(f"{_SEQUENCE}|{_COMMAND}|\x1b[ -/]*[0-~]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, and characters that are not seen but change the order or the look of others. The
# joiners U+200C and U+200D stay: scripts and emoji need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")

# What stands in, each one cell wide like the first, where an encoding lacks a character that
# Unicode's own tables do not take apart.
_PLAINER = str.maketrans("‘’‚‛′“”„‟″«»‹›‐‑‒–—―−⁄•·│┆╰─", "'''''\"\"\"\"\"\"\"''-------/*-|:`-")


def clean_text(text: str) -> str:
    """The text without escapes, controls and bidirectional marks; lines end in a newline."""
    text = _BREAKS.sub("\n", _ESCAPES.sub("", text))
    return _SURROGATES.sub("\ufffd", _UNSEEN.sub("", text))


def clean_line(text: str) -> str:
    """The clean text in one line, with single spaces."""
    return " ".join(clean_text(text).split())


def fit_encoding(text: str, encoding: str | None) -> str:
    """The text with what the encoding lacks replaced by what comes nearest, or by "?"."""
    encoding = encoding or "utf-8"
    if _can_encode(text, encoding):
        return text
    return "".join(c if _can_encode(c, encoding) else _find_plainer(c, encoding) for c in text)


def _find_plainer(character: str, encoding: str) -> str:
    if unicodedata.combining(character):
        return ""
    forms = unicodedata.normalize("NFKD", character).translate(_PLAINER)
    return forms.encode(encoding, "ignore").decode(encoding) or "?"


def _can_encode(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
