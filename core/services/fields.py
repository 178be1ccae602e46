"""From a refused value to a sentence beside its field."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError

from core.errors import BadInput

Details = TypeVar("Details", bound=BaseModel)
# pydantic's own sentences speak to programmers; these speak to people
_SENTENCES = {
    "string_too_long": "Please use at most {max_length} characters.",
    "string_pattern_mismatch": "Please check the form of this entry.",
    "missing": "Please fill this in.",
    "string_type": "Please fill this in.",
    "too_short": "Please fill this in.",
    "too_long": "Please use at most {max_length} entries.",
    "less_than_equal": "Please use at most {le}.",
    "greater_than": "Please use more than {gt}.",
    "greater_than_equal": "Please use at least {ge}.",
    "multiple_of": "Please use steps of {multiple_of}.",
    "literal_error": "Please use one of {expected}.",
    "union_tag_invalid": "Please use one of {expected_tags} as its kind.",
    "union_tag_not_found": "Please say which kind it is.",
    "int_type": "Please write a whole number.",
    "int_from_float": "Please write a whole number.",
    "int_parsing": "Please write a whole number.",
    "float_type": "Please write a number.",
    "float_parsing": "Please write a number.",
    "bool_type": "Please write true or false.",
    "bool_parsing": "Please write true or false.",
    "tuple_type": "Please write a list in square brackets.",
    "model_type": "Please give this a section of its own.",
    "extra_forbidden": "There is no such entry. Please check its spelling.",
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


def one_of(listed: Collection[object], otherwise: str) -> BeforeValidator:
    """For a field with a closed list; ``otherwise`` is the sentence for whatever is not in it."""

    def check(value: object) -> object:
        if value not in listed:
            raise ValueError(otherwise)
        return value

    return BeforeValidator(check)


@contextmanager
def field_errors(field: str) -> Iterator[None]:
    """Turn a rule's ``ValueError`` about one field into ``BadInput``."""
    try:
        yield
    except ValueError as problem:
        raise BadInput({field: str(problem)}) from problem
