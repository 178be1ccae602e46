"""Every refusal has a stable code and a sentence: the shape on which pages, addresses and command line rely."""

import inspect

import pytest

from core import errors
from core.errors import BadInput, PortalError, RuleBroken, TooManyTries

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, PortalError) and kind is not PortalError]


def test_codes_are_unique_and_plain() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert all(code.isidentifier() and code.islower() for code in codes)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (BadInput({"email": "Please write an address.", "name": "Please fill this in."}), "Please write an address. Please fill this in."),
        (RuleBroken("Not now.", "Later."), "Not now. Later."),
        (TooManyTries(8), "Too many tries. Please wait 8 seconds and try again."),
    ],
)
def test_the_message_is_a_sentence_for_a_person(error: PortalError, sentence: str) -> None:
    assert error.message == str(error) == sentence
