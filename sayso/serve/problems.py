"""What goes wrong, in one shape: `{"error": {"code": …, "message": …}}`, and a page of it for people."""

import logging
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from sayso.errors import ConflictError, LedgerError, NotFoundError, ReadError, SaysoError, UsageError
from sayso.serve.faults import explain_first
from sayso.serve.room import BusyError

#: The server's own log, which is seen where the room was opened.
_LOG = logging.getLogger("uvicorn.error")
#: The codes by status.
CODES = {
    400: "bad_request",
    401: "no_token",
    403: "forbidden",
    404: "not_found",
    405: "no_such_method",
    409: "conflict",
    413: "too_large",
    422: "not_processed",
    429: "too_many_requests",
    500: "internal",
    503: "ledger_unavailable",
}


class Reason(BaseModel):
    """Why a request was not done."""

    code: str = Field(description="a word for programs", examples=["not_found"])
    message: str = Field(description="a line for people", examples=["no statement has the id '0'"])


class Trouble(BaseModel):
    """The one shape of all errors."""

    error: Reason


#: How errors are described where the API describes itself.
TROUBLES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Trouble, "description": "The request was not done."},
    "5XX": {"model": Trouble, "description": "The server could not do it."},
}


class ProblemError(Exception):
    """A request that is not done: an HTTP status, and one line for a person."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


#: How a page shows an error.
Show = Callable[[Request, int, str], Response]


def answer_problems(app: FastAPI, show: Show) -> None:
    """Have every error answered in the one shape, or on a page where a person asked for one."""

    def answer(request: Request, status: int, message: str, headers: Any = None) -> Response:
        return tell_problem(show, request, status, message, headers)

    def on_problem(request: Request, error: ProblemError) -> Response:
        return answer(request, error.status, error.message)

    def on_sayso(request: Request, error: SaysoError) -> Response:
        status = status_of(error)
        if status == 503 and isinstance(error, LedgerError):  # where it lies is nobody's business but the owner's
            _LOG.error("%s", error)
            return answer(request, status, "the ledger cannot be used now; whoever runs this room is told why")
        return answer(request, status, str(error).partition("; `sayso ")[0])  # the rest helps at a command line

    def on_validation(request: Request, error: RequestValidationError) -> Response:
        return answer(request, 400, explain_first(error.errors()))

    def on_http(request: Request, error: HTTPException) -> Response:
        return answer(request, error.status_code, str(error.detail), error.headers)

    def on_any(request: Request, _: Exception) -> Response:
        return answer(request, 500, "something went wrong on our side")

    handlers: list[tuple[Any, Any]] = [
        (ProblemError, on_problem),
        (SaysoError, on_sayso),
        (RequestValidationError, on_validation),
        (HTTPException, on_http),
        (Exception, on_any),
    ]
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)


def tell_problem(show: Show, request: Request, status: int, message: str, headers: Any = None) -> Response:
    """An error in the one shape, or as a page shows it where a person asked for one."""
    if is_api(request):
        return JSONResponse({"error": {"code": CODES.get(status, "error"), "message": message}}, status, headers)
    page = show(request, status, message)
    page.headers.update(headers or {})
    return page


def is_api(request: Request) -> bool:
    """Whether a program asks, not a page."""
    return request.url.path.startswith("/api/")


_STATUSES: dict[type[SaysoError], int] = {
    ReadError: 422,
    UsageError: 422,
    NotFoundError: 404,
    ConflictError: 409,
    LedgerError: 503,
    BusyError: 503,
}


def status_of(error: SaysoError) -> int:
    """The HTTP status of an error that Sayso raises on purpose."""
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)
