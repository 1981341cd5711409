"""Painting a page: templates with everything in them escaped."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.filters import do_urlencode

from sayso import __version__
from sayso.model import Json
from sayso.scalars import to_scalars
from sayso.serve.asked import find_writer
from sayso.serve.views.clash import mark_words
from sayso.serve.views.fields import compose_figure, list_fields
from sayso.wording import ACTS, RELATIONS, format_day, format_days, name_unit

STATIC = Path(__file__).parents[1] / "static"

_ENVIRONMENT = Environment(
    loader=PackageLoader("sayso.serve"),
    autoescape=True,
    auto_reload=False,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def paint(request: Request, name: str, code: int = 200, **known: Any) -> HTMLResponse:
    """The page of a template; a page that htmx asks for comes without its frame."""
    context = {"here": request.url.path, "version": __version__, **known}
    if "writer" not in known:
        context["writer"] = find_writer(request)
    page = _ENVIRONMENT.get_template(name).render(context | {"request": request})
    return HTMLResponse(to_scalars(page), code)


def load_templates() -> None:
    """Compile all templates, so that nobody waits for it."""
    for name in _ENVIRONMENT.list_templates():
        _ENVIRONMENT.get_template(name)


def show_problem(request: Request, status: int, message: str) -> Response:
    """An error for people."""
    return paint(request, "problem.html", status, status=status, message=message, writer=None)


def is_partial(request: Request) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("hx-request") == "true"


def safe_link(url: str | None) -> str | None:
    """An address to be linked to, or None: one from an article could be a script."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def name_of(who: Json | None) -> str:
    """A speaker's name on a page."""
    if who is None:
        return "left open"
    if who["kind"] == "unknown":
        return "unattributed"
    return str(who["name"] or "the writer")


def with_query(request: Request, **changed: object) -> str:
    """The address of the same page with some of its questions changed; None takes one away."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in changed and value != ""]
    kept += [(key, str(value)) for key, value in changed.items() if value is not None]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


_ENVIRONMENT.filters |= {
    "day": lambda day: format_day(day) or "no day",
    "percent": lambda share: f"{share:.0%}",
    "safe_link": safe_link,
    "name_of": name_of,
    "figure": compose_figure,
    "units": lambda unit: name_unit(unit, is_one=False),
    "urlencode": lambda text: do_urlencode(to_scalars(text)),
    "zip": zip,
    "line": lambda text: " ".join(str(text).split()),
}
_ENVIRONMENT.globals |= {
    "ACTS": ACTS,
    "RELATIONS": RELATIONS,
    "format_days": format_days,
    "list_fields": list_fields,
    "mark_words": mark_words,
    "with_query": with_query,
}
