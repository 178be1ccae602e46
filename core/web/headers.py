"""Security headers. A response may bring its own value for one of them; the portal's is for all others."""

from collections.abc import Sequence

from core.settings import Settings

# What the portal's pages need; the inline script of the framework's page is admitted by its hash only.
_PAGES = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:;"
    " font-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
_FOR_ALL = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_A_YEAR = "max-age=31536000"


def security_headers(settings: Settings, script_hashes: Sequence[str]) -> dict[str, str]:
    """``script_hashes`` look like ``sha256-…`` (base64); see Content Security Policy Level 3, section 2.3.1."""
    policy = _PAGES.format(hashes=" ".join(f"'{entry}'" for entry in script_hashes))
    return {
        "content-security-policy": policy,
        **_FOR_ALL,
        **({"strict-transport-security": _A_YEAR} if settings.is_https else {}),
    }
