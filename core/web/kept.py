"""Files of badges that took long to make, kept in memory for the next caller."""

from collections import OrderedDict
from collections.abc import Hashable

from core.services.downloads import Download


class KeptFiles:
    """The files that were asked for last, up to ``most`` bytes together; the longest unused go first."""

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._files: OrderedDict[Hashable, Download] = OrderedDict()

    def get(self, key: Hashable) -> Download | None:
        if key in self._files:
            self._files.move_to_end(key)
        return self._files.get(key)

    def keep(self, key: Hashable, file: Download) -> None:
        """What is larger than everything together may be is not kept."""
        self._forget(key)
        if len(file.data) > self._most:
            return
        self._files[key] = file
        self._held += len(file.data)
        while self._held > self._most:
            self._forget(next(iter(self._files)))

    def _forget(self, key: Hashable) -> None:
        if key in self._files:
            self._held -= len(self._files.pop(key).data)
