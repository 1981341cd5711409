"""`sayso token`: who may write by the reading room."""

import sys
from argparse import Namespace

from sayso.errors import UsageError
from sayso.ledger.tokens import Token, list_tokens, withdraw_token
from sayso.serve.tokens import make_token
from sayso.show.complaints import DONE
from sayso.show.ledgers import now, open_ledger
from sayso.show.plain import clean_line, fit_encoding


def execute(arguments: Namespace, _: object = None) -> int:
    """Make a token, list or withdraw; return the exit status."""
    name = " ".join(" ".join(arguments.name).split())
    if sum((bool(name), arguments.list, bool(arguments.withdraw))) != 1:
        raise UsageError("say whose token it is, or use --list or --withdraw (see --help)")
    if arguments.list:
        with open_ledger(arguments) as ledger, ledger.read() as connection:
            for one in list_tokens(connection):
                print(fit_encoding(_compose(one), sys.stdout.encoding))
        return DONE
    with open_ledger(arguments, writing=True, create=False) as ledger, ledger.write() as connection:
        if arguments.withdraw:
            withdraw_token(connection, arguments.withdraw, now())
            print(f"token {arguments.withdraw} opens nothing any more")
        else:
            print(make_token(connection, name, now()))
    return DONE


def _compose(one: Token) -> str:
    state = f", withdrawn {one.withdrawn_at[:10]}" if one.withdrawn_at else ""
    return clean_line(f"{one.id} · {one.name}, made {one.at[:10]}{state}")
