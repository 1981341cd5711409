"""How a command ends when something went wrong: one line on stderr, a status, no traceback."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from sayso.errors import ReadError, SaysoError, UsageError
from sayso.show.plain import clean_line, fit_encoding

#: The exit statuses of the contract, and the shells' own for an interrupt.
DONE, INCOMPLETE, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

#: A reason is for a person to read; an exception may carry a whole page.
_LONGEST = 300


@dataclass(slots=True)
class End:
    """How a command ended."""

    status: int = DONE


def complain(*parts: str) -> None:
    """One line on stderr: `sayso: NAME: reason`, whatever characters name and reason hold."""
    if sys.stderr is None:
        return
    line = ": ".join(["sayso", *(clean_line(part) for part in parts)])
    with suppress(OSError):  # nobody is left to be told
        print(fit_encoding(line, sys.stderr.encoding), file=sys.stderr, flush=True)


def explain_error(error: Exception) -> str:
    """The reason that an error gives, in a line for a person."""
    if isinstance(error, ReadError):
        return error.reason
    if isinstance(error, SaysoError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"internal error: {type(error).__name__}: {error}"[:_LONGEST].removesuffix(": ")


@contextmanager
def end_quietly() -> Iterator[End]:
    """Turn every way in which the commands inside may fail into a line and an exit status."""
    end = End()
    try:
        yield end
    except KeyboardInterrupt:
        end.status = INTERRUPTED
    except BrokenPipeError:  # the reader of the output has seen enough
        drop_output()
    except UsageError as error:
        complain(str(error))
        end.status = WRONG_USAGE
    except Exception as error:
        complain(*([error.ref] if isinstance(error, ReadError) else []), explain_error(error))
        drop_output()
        end.status = INCOMPLETE


def drop_output() -> None:
    """Let nothing more be written to an output that nobody reads."""
    # What is still buffered cannot be written; without this, Python would try and fail again as it exits.
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
