"""What a cryptosuite has to bring."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.badges.documents import Document
from core.badges.keys import IssuerKey
from core.errors import DocumentProblem

Options = dict[str, Any]
Canonicalize = Callable[[Document], str]


def _is_only_read(key: IssuerKey, data: bytes) -> bytes:
    raise DocumentProblem("This portal reads proofs of this kind, it does not make them.")


@dataclass(frozen=True)
class Cryptosuite:
    """``what_is_signed``: plain document and proof options -> bytes. ``verify``: multikey, signature, those bytes; raises when
    they do not fit. What either may raise stands in docs/howto/add-a-cryptosuite.md.

    A suite without ``sign`` is only read, in badges of others.
    """

    what_is_signed: Callable[[Document, Options, Canonicalize], bytes]
    verify: Callable[[str, bytes, bytes], None]
    sign: Callable[[IssuerKey, bytes], bytes] = _is_only_read
