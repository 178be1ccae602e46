"""The table of canonicalizers. Another one is one new file with ``canonicalize(document)`` and one line here.

The first reads whatever is verified. Before a badge is signed the others have to come to the same; in a cohort the quick
one then reads the documents of a shape on which all agreed. What a canonicalizer may rely on,
and what it must look at itself, stands in ``core/badges/canonicalizers/graph.py``.
"""

from collections.abc import Callable

from core.badges.canonicalizers import by_flat_contexts, by_pyld, by_pyoxigraph
from core.badges.documents import Document

Canonicalizer = Callable[[Document], str]

CANONICALIZERS: dict[str, Canonicalizer] = {
    "pyoxigraph": by_pyoxigraph.canonicalize,
    "pyoxigraph, flat": by_flat_contexts.canonicalize,
    "pyld": by_pyld.canonicalize,
}
CAREFUL, QUICK = "pyoxigraph", "pyoxigraph, flat"
