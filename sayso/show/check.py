"""`sayso check`: whether the ledger is whole."""

from argparse import Namespace

from sayso.ledger.address import name_of
from sayso.ledger.check import find_faults
from sayso.ledger.corrections import all_corrections
from sayso.show.complaints import DONE, INCOMPLETE, complain
from sayso.show.ledgers import open_ledger


def execute(arguments: Namespace, _: object = None) -> int:
    """Name every fault; return the exit status."""
    with open_ledger(arguments) as ledger, ledger.read() as connection:
        faults = find_faults(connection)
        corrections = len(all_corrections(connection))
    for fault in faults:
        complain(name_of(arguments.ledger), fault)
    if not faults:
        print(f"{name_of(arguments.ledger)}: no fault was found ({corrections:,} corrections stand)")
    return INCOMPLETE if faults else DONE
