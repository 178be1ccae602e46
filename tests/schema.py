"""What the JSON Schema of Open Badges 3.0 has to say about a credential. It is not ours to hand on, so it lies beside the checkout."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft201909Validator


@cache
def _validator(vectors: Path) -> Draft201909Validator:
    return Draft201909Validator(json.loads((vectors / "ob_v3p0_achievementcredential_schema.json").read_text()))


def problems(document: dict[str, Any], vectors: Path) -> list[str]:
    """What does not fit, in the words of the validator."""
    return [problem.message for problem in _validator(vectors).iter_errors(document)]
