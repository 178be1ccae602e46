import pytest

from core.rules.members import check_email, check_password


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Ada@Example.ORG", "ada@example.org"), (" ada@example.org ", "ada@example.org"), ("jürgen@bücher.example", "jürgen@bücher.example")],
)
def test_one_mailbox_is_one_person(typed: str, kept: str) -> None:
    assert check_email(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "ada", "ada@", "a..b@example.org", "ada@-b.org", "a@b.org, c@d.org", "ada@example.org\nBcc: x@y.org"]
)
def test_addresses_that_no_mail_could_reach_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="e-mail address"):
        check_email(typed)


@pytest.mark.parametrize("password", ["correct horse battery", "пароль из трёх слов", "  spaces count too  ", "x1" * 5 + "abc"])
def test_long_passwords_of_any_kind_are_taken(password: str) -> None:
    assert check_password(password) == password


@pytest.mark.parametrize("password", ["", "short", "elevenchars", "a" * 73, "ж" * 37, "aaaaaaaaaaaaaaaa", "abababababababab"])
def test_weak_and_overlong_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValueError, match="Please use"):
        check_password(password)
