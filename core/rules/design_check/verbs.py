"""Which verb a sentence begins with, and whether one can see somebody do it (L06)."""

import re

_SUBJECT = (
    r"(?: (?:the\s+)?(?:learner|candidate|earner|member|participant|person|colleague|student|holder|reviewer)s? | you | I | we | they )"
)
_HELP = (
    r"(?: can | could | will | would | should | must | shall | may | (?:(?:be|is|are)\s+)?able\s+to"
    r" | (?:(?:has|have)|demonstrat(?:e|es|ing))\s+(?:the|an)\s+ability\s+to | has | have | is | are | be | to )"
)
_BEFORE = re.compile(rf"\s*(?:{_SUBJECT}\s+)?(?:{_HELP}\s+)*(?:\w+ly\s+)?", re.IGNORECASE | re.VERBOSE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ALOUD = re.compile(r"\bthink(?:s|ing)?\s+(?:aloud|out\s+loud)\b", re.IGNORECASE)
_HIDDEN_PHRASE = re.compile(
    r"\b(?:demonstrat|gain|develop|ha[sv]|show|acquir|build|get)\w*\s+(?:an?\s+|the\s+|their\s+)?(?:\w+\s+)?"
    r"(?:understanding|awareness|knowledge|familiarity|appreciation)\b",
    re.IGNORECASE,
)
_AVOIDED = """
know understand learn appreciate aware familiar believe realise realize comprehend think grasp feel internalise internalize
knowledge understanding awareness familiarity appreciation insight understood known
"""
# A sentence that begins so names a topic: nobody does anything in it.
_TOPICS = """
the a an how what why when introduction basics fundamentals overview principles foundations importance concepts theory theories
essentials topics
"""
_OBSERVABLE = """
act adapt add address adjust administer advise agree align allocate analyse analyze anchor annotate answer apply appraise approve arrange
articulate ask assemble assess assign audit back balance benchmark brief budget build calculate calibrate carry categorise categorize
change chart check choose cite clarify classify clean clear close coach code collect combine commission communicate compare compile
complete compose conduct configure confirm connect construct consult contact control convert convince coordinate correct counsel count
cover create critique cut debrief decide define delegate deliver demonstrate derive describe design detect determine develop diagnose
diagram differentiate direct disassemble discuss display distinguish divide document draft draw drive edit elicit enter escalate establish
estimate evaluate examine exchange execute explain export express extract facilitate file fill find fit fix follow forecast format
formulate gather generate give grade greet group guide hand handle hold host identify illustrate implement import improve inform inspect
install interpret interview introduce invent investigate invite involve isolate issue judge justify keep label launch lead list listen
load locate log lower maintain make manage map mark match measure mediate meet mentor moderate modify monitor move name negotiate
normalise normalize note notify observe offer open operate order organise organize outline pack perform pick pilot place plan play plot
point post practice practise predict prepare present price prioritise prioritize process produce program propose prove provide publish put
question raise rank rate read rebuild recite recommend reconcile record redesign reduce refer refine reject relate remove repair repeat
rephrase replace report represent request rescue research resolve respond restate restore return reuse review revise rewrite route run say
schedule score search select send separate set shape share show sign simplify simulate sketch solve sort speak specify state stop store
structure submit suggest summarise summarize supervise support survey switch tabulate tag take talk teach tell test thank trace track
trade train transcribe transfer translate treat troubleshoot try tune turn update upload use validate verify visit wait walk warn weigh
welcome write
"""
AVOIDED, TOPICS, OBSERVABLE = frozenset(_AVOIDED.split()), frozenset(_TOPICS.split()), frozenset(_OBSERVABLE.split())


def leading_word(sentence: str) -> str:
    """The word that says what is done: after the subject, helping verbs and one adverb.

    >>> leading_word("The candidate can clearly explain the plan"), leading_word("Be aware of risks"), leading_word("Has knowledge of it")
    ('explain', 'aware', 'knowledge')
    """
    before = _BEFORE.match(sentence)
    found = _WORD.search(sentence, before.end() if before else 0)
    return found[0] if found else ""


def lemmas(word: str) -> frozenset[str]:
    """Every word that it could be a form of: without -s, -es, -ed, -ing, with the e, y or single letter that they took away.

    >>> sorted({"plan", "write", "carry", "learn"} & (lemmas("planning") | lemmas("Writes") | lemmas("carried") | lemmas("learnt")))
    ['carry', 'learn', 'plan', 'write']
    """
    low = word.casefold()
    stems = {low}
    for ending in ("s", "es", "ed", "ing", "d", "t"):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            stem = low[: -len(ending)]
            stems |= {stem, stem + "e"}
            if stem.endswith("i"):
                stems.add(stem[:-1] + "y")
            if len(stem) > 2 and stem[-1] == stem[-2]:
                stems.add(stem[:-1])
    return frozenset(stems)


def is_observable(word: str) -> bool:
    return bool(lemmas(word) & OBSERVABLE)


def hidden_verb(sentence: str) -> str:
    """The words of a sentence that nobody can see somebody do; empty when it begins with a verb that can be seen.

    >>> hidden_verb("Gains familiarity with budgets"), hidden_verb("Learns to brief"), hidden_verb("Briefs the crew")
    ('Gains familiarity', 'Learns', '')
    """
    if phrase := _HIDDEN_PHRASE.search(sentence):
        return phrase[0]
    word = leading_word(sentence)
    if _ALOUD.search(sentence):
        return ""
    return word if lemmas(word) & AVOIDED or word.casefold() in TOPICS else ""


_JOINED = re.compile(r"(?:\b(?P<join>and|then|or|by)\b|,)\s+(?:then\s+|can\s+|to\s+)?(?:\w+ly\s+)?(?P<verb>[^\W\d_]+)", re.IGNORECASE)


def joined_verbs(sentence: str) -> list[re.Match[str]]:
    """Where a further verb begins that one can see, in the same form as the first: *writes … and sends*, *Plan … then run*.

    A noun that could be a verb, as in *ranks costs and plans to cut*, is told apart by the form only where the two differ.
    """
    first = sentence.split()[:1]
    third = bool(first) and first[0].casefold().endswith("s") and not first[0].casefold().endswith("ss")
    return [
        found
        for found in _JOINED.finditer(sentence)
        if is_observable(verb := found["verb"]) and _fits(verb.casefold(), third=third, by=(found["join"] or "").casefold() == "by")
    ]


def _fits(verb: str, *, third: bool, by: bool) -> bool:
    if by or verb.endswith(("ing", "ed")):
        return by and verb.endswith("ing")
    return (verb.endswith("s") and not verb.endswith("ss")) == third


def sees_something(sentence: str) -> bool:
    """Whether a later verb of the sentence can be seen.

    >>> sees_something("Understands budgets and writes a case"), sees_something("Understand budgeting")
    (True, False)
    """
    return bool(joined_verbs(sentence))
