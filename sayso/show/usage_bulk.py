"""The words of `sayso bulk`."""

from pathlib import Path
from typing import Any

from sayso.show.parsing import add_command, count, share

_BULK = """\
Read an archive of articles into a Parquet dataset: tables of articles, statements, speakers, relations, and of what was
skipped. What is stopped or killed goes on where it was with the same command.

IN is a file (WARC, JSON Lines, Parquet with a column "text", HTML, text, RSS or Atom, gzipped or not), a folder, a
pattern in quotes, or an address that fsspec knows (s3://…). OUT is a folder or such an address.
"""

_EXAMPLES = """\
examples:
  sayso bulk crawl/ dataset/
  sayso bulk 'crawl/2016-*.warc.gz' dataset/ --workers 8
  sayso bulk s3://archive/2016/ s3://results/2016/ --ray auto
  sayso add dataset/ --ledger 2016.db
"""


def add_bulk(commands: Any) -> None:  # argparse gives the type of its subparsers no public name
    """`sayso bulk`."""
    parser = add_command(commands, "bulk", "many articles to Parquet", _BULK, _EXAMPLES)
    parser.add_argument("source", metavar="IN", help="file, folder, pattern or address")
    parser.add_argument("out", metavar="OUT", help="folder or address of the dataset")
    parser.add_argument("--workers", type=count, metavar="N", help="processes that read (default: one a core)")
    parser.add_argument(
        "--shard", type=count, default=500, metavar="N", help="records that are read and written together (default 500)"
    )
    parser.add_argument(
        "--limit", type=count, default=60, metavar="SECONDS", help="the most that one record may take (default 60)"
    )
    parser.add_argument("--accurate", action="store_true", help="take more care with HTML, at half the speed of it")
    parser.add_argument(
        "--certain", type=share, metavar="P", help="name a person or body only where at least so likely (0 to 1)"
    )
    parser.add_argument("--actors", type=Path, metavar="FILE", help="CSV of who held which office when; see docs")
    parser.add_argument("--ray", metavar="ADDRESS", help="read on a Ray cluster: its address, or auto")
    parser.add_argument("--json", action="store_true", help="print the manifest's counts as JSON")
