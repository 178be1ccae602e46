"""The plan of the house, enforced: who imports whom, where SQL and Streamlit may stand, twins, sizes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import ROOT
from pages.shared import registry

# room -> the rooms of ours that it may import. Python files of a room not named here may import nothing of ours.
MAY_IMPORT = {
    "core.errors": set(),
    "core.rules": {"core.errors"},
    "core.settings": {"core.rules"},
    "core.portal": {"core.settings"},
    "core.storage": {"core.rules", "core.errors"},
    "core.badges": {"core.rules", "core.errors"},
    "core.queries": {"core.messages", "core.storage", "core.badges", "core.rules", "core.errors", "core.portal"},
    "core.messages": {"core.rules", "core.errors"},
    "core.services": {
        "core.messages",
        "core.queries",
        "core.storage",
        "core.badges",
        "core.rules",
        "core.errors",
        "core.portal",
        "core.settings",
    },
    "core.web": {
        "core.services",
        "core.queries",
        "core.badges",
        "core.storage",
        "core.rules",
        "core.errors",
        "core.portal",
        "core.settings",
    },
    "core.commands": {"core.services", "core.queries", "core.rules", "core.errors", "core.portal", "core.settings"},
    "core.__main__": {"core.commands", "core.services", "core.errors", "core.portal", "core.settings"},
    "pages": {"core.services", "core.queries", "core.rules", "core.errors", "core.portal", "core.settings", "core.web", "core.badges"},
    "app": {"pages", "core.web", "core.services", "core.storage", "core.settings", "core.portal"},
}
# What pages and web may take from rooms below the services: types and tables, nothing that acts.
PAGES_MAY_SEE = {
    "core.storage.association",
    "core.storage.awards",
    "core.storage.programs",
    "core.badges.view",
    "core.badges.verification",
    "core.web.cookies",
}
SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT INTO|UPDATE\b.+\bSET|DELETE FROM|CREATE TABLE|PRAGMA)\b", re.DOTALL)
CACHES = {"cache_data", "cache_resource"}
LONGEST_FILE = 400


def sources(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [*found, ROOT / "app.py"] if "pages" in folders else found


ALL = sources("core", "pages")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, ``from a import b`` as ``a.b``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module: str) -> str:
    return max((room for room in MAY_IMPORT if module == room or module.startswith(f"{room}.")), key=len, default="")


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(name_of(path))
    ours = {module for module in imports(path) if module.split(".")[0] in ("core", "pages", "app")}
    strangers = {module for module in ours if room_of(module) not in MAY_IMPORT.get(room, set()) | {room, ""}}
    if room in ("pages", "core.web"):
        strangers |= {m for m in ours if m.startswith(("core.storage", "core.badges")) and ".".join(m.split(".")[:3]) not in PAGES_MAY_SEE}
        strangers = {m for m in strangers if ".".join(m.split(".")[:3]) not in PAGES_MAY_SEE}
    assert not strangers


@pytest.mark.parametrize("path", sources("core"), ids=name_of)
def test_nothing_in_core_knows_streamlit(path: Path) -> None:
    assert not [module for module in imports(path) if module.split(".")[0].startswith("streamlit")]


@pytest.mark.parametrize("path", sources("core/rules"), ids=name_of)
def test_rules_have_no_clock_disk_database_or_dice(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    allowed = {"pydantic", "email_validator", "core"}
    outside = {module.split(".")[0] for module in imports(path)} & {
        "sqlite3",
        "sqlite_utils",
        "os",
        "random",
        "secrets",
        "time",
        "socket",
        "io",
    }
    assert not outside, allowed
    assert not re.search(r"\b(now|today|utcnow)\(\)|\bopen\(|\.read_text\(", text)


@pytest.mark.parametrize("path", [p for p in ALL if not name_of(p).startswith(("core.storage", "core.queries"))], ids=name_of)
def test_sql_stands_in_storage_and_queries_only(path: Path) -> None:
    texts = [node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)]
    assert not [text for text in texts if isinstance(text, str) and SQL.search(text)]


def test_no_page_lies_directly_in_pages() -> None:
    assert {path.name for path in (ROOT / "pages").glob("*.py")} <= {"portal.py", "__init__.py"}


def test_pages_and_registry_agree_one_to_one() -> None:
    on_disk = {path for path in (ROOT / "pages").glob("*/*.py") if path.parent.name != "shared" and path.name != "__init__.py"}
    in_table = [entry.path for entry in registry.PAGES]
    assert set(in_table) == on_disk
    names = [entry.name for entry in registry.PAGES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", sources("pages"), ids=name_of)
def test_pages_keep_to_their_furniture(path: Path) -> None:
    text, name = path.read_text(encoding="utf-8"), name_of(path)
    modules = {module.split(".")[0] for module in imports(path)}
    assert "session_state" not in text or name == "pages.shared.session"
    assert "streamlit_authenticator" not in modules or name == "pages.shared.sign_in"
    assert not any(cache in text for cache in CACHES) or name == "pages.shared.wiring"
    assert "unsafe_allow_html" not in text and "pickle" not in modules


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_files_can_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def has_code(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


STEPS = ["__init__", *(path.stem for path in (ROOT / "core" / "storage" / "steps").glob("m*.py"))]
# Proved by the tests of those who use them, which name them here.
TWIN_ELSEWHERE = {
    "core.rules.enrolments": "tests/services/test_enrolments.py",
    "core.rules.submissions": "tests/services/test_submissions.py",
    **{
        f"core.rules.design_check.{part}".removesuffix("."): "tests/rules/design_check/test_check.py"
        for part in ("", "findings", "phrases", "focus", "evidence", "work", "activities", "promise", "experience")
    },
    "core.portal": "tests/test_settings.py",
    "core.settings": "tests/test_settings.py",
    "core.__main__": "tests/test_command_line.py",
    **{
        f"core.commands.{noun}": "tests/test_command_line.py"
        for noun in (
            "words",
            "server",
            "setup",
            "programs",
            "catalogue",
            "awards",
            "keys",
            "settings",
            "cases",
            "upkeep",
            "mail",
            "progress",
            "verify",
            "doctor",
        )
    },
    "core.storage.credentials": "tests/services/test_reissue.py",
    "core.storage.messages": "tests/services/test_mail.py",
    "core.storage.renewals": "tests/services/test_renewals.py",
    "core.services.post_office": "tests/services/test_mail.py",
    "core.services.evidence": "tests/services/test_submissions.py",
    **{f"core.messages.{path.stem}": "tests/messages/test_message.py" for path in (ROOT / "core" / "messages").glob("*.py")},
    "core.storage.brandings": "tests/services/test_association.py",
    "core.services.issuer": "tests/services/test_awards.py",
    "core.services.issuing": "tests/services/test_awards.py",
    **{f"core.storage.steps.{step}".removesuffix(".__init__"): "tests/storage/test_migrations.py" for step in STEPS},
    "core.web.issuer": "tests/web/test_badges.py",
    "core.services.batch_rows": "tests/services/test_batches.py",
    **{f"core.services.sample_{part}": "tests/services/test_sample.py" for part in ("acts", "helping", "stage")},
    "core.services.badge_files": "tests/services/test_awards.py",
    "core.storage.enrolments": "tests/services/test_enrolments.py",
    "core.storage.quizzes": "tests/services/test_quizzes.py",
    "core.storage.submissions": "tests/services/test_submissions.py",
    "core.storage.reviews": "tests/services/test_reviews.py",
    "core.storage.awards": "tests/services/test_awards.py",
    "core.storage.members": "tests/services/test_members.py",
    "core.storage.programs": "tests/services/test_programs.py",
    "core.storage.pathways": "tests/services/test_pathways.py",
    "core.storage.program_events": "tests/services/test_versions.py",
    "core.services.publishing": "tests/services/test_versions.py",
    "core.services.templates": "tests/test_templates.py",
    "core.rules.version_words": "tests/rules/test_version_diff.py",
    **{
        f"core.rules.lms{part}": "tests/rules/lms/test_formats.py"
        for part in ("", ".choices", ".cmi5", ".d2l_content", ".d2l_grades", ".generic", ".moodle", ".rows", ".scorm", ".tables", ".xapi")
    },
    "core.rules.lms_imports": "tests/services/test_lms_imports.py",
    "core.storage.lms_imports": "tests/services/test_lms_imports.py",
    "core.queries.lms_imports": "tests/services/test_lms_imports.py",
    "core.storage.frameworks": "tests/services/test_frameworks.py",
    "core.storage.association": "tests/services/test_setup.py",
    "core.services.recording": "tests/storage/test_audit_log.py",
    "core.services.printing": "tests/services/test_members.py",
    "core.services.fields": "tests/services/test_setup.py",
    "core.services.pictures": "tests/services/test_setup.py",
    "core.badges.formats.open_badge_json": "tests/badges/test_formats.py",
    "core.badges.formats.baked_png": "tests/badges/test_formats.py",
}


@pytest.mark.parametrize("path", [path for path in sources("core") if has_code(path)], ids=name_of)
def test_every_module_with_code_has_a_twin(path: Path) -> None:
    relative = path.relative_to(ROOT / "core")
    twin = ROOT / "tests" / relative.with_name(f"test_{relative.name}")
    elsewhere = TWIN_ELSEWHERE.get(name_of(path))
    assert (ROOT / elsewhere if elsewhere else twin).exists()


@pytest.mark.parametrize("path", sources("core/services"), ids=name_of)
def test_services_that_act_for_somebody_say_so_first(path: Path) -> None:
    """A public function of a service that takes an actor takes ``(portal, actor, *, …)`` and has a docstring."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        assert ast.get_docstring(node), f"{path.name}: {node.name} says nothing about itself"
        plain = [argument.arg for argument in node.args.args]
        if "actor" in plain and plain[0] != "db":
            assert plain == ["portal", "actor"], f"{path.name}: {node.name}"


JUDGING = ("core/rules", "core/services", "core/queries", "core/badges", "core/storage", "pages/reviewer")
HELPING = {"peers", "peer_feedback", "peer_form", "peer_tasks"}


@pytest.mark.parametrize("path", [path for room in JUDGING for path in sources(room)], ids=name_of)
def test_what_colleagues_say_is_read_by_nothing_that_judges(path: Path) -> None:
    """Feedback on drafts helps and judges nothing: only its own rooms, the timer, the sample and what is kept about a person know."""
    if path.stem in HELPING | {"upkeep", "sample_helping", "m021_peers", "migrations", "own_data", "erasure"}:
        return
    text = path.read_text(encoding="utf-8")
    named = {alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) for alias in node.names}
    from_ = {node.module.rpartition(".")[2] for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) and node.module}
    assert not HELPING & (named | from_)
    assert "peer_matches" not in text and "peer_requests" not in text
