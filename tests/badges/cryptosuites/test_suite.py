"""What a cryptosuite brings, and the table of them."""

import pytest

from core.badges.cryptosuites import CRYPTOSUITES
from core.badges.cryptosuites.suite import Cryptosuite
from core.badges.proofs import CRYPTOSUITE
from core.errors import DocumentProblem
from tests.badges.facts import a_key


def test_a_suite_that_only_reads_says_so() -> None:
    suite = Cryptosuite(lambda plain, options, canonicalize: b"", lambda multikey, signature, data: None)
    with pytest.raises(DocumentProblem, match="does not make"):
        suite.sign(a_key(), b"")


def test_our_own_suite_is_in_the_table_and_signs() -> None:
    key, ours = a_key(), CRYPTOSUITES[CRYPTOSUITE]
    ours.verify(key.multikey, ours.sign(key, b"words"), b"words")
