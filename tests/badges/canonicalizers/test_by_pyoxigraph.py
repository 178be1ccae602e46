"""Canonical N-Quads in Rust."""

import pytest

from core.badges.canonicalizers.by_pyoxigraph import canonicalize
from core.badges.canonicalizers.graph import NotCheckable
from core.badges.contexts import VC

PLAIN = {"@context": [VC], "id": "urn:example:1", "type": ["VerifiableCredential"], "name": "Zoë\n“王”"}


def test_the_form_is_sorted_lines() -> None:
    assert canonicalize(PLAIN) == (
        "<urn:example:1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/2018/credentials#VerifiableCredential> .\n"
        '<urn:example:1> <https://schema.org/name> "Zoë\\n“王”" .\n'
    )


def test_undefined_words_are_refused_before_anything_is_canonicalized() -> None:
    with pytest.raises(NotCheckable, match="colour"):
        canonicalize({**PLAIN, "colour": "blue"})


@pytest.mark.parametrize("change", [{"id": 7}, {"type": {"a": 1}}, {"@graph": 1, "@reverse": 2}])
def test_what_is_no_json_ld_is_a_refusal(change: dict[str, object]) -> None:
    with pytest.raises(NotCheckable):
        canonicalize({**PLAIN, **change})
