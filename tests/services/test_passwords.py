import time

from core.services.passwords import hash_password, password_matches
from tests.doors import PASSWORD, password_hash


def test_the_right_password_matches_and_another_does_not():
    assert password_matches(PASSWORD, password_hash())
    assert not password_matches(PASSWORD + " ", password_hash())


def test_the_form_package_reads_the_same_hashes():
    from streamlit_authenticator.utilities import Hasher

    assert Hasher.check_pw(PASSWORD, password_hash())
    assert Hasher.hash(PASSWORD)[:7] == password_hash()[:7]  # the same algorithm and cost


def test_a_password_beyond_72_bytes_is_wrong_and_not_cut():
    seventy_two = "a" * 36 + "b" * 36
    assert not password_matches(seventy_two + "c", hash_password(seventy_two))


def test_an_empty_password_never_matches_a_decoy():
    assert not password_matches("", None)
    assert not password_matches("x" * 100, None)


def test_unknown_people_take_as_long_as_wrong_passwords():
    def seconds(stored: str | None) -> float:
        start = time.thread_time()
        password_matches("something else", stored)
        return time.thread_time() - start

    password_matches("warm", None)
    assert 0.5 < seconds(None) / seconds(password_hash()) < 2
