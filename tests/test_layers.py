"""The way of the data is the way of the imports: each room may know only those before it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "sayso"
#: What a room may import from the package, besides itself.
BASE = {"errors", "model", "dense", "encoded", "layout", "scalars", "wordlist", "wording", "words", "prints"}
MAY = {
    "errors": set(),
    "model": {"errors"},
    "dense": {"errors"},
    "encoded": set(),
    "layout": set(),
    "scalars": set(),
    "wordlist": set(),
    "words": {"wordlist"},
    "prints": {"words"},
    "wording": {"model"},
    "reading": BASE,
    "attribute": BASE,
    "resolve": BASE,
    "normalise": BASE,
    "pipeline": BASE | {"attribute", "resolve", "normalise", "relate"},
    "relate": BASE | {"attribute"},
    "ledger": BASE | {"relate"},
    "export": {"errors", "model", "scalars"},
    "library": BASE | {"reading", "pipeline"},
    "serve": BASE | {"reading", "relate", "ledger"},
    "bulk": BASE | {"reading", "pipeline", "export"},
    "show": BASE | {"reading", "pipeline", "relate", "ledger", "export", "serve", "bulk", "__init__"},
    "__init__": BASE | {"library"},
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms that a file imports, anywhere in it, as statements or by `import_module`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    names |= {alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    names |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {name.split(".")[1] for name in names if name.startswith("sayso.") and name.replace(".", "").isidentifier()}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_file_imports_only_rooms_before_its_own(path: Path) -> None:
    here = room(path)
    assert imported(path) - {here} <= MAY[here]


def test_package_never_imports_the_lab() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    assert not [path for path, text in texts.items() if "import lab" in text or "from lab" in text]
