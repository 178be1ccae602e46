"""Program versions that were published by an earlier portal."""

import hashlib
import json

import pytest

from core.errors import StorageTrouble
from core.storage import programs as stored_programs
from core.storage.database import one, writing
from tests.builders import a_performance_program
from tests.cast import Cast

NEW_MEMBERS = ("weekly_hours", "supporting_skills", "surveys", "renewal", "alignments", "eqf_level", "pathway_criteria")


def test_a_version_from_before_a_member_was_added_keeps_its_hash(cast: Cast) -> None:
    """The hash is of what was stored: today's model may know more than the one that published it."""
    content = json.loads(a_performance_program(code="OLD-101").model_dump_json())
    old = json.dumps({name: value for name, value in content.items() if name not in NEW_MEMBERS}, indent=1)
    with writing(cast.portal.database) as db:
        row = one(db, "SELECT * FROM program_versions WHERE code = 'COM-101'")
        assert row
        canonical = json.dumps(json.loads(old), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        db["program_versions"].insert(row | {"id": "OLD", "code": "OLD-101", "content": old, "content_sha256": digest})
        assert stored_programs.get(db, "OLD").program == a_performance_program(code="OLD-101")
        db.execute("DROP TRIGGER published_versions_never_change")
        db.execute("UPDATE program_versions SET content = replace(content, 'clearly', 'vaguely') WHERE id = 'OLD'")
        with pytest.raises(StorageTrouble, match="changed outside the portal"):
            stored_programs.get(db, "OLD")
