"""`sayso add DATASET`: what `sayso bulk` has read goes into the ledger without being read again."""

from collections.abc import Iterator
from functools import cache

from sayso.bulk.dataset import read_manifest, read_records
from sayso.errors import LedgerError, ReadError
from sayso.ledger.ledger import Ledger
from sayso.ledger.relating import relate_again
from sayso.ledger.store import UNCHANGED, Kept, keep_record
from sayso.model import Article, Json
from sayso.show.complaints import explain_error
from sayso.show.ledgers import now
from sayso.show.records import Engine


def keep_dataset(ledger: Ledger, address: str, engine: Engine) -> Iterator[tuple[Article, Kept] | ReadError]:
    """What becomes of the articles of a dataset, in its order; each is kept with its relations, or not at all.

    Only the encoder reads again what is new: for comparing it with what other articles say.
    """
    parts = cache(lambda: (engine.load_judge(), engine.load_encoder()))
    try:
        reader = read_manifest(address)["reader"]
        for record in read_records(address):
            article = _as_article(record["article"])
            try:
                with ledger.write() as connection:
                    kept = keep_record(connection, record, reader, now())
                    if kept.outcome != UNCHANGED:
                        relate_again(connection, kept.n, *parts())
                yield article, kept
            except LedgerError:
                raise
            except Exception as error:
                yield ReadError(article.ref or article.url or address, explain_error(error))
    except LedgerError:
        raise
    except ReadError as error:
        yield error
    except Exception as error:
        yield ReadError(address, explain_error(error))


def _as_article(facts: Json) -> Article:
    return Article(**{key: value for key, value in facts.items() if key != "id"} | {"byline": tuple(facts["byline"])})
