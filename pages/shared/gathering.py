"""Several checks in a row whose refusals are told together: nobody likes to learn of the next mistake one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import BadInput


class Gathering:
    """Gathers refused fields. What depends on a refused part must wait for ``refuse_if_any``."""

    def __init__(self) -> None:
        self._fields: dict[str, str] = {}

    @contextmanager
    def under(self, **renamed: str) -> Iterator[None]:
        """Around one check; ``email="admin_email"`` gives a field the name it has on the page."""
        try:
            yield
        except BadInput as problem:
            self._fields |= {renamed.get(field, field): sentence for field, sentence in problem.fields.items()}

    def refuse_if_any(self) -> None:
        """``BadInput`` with everything that was gathered."""
        if self._fields:
            raise BadInput(self._fields)
