"""The API against its own description: whatever is asked, the answer is one that the description tells of."""

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.config import SchemathesisConfig

from sayso.serve import schemas
from sayso.serve.app import build_app
from sayso.serve.room import Room

#: The description needs no ledger.
PATHS: dict[str, dict[str, Any]] = build_app(Room("none", None), "test").openapi()["paths"]  # type: ignore[arg-type]
OPERATIONS = [(method.upper(), path) for path, methods in PATHS.items() for method in methods]
#: What is asked as described may still not be possible: a name without words, a text that is no article.
_UNABLE = {"expected-statuses": ["2xx", "401", "404", "409", "422"]}
CONFIG = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": _UNABLE}})
#: How many cases are made of each.
CASES = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_answers_are_as_described(app: FastAPI, token: str, method: str, path: str) -> None:
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, config=CONFIG)

    @CASES
    @given(case=described[path][method].as_strategy())
    def check(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

    check()


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_operation_says_what_it_does(method: str, path: str) -> None:
    assert PATHS[path][method.lower()]["description"]


@pytest.mark.parametrize("model", [schemas.Told, schemas.Answer, schemas.Bearing, schemas.Who, schemas.Place])
def test_examples_are_what_they_are_examples_of(model: type[schemas.Shape]) -> None:
    example = model.model_json_schema()["example"]
    assert model.model_validate(example).model_dump(mode="json", by_alias=True) == example
