"""What an association may choose for itself: each choice with its possible values and what they mean. The first is the default."""

from dataclasses import dataclass

from core.errors import BadInput, NotFound


@dataclass(frozen=True)
class Choice:
    """``values`` maps what is stored to what it means."""

    question: str
    values: dict[str, str]

    @property
    def default(self) -> str:
        return next(iter(self.values))


CHOICES: dict[str, Choice] = {
    "verify_foreign": Choice(
        "May the portal ask other servers when somebody verifies a badge of another issuer?",
        {
            "off": "No. What only another server knows is reported as “could not be checked”.",
            "on": "Yes, by https and within narrow limits. The other server then learns that its badge was looked at.",
        },
    ),
    "certificate_layout": Choice(
        "Which layout do the certificates of new badges have?",
        {
            "classic": "Classic: upright, framed, the badge above the name.",
            "modern": "Modern: landscape, the badge beside the name.",
            "plain": "Plain: upright, with little ink.",
        },
    ),
    "send_mail": Choice(
        "May the portal send e-mails by itself, where this machine was told a mail server?",
        {
            "on": "Yes. Where none was told, e-mails wait under Messages to be copied.",
            "off": "No. Every e-mail waits under Messages, to be copied and sent by hand.",
        },
    ),
}


def check_choice(name: str, value: str) -> str:
    """The value, where the choice has it. Refuses unknown choices and values.

    >>> check_choice("verify_foreign", "on")
    'on'
    """
    if name not in CHOICES:
        raise NotFound(f"There is no setting “{name}”. There are: {', '.join(CHOICES)}.")
    if value not in CHOICES[name].values:
        raise BadInput({name: f"Please choose one of: {', '.join(CHOICES[name].values)}."})
    return value
