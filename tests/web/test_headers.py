from pathlib import Path

from core.settings import Settings
from core.web.headers import security_headers


def test_no_script_runs_from_the_page_or_from_a_string():
    policy = security_headers(Settings(data_folder=Path()), ["sha256-a=", "sha256-b="])["content-security-policy"]
    scripts = next(part.strip() for part in policy.split(";") if part.strip().startswith("script-src"))
    assert scripts == "script-src 'self' 'sha256-a=' 'sha256-b='"
    assert "unsafe-eval" not in policy


def test_nothing_is_fetched_from_elsewhere():
    policy = security_headers(Settings(data_folder=Path()), [])["content-security-policy"]
    assert "http" not in policy
    assert "*" not in policy


def test_https_is_remembered_only_where_there_is_https():
    assert "strict-transport-security" in security_headers(Settings(public_url="https://badges.example.org"), [])
    assert "strict-transport-security" not in security_headers(Settings(), [])
