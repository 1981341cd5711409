"""Small services on markup: paragraphs from a fragment or an extraction, the declared language."""

import re

from lxml import etree, html

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(["script", "style", "template", "noscript", "iframe", "object", "figure", "form", "button", "nav"])
LANGUAGE = re.compile(r"""<html\b[^>]{0,2000}?\blang\s*=\s*["']?([A-Za-z]{2,3})""", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\f\v]+")
#: How trafilatura marks the items of a list and the cells of a table in its text.
ITEM = re.compile(r"^(?:- |\| ?)")
CELLS = re.compile(r"\s*\|\s*")


def find_declared(page: str) -> str | None:
    """The language code that a page declares of itself, or None."""
    declared = LANGUAGE.search(page[:10_000])
    return declared.group(1).lower() if declared else None


def join_paragraphs(text: str) -> str:
    """An extraction, one paragraph a line, as paragraphs with one blank line between them."""
    lines = (_plain_line(line.strip()) for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def read_fragment(fragment: str) -> str:
    """The paragraphs of a piece of HTML, such as the entry of a feed, one blank line between them."""
    if "<" not in fragment and "&" not in fragment:
        return join_paragraphs(fragment)
    try:
        root = html.document_fromstring(f"<div>{fragment}</div>")
    except (etree.ParserError, ValueError):
        return ""
    lines = SPACES.sub(" ", "".join(_walk(root))).split("\n")
    return "\n\n".join(stripped for line in lines if (stripped := line.strip()))


def _walk(root: etree._Element) -> "list[str]":
    pieces: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += tag in SILENT
            pieces.append(_text_of(element.text, tag, silent))
        else:
            silent -= tag in SILENT and event == "end"
            pieces.append(_text_of(element.tail, tag, silent))
    return pieces


def _text_of(text: str | None, tag: str, silent: int) -> str:
    # Line ends in the source are spaces; those of the reader are the blocks.
    inside = "" if silent else (text or "").replace("\n", " ")
    return f"\n{inside}" if tag in BLOCKS else inside


def _plain_line(line: str) -> str:
    if line.startswith("|"):
        return CELLS.sub(" | ", line.strip("| ")).strip()
    return ITEM.sub("", line)
