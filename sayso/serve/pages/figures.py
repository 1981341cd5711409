"""Figures that different sources give for one thing, drawn over time."""

import json

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sayso.ledger.figures import Given, Series, find_figures
from sayso.ledger.search import Filters
from sayso.model import Json
from sayso.serve.asked import FiltersOf, RoomOf, WordsOf
from sayso.serve.pages.paint import name_of, paint

router = APIRouter()
#: Statements that are looked through, and series that are drawn.
LOOKED, DRAWN = 200, 4


@router.get("/figures")
def show_figures(request: Request, room: RoomOf, words: WordsOf, filters: FiltersOf) -> HTMLResponse:
    """Charts with bounds, and the same as tables."""
    asked = words is not None or filters != Filters()
    series: list[Series] = []
    if asked:
        with room.read() as connection:
            series = find_figures(connection, words, filters, LOOKED)
    drawn = [(one, json.dumps(_draw(one))) for one in series[:DRAWN]]
    return paint(request, "figures.html", drawn=drawn, others=series[DRAWN:], asked=asked, filters=filters)


def _draw(series: Series) -> Json:
    """What the chart needs: who said which bounds on which day."""
    points = [_point(given) for given in series.points if given.answer.day]
    return {"unit": series.unit, "per": series.per, "points": points}


def _point(given: Given) -> Json:
    figure = given.figure
    return {
        "day": given.answer.day,
        "low": figure["low"],
        "high": figure["high"],
        "who": name_of(given.answer.data["speaker"]),
        "text": figure["text"],
        "id": given.answer.data["statement"]["id"],
    }
