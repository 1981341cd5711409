"""The HTTP API, version 1: everything that the pages do, for programs."""

from fastapi import APIRouter, Depends

from sayso.serve.api import add, articles, figures, relations, review, speakers, statements
from sayso.serve.asked import refuse_unknown
from sayso.serve.problems import TROUBLES


def build_api() -> APIRouter:
    """All of the API, below `/api/v1`."""
    made = APIRouter(prefix="/api/v1", responses=TROUBLES, dependencies=[Depends(refuse_unknown)])
    for part in (statements, articles, speakers, relations, figures, review, add):
        made.include_router(part.router)
    return made
