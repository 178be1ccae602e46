import re

from pages.shared.countries import countries


def test_every_country_has_a_code_of_two_letters_and_a_name() -> None:
    assert len(countries()) > 240
    assert all(re.fullmatch("[A-Z]{2}", code) for code in countries())
    assert countries()["KR"] == "South Korea (KR)"


def test_accents_do_not_send_a_country_to_the_end() -> None:
    names = list(countries().values())
    assert names.index("Åland Islands (AX)") < names.index("Albania (AL)")
    assert names.index("Türkiye (TR)") < names.index("Uganda (UG)")
