from pathlib import Path

import pytest
from pydantic import ValidationError

from core.portal import Portal, digest_of, new_id, new_token
from core.settings import Settings, load_settings


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    settings = load_settings(
        {"PROOFMARK_DATA": str(tmp_path), "PROOFMARK_URL": "https://Badges.Example.org/", "PROOFMARK_EVIDENCE_MB": "40"}
    )
    assert settings == Settings(data_folder=tmp_path, public_url="https://badges.example.org", evidence_limit_mb=40)
    assert settings.is_https


def test_an_address_in_any_script_becomes_ascii() -> None:
    assert load_settings({"PROOFMARK_URL": "https://bücher.example:8443"}).public_url == "https://xn--bcher-kva.example:8443"


def test_without_any_the_portal_is_for_this_machine() -> None:
    settings = load_settings({})
    assert settings.public_url == "http://localhost:8501"
    assert settings.data_folder.parts[-2:] == ("data", "var")


@pytest.mark.parametrize(
    "url", ["badges.example.org", "ftp://example.org", "https://example.org/portal", "https://", "https://example.org?x=1"]
)
def test_an_address_that_badges_could_not_name_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="PROOFMARK_URL must look like"):
        load_settings({"PROOFMARK_URL": url})


def test_identifiers_are_sortable_and_tokens_unguessable() -> None:
    ids = [new_id() for _ in range(50)]
    assert len({identifier[:10] for identifier in ids}) <= 2 and len(set(ids)) == 50
    assert len({new_token() for _ in range(50)}) == 50
    assert len(new_token()) == 32  # 192 bits in base64url
    assert not any(new_token().startswith("-") for _ in range(500))


def test_the_clock_has_whole_seconds_in_utc(tmp_path: Path) -> None:
    now = Portal(Settings(data_folder=tmp_path)).now()
    assert now.microsecond == 0 and now.utcoffset().total_seconds() == 0  # type: ignore[union-attr]


def test_what_is_kept_of_a_link_tells_links_apart_and_holds_none() -> None:
    assert digest_of("abc") != digest_of("abd") and "abc" not in digest_of("abc")
