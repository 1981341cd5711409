"""The words of `sayso read`, and of all that reads articles."""

import argparse
from pathlib import Path
from typing import Any

from sayso.show.parsing import add_command, day, share

_READ = """\
Read articles and print the record of each: who said what. Nothing is stored.

A SOURCE is a file (text, HTML, JSON Lines of articles, RSS or Atom, WARC, any of them
gzipped), a folder, a URL, or - for standard input.
"""

_EXAMPLES = """\
examples:
  sayso read story.html
  sayso read https://news.example/harbour --outlet 'Harbour Herald'
  sayso read archive/ --json > records.jsonl
  pdftotext report.pdf - | sayso read - --title 'The harbour in 2024' --published 2024-03-05
"""


def add_read(commands: Any) -> None:  # argparse gives the type of its subparsers no public name
    """`sayso read`."""
    parser = add_command(commands, "read", "print the record of each article", _READ, _EXAMPLES)
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="file, folder, URL or -")
    parser.add_argument("--json", action="store_true", help="print one record a line, as JSON Lines")
    parser.add_argument("--all", action="store_true", help="show bare mentions too, which are only counted else")
    parser.add_argument(
        "--figures", action="store_true", help="list every figure, with the statement it stands in or none"
    )
    parser.add_argument("--why", action="store_true", help="tell why each statement stands on its speaker")
    add_reading(parser)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """How sources are read, and what they do not say themselves."""
    parser.add_argument(
        "--certain", type=share, metavar="P", help="name a person or body only where at least so likely (0 to 1)"
    )
    parser.add_argument("--actors", type=Path, metavar="FILE", help="CSV of who held which office when; see docs")
    known = parser.add_argument_group("what the sources do not say themselves")
    known.add_argument("--published", type=day, metavar="DATE", help="day of publication, as YYYY-MM-DD")
    known.add_argument("--url", metavar="URL", help="address of the article")
    known.add_argument("--outlet", metavar="NAME", help="newspaper, agency or site that published it")
    known.add_argument("--title", metavar="TEXT", help="headline")
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch URLs on this computer and its own network too",
    )
