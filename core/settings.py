"""Settings of this machine, read from the environment once at start. What the association decides is in the database."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from core.rules.evidence import DEFAULT_LIMIT_MB
from core.rules.mail import mail_server

ROOT = Path(__file__).resolve().parent.parent


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.path.strip("/"):
        raise ValueError("PROOFMARK_URL must look like https://badges.example.org, without a path.")
    host = parts.hostname.encode("idna").decode()  # badges carry ASCII addresses only
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


def _mail_server(text: str) -> str:
    if text:
        mail_server(text)
    return text


class Settings(BaseModel):
    """``data_folder`` (PROOFMARK_DATA), ``public_url`` (PROOFMARK_URL), ``evidence_limit_mb`` (PROOFMARK_EVIDENCE_MB, megabytes),
    ``key_passphrase`` (PROOFMARK_KEY_PASSPHRASE, empty while the signing keys are not encrypted), ``smtp_url`` (PROOFMARK_SMTP_URL,
    empty while the portal sends no mail by itself).
    """

    model_config = ConfigDict(frozen=True)

    data_folder: Path = ROOT / "data" / "var"
    public_url: Annotated[str, AfterValidator(_base_url)] = "http://localhost:8501"
    evidence_limit_mb: int = Field(default=DEFAULT_LIMIT_MB, ge=1, le=200)
    key_passphrase: str = Field(default="", repr=False)
    smtp_url: Annotated[str, AfterValidator(_mail_server)] = Field(default="", repr=False)

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


ENVIRONMENT = {
    "PROOFMARK_DATA": "data_folder",
    "PROOFMARK_URL": "public_url",
    "PROOFMARK_EVIDENCE_MB": "evidence_limit_mb",
    "PROOFMARK_KEY_PASSPHRASE": "key_passphrase",
    "PROOFMARK_SMTP_URL": "smtp_url",
}


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; refuses values that make no sense with pydantic's ``ValidationError``."""
    return Settings.model_validate({field: environment[name] for name, field in ENVIRONMENT.items() if environment.get(name)})
