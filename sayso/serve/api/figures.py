"""Figures that different sources give for one thing, over time."""

from fastapi import APIRouter

from sayso.ledger.figures import Series, find_figures
from sayso.model import Json
from sayso.serve import schemas
from sayso.serve.asked import FiltersOf, Limit, RoomOf, WordsOf

router = APIRouter(tags=["figures"])


@router.get("/figures")
def list_figures(room: RoomOf, words: WordsOf, filters: FiltersOf, limit: Limit = 100) -> list[schemas.Series]:
    """The figures of the statements that fit a search, in series of one unit and rate, by day."""
    with room.read() as connection:
        found = find_figures(connection, words, filters, limit)
    return [schemas.Series.tell(series_to_json(one)) for one in found]


def series_to_json(series: Series) -> Json:
    """A series as the API tells it."""
    return {"unit": series.unit, "per": series.per, "points": [given.to_json() for given in series.points]}
