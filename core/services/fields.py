"""From a refused value to a sentence beside its field."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from core.errors import BadInput

Details = TypeVar("Details", bound=BaseModel)
# pydantic's own sentences speak to programmers; these speak to people
_SENTENCES = {
    "string_too_long": "Please use at most {max_length} characters.",
    "string_pattern_mismatch": "Please check the form of this entry.",
    "missing": "Please fill this in.",
    "string_type": "Please fill this in.",
    "too_short": "Please fill this in.",
}


def sentence_of(error: Mapping[str, Any]) -> str:
    """The sentence for one pydantic error."""
    template = _SENTENCES.get(error["type"])
    return template.format(**error.get("ctx", {})) if template else str(error["msg"]).removeprefix("Value error, ")


def parsed(model: type[Details], **values: object) -> Details:
    """The model made from typed values; refuses with ``BadInput``, one sentence per field."""
    try:
        return model.model_validate(values)
    except ValidationError as problem:
        raise BadInput(
            {".".join(str(part) for part in error["loc"]) or "form": sentence_of(error) for error in problem.errors()}
        ) from problem


@contextmanager
def field_errors(field: str) -> Iterator[None]:
    """Turn a rule's ``ValueError`` about one field into ``BadInput``."""
    try:
        yield
    except ValueError as problem:
        raise BadInput({field: str(problem)}) from problem
