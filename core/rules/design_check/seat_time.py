"""Finding words that ask for time in a seat and not for something that people can do (L05).

The pattern is the field's (domain, section 3.10, L05), widened by numbers in words and more ways to say it. What only sounds
like it is listed beside it and does not count. Decision 40 says what was changed; the cases are in ``tests/cases``.
"""

import re

_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|ninety|hundred"
NUMBER = rf"(?: \d+(?:[.,]\d+)? | (?:{_ONES})(?:[\s-](?:{_ONES}))? )"
UNIT = r"(?: contact|clock|seat|CE|CPD|CEU|PDU|credit|classroom|training )"
TIME = r"(?: hours?|hrs?|h|minutes?|days?|weeks?|months?|credits?|CEUs?|PDUs?|CPD|points? )"
WHICH = rf"(?: (?:at\s+least|a\s+minimum\s+of)\s+ )?(?: (?:all|each|every)(?:\s+of)? | any | the | an? | both | our | {NUMBER} )"
EVENT = r"(?: webinar|session|workshop|class|course|seminar|conference|event|lecture|lesson|meeting|training )(?: e?s)?"
SHOWN = r"(?: video|module|recording|webinar|slide|lecture|lesson )s?"
BETWEEN = r"(?: of|on|in|at|with|for|per|and|or|to|under|during|each|every|without|by|from )"
LEARNING = r"(?: training|study|learning|practice|instruction|tuition|teaching|coursework|participation|webinars?|classes|CPD|e-?learning )"

SEAT_TIME = re.compile(
    rf"""\b(?:
      attend(?:s|ed|ing)?\b | attendance\b
    | sit(?:s|ting)?\s+(?:through|in\s+on)\b
    | (?:watch|view)(?:es|s|ed|ing)?\s+(?:\w+\s+)?(?:\w+\s+)?{SHOWN}\b
    | listen(?:s|ed|ing)?\s+to\s+{WHICH}\s+(?:\w+\s+)?(?:{SHOWN}|{EVENT}|podcasts?)\b
    | be(?:ing)?\s+present\b | (?:is|are|was|were|stays?)\s+present\s+(?:at|for|in|during|throughout)\s+{WHICH}\s+(?:\w+\s+)?{EVENT}\b
    | show(?:s|ing|ed)?\s+up\b
    | (?:participat(?:e|es|ed|ing|ion)\s+in|tak(?:e|es|ing)\s+part\s+in|join(?:s|ed|ing)?)\s+(?:{WHICH}\s+)?(?:\w+\s+)?{EVENT}\b
    | (?:complet(?:e|es|ed|ing|ion\s+of)|log(?:s|ged|ging)?|accumulat(?:e|es|ed|ing)|earn(?:s|ed|ing)?|spend(?:s|ing)?|spent
        |clock(?:s|ed|ing)?|put(?:s|ting)?\s+in|do(?:es|ing)?)\s+
        (?:at\s+least\s+|a\s+minimum\s+of\s+|a\s+total\s+of\s+)?{NUMBER}\s*\+?\s*(?:{UNIT}\s+)?{TIME}\b
    | complet(?:e|es|ed|ing|ion\s+of)\s+(?:an?|the)\s+{NUMBER}[\s-]*{TIME}\s+(?:\w+\s+)?{EVENT}\b
    | {NUMBER}\s*(?:{UNIT})\s*(?:hours?|hrs?|credits?|points?)\b
    | {NUMBER}\s*(?:hours?|hrs?|days?|weeks?)\s+of\s+(?:\w+\s+)?{LEARNING}\b
    | seat[\s-]?time\b
    | time[\s-]+(?:spent|on[\s-]task)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# What these match asks for nothing of the kind, although a part of it sounds so.
_WORK = r"(?: work|job|task|order|asset|repair|round|call|fault|inspection|ticket|patient|customer|item|machine|activity|activities )"
HARMLESS = re.compile(
    rf"""\b(?:
      attend(?:s|ed|ing)?\s+(?:\w+ly\s+)?(?:first\s+)?to\b | attended\s+by\b
    | (?:who|that|those|people|members|staff|visitors|guests|everyone|everybody)\s+(?:(?:is|are|was|were)\s+)?attend(?:s|ed|ing)?\b
        (?!\s+{WHICH}\s+(?:\w+\s+)?{EVENT}\b) | the\s+attending\b
    | (?:records?|takes?|notes?|keeps?|tracks?|logs?|raises?|compares?|plans?\s+for|counts?|charts?)\s+(?:the\s+)?attendance\b
    | attendance\s+(?:list|sheet|record|figure|number|rate|data|trend)s?\b
    | (?:may|might|could|can|to|not)\s+be\s+present\b(?!\s+(?:at|for|in|during|throughout)\s+{WHICH}\s+(?:\w+\s+)?{EVENT})
    | show(?:s|ing|ed)?\s+up(?:-|\s+to[\s-]date|\s+(?:as|in|on)\s+(?!time|person|class))
    | (?:it|that|which|fault|pattern|trend)s?\s+shows?\s+up\b
    | watch(?:es|ing)?\s+(?:list|keeping)\b | (?:watch|view)\w*\s+(?:the|a|an|each|every)\s+(?:\w+\s+)?modules?(?:['’]s)?\s+
        (?:temperature|pressure|voltage|current|output|level|status|alarm|display|start)\b
    | log(?:s|ged|ging)?\s+{NUMBER}\s*{TIME}\s+of\s+(?!(?:\w+\s+)?{LEARNING})\w+
    | {NUMBER}\s*(?:hour|minute|day|week|month)(?:-|\s+(?!{BETWEEN}\b))(?!(?:\w+\s+)?(?:{EVENT}|{LEARNING}))\w+
    | {NUMBER}\s*(?:hours|minutes|days|weeks|months)['’]\s+(?!(?:\w+\s+)?{LEARNING})\w+
    | {NUMBER}\s*\+?\s*points?[\s-]+(?:to|check|inspection|list|test|plan|survey|calibration)\w*
    | (?:(?:records?|logs?|tracks?|estimates?|reduces?|cuts?|compares?|charts?|notes?|halves|halve|splits?|less|unproductive|wrench)\s+
        (?:the\s+|their\s+|its\s+)?time[\s-]+spent)
    | time[\s-]+spent\s+(?:on|per|at|for)\s+(?:each\s+|every\s+|the\s+|an?\s+)?(?:\w+\s+)?{_WORK}
    | (?:session|class|course|event|training|meeting|workshop|conference|webinar|lesson)s?\s+
        (?:rooms?|notes?|logs?|records?|schedules?|plans?|debriefs?|reviews?|action|data|report|planning)\b
    | meeting\s+points?\b | training\s+(?:the|an?|new|others|people|colleagues|staff)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def seat_time(text: str) -> str:
    """The first words of the text that ask for presence, hours or credits; empty when there are none.

    >>> seat_time("Attends all six webinars"), seat_time("Attends to alarms within 24 hours")
    ('Attends', '')
    """
    line = " ".join(text.split())
    harmless = [found.span() for found in HARMLESS.finditer(line)]
    for found in SEAT_TIME.finditer(line):
        start, end = found.span()
        if not any(start < stop and begin < end for begin, stop in harmless):
            return found[0]
    return ""
