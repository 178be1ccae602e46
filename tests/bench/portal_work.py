"""The portal's side of the comparison, in a process of its own: signs or verifies a file of documents, one a line.

Prints seconds of processor time for each document. Signing is what a cohort gets: a second canonicalizer reads one
document in so many (``core.services.press``), and every signature is checked once. The other side does not check.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from core.badges import proofs
from core.badges.documents import Document
from core.rules.times import moment
from core.services.press import SECOND_OPINION_EVERY
from tests.badges.facts import a_key


def sign(documents: list[Document], settings: Document) -> None:
    key, did = a_key(), settings["didDocument"]["id"]
    created = moment(settings["created"])
    for number, document in enumerate(documents):
        sampled = number % SECOND_OPINION_EVERY == 0
        signed = proofs.sign(document, key, verification_method=f"{did}#{key.multikey}", created=created, second_opinion=sampled)
        assert signed["proof"][0]["proofValue"]


def verify(documents: list[Document], settings: Document) -> None:
    methods = {row["id"]: row["publicKeyMultibase"] for row in settings["didDocument"]["verificationMethod"]}
    for document in documents:
        proofs.check_proof(document, methods)


WORK: dict[str, Callable[[list[Document], Document], None]] = {"sign": sign, "verify": verify}

if __name__ == "__main__":
    what, file, settings_file = sys.argv[1:]
    settings = json.loads(Path(settings_file).read_text())
    documents = [json.loads(line) for line in Path(file).read_text().splitlines()]
    WORK[what](documents[: settings["warmup"]], settings)
    before = time.process_time()
    WORK[what](documents, settings)
    print((time.process_time() - before) / len(documents))
