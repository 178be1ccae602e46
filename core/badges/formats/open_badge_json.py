"""The signed document itself, byte for byte as it was stored."""


def render(document_text: str) -> bytes:
    return document_text.encode()
