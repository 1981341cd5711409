"""`sayso relate`: compare all statements of the ledger again, within their articles and across them."""

import sys
from argparse import Namespace
from importlib import import_module
from typing import cast

from sayso.ledger.relating import list_articles, relate_again
from sayso.show.complaints import DONE
from sayso.show.jsonl import write_json
from sayso.show.ledgers import open_ledger
from sayso.show.progress import Progress
from sayso.show.records import Engine


def execute(arguments: Namespace, engine: Engine | None = None) -> int:
    """Relate article by article, each whole or not at all; return the exit status."""
    engine = engine or cast(Engine, import_module("sayso.show.engine"))
    with open_ledger(arguments, writing=True, create=False) as ledger, Progress(sys.stderr, sys.stdout) as progress:
        judge, encode = engine.load_judge(), engine.load_encoder()
        with ledger.read() as connection:
            numbers = list_articles(connection)
        count = 0
        for n in numbers:
            with ledger.write() as connection, progress.aside():
                count += relate_again(connection, n, judge, encode)
    if arguments.json:
        write_json({"articles": len(numbers), "relations": count}, sys.stdout)
    else:
        print(f"{count:,} relations of {len(numbers):,} articles")
    return DONE
