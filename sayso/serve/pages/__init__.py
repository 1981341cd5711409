"""The pages of the reading room."""

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from sayso.serve.pages import add, articles, disputes, figures, review, search, sign_in, speakers
from sayso.serve.pages.paint import STATIC, load_templates, show_problem

__all__ = ["load_templates", "mount_files", "router", "show_problem"]

router = APIRouter(include_in_schema=False)
for part in (search, articles, speakers, disputes, figures, review, add, sign_in):
    router.include_router(part.router)


def mount_files(app: FastAPI) -> None:
    """Serve the style, the scripts and the pictures, from the package alone."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
