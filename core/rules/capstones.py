"""The capstone: the badge of a whole pathway. To the world it is one more badge, whose evidence are the badges it rests on."""

from collections.abc import Iterable, Mapping

from core.rules.awards import EvidenceFact
from core.rules.pathway_progress import Evaluation, asked, heading
from core.rules.pathways import Milestone, Node, NOf, Pathway, ProgramNode, parts
from core.rules.programs import ProgramVersion, Skill
from core.rules.times import long_day

MOST_HOURS = 200
WEEKS_OF_TWELVE_MONTHS = 52


def capstone_of(pathway: Pathway, programs: Mapping[str, ProgramVersion]) -> ProgramVersion:
    """The capstone as a program version: what stands in its badges and at its public address. Nobody enrols in it.

    ``programs``: today's version of every program (or pathway) that is named. The effort is that of the shortest way through.
    """
    hours = min(MOST_HOURS, max(0.5, shortest_hours(pathway.root, {code: program.effort_hours for code, program in programs.items()})))
    titles = {code: program.title for code, program in programs.items()}
    name = pathway.skill_name or pathway.title
    return ProgramVersion(
        code=pathway.code,
        version=pathway.version,
        title=pathway.title,
        outcome=pathway.outcome,
        description=pathway.description,
        problem_solved=pathway.description,
        on_the_job_task=pathway.outcome,
        benchmark="pathway",
        skill=Skill(code=pathway.code, name=name, statement=pathway.outcome, kind=pathway.skill_kind, category=pathway.category),
        job_roles=pathway.job_roles,
        effort_hours=hours,
        weeks=max(1, round(pathway.months * WEEKS_OF_TWELVE_MONTHS / 12)),
        language=pathway.language,
        validity=pathway.validity,
        pathway_criteria="\n".join(_criteria(pathway.root, titles)),
    )


def _criteria(root: Node, titles: Mapping[str, str]) -> list[str]:
    """The heading of the whole is the first sentence, so that no list begins with a single point."""
    if isinstance(root, ProgramNode | Milestone):
        return ["Earn this badge:", *in_lines(root, titles)]
    lead = f"Earn {heading(root)[0].lower()}{heading(root)[1:]}, each badge by itself:"
    return [lead, *(line for part in root.of for line in in_lines(part, titles))]


def shortest_hours(node: Node, hours: Mapping[str, float]) -> float:
    """The hours of the shortest way: of a choice the parts that take least."""
    if isinstance(node, ProgramNode):
        return hours.get(node.program, 0)
    each = sorted(shortest_hours(part, hours) for part in parts(node))
    return sum(each[: node.n] if isinstance(node, NOf) else each)


def in_lines(node: Node, titles: Mapping[str, str], *, indent: str = "") -> list[str]:
    """What is asked for as a nested list in Markdown."""
    if isinstance(node, Milestone):
        return in_lines(node.node, titles, indent=indent)
    if isinstance(node, ProgramNode):
        more = f" ({asked(node)})" if asked(node) else ""
        instead = [titles.get(code, code) for code in node.equivalents]
        return [f"{indent}- {titles.get(node.program, node.program)}{more}{', or ' + ', or '.join(instead) if instead else ''}"]
    name = f"{node.title}: {heading(node).lower()}" if node.title else heading(node)
    return [f"{indent}- {name}:", *(line for part in node.of for line in in_lines(part, titles, indent=indent + "  "))]


def evidence_of(evaluation: Evaluation, titles: Mapping[str, str], base_url: str) -> tuple[EvidenceFact, ...]:
    """The badges that the capstone rests on, with their public addresses; each is judged by itself, where it stands."""
    return tuple(
        EvidenceFact(
            name=titles.get(badge.program, badge.program),
            genre="badge",
            narrative=f"Awarded on {long_day(badge.awarded_at.date())}, by version {badge.version} of {badge.program}.",
            url=f"{base_url}/b/{badge.token}",
        )
        for badge in sorted(evaluation.counted, key=lambda badge: (badge.awarded_at, badge.program))
    )


def how_it_was_earned(badges: int) -> str:
    """The public sentence on how the capstone came about.

    >>> how_it_was_earned(4)
    'Earned the 4 badges that the pathway asks for.'
    """
    return f"Earned the {badges} badges that the pathway asks for." if badges != 1 else "Earned the badge that the pathway asks for."


def names_taken_back(taken_back: Iterable[str]) -> str:
    """What a person who decides about a capstone reads when badges that it rests on are out of force."""
    names = [f"“{name}”" for name in taken_back]
    was = "which was" if len(names) == 1 else "which were"
    return f"This badge rests on {', '.join(names)}, {was} taken back later. It stays in force until somebody decides." if names else ""
