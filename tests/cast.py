"""The people of the tests. Ada and Ben are members, Rui and Sol review, Dee designs, Mo runs the portal."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from core.portal import Portal
from core.rules.members import Actor, Role
from core.services import members as member_service
from core.services import programs as program_service
from core.services import setup
from core.services.setup import AssociationDetails
from core.settings import Settings
from core.storage import members
from core.storage.database import reading, writing
from tests.builders import A_TUESDAY, a_performance_program, a_person, a_program_of_both, a_progress_program

PASSWORD = "a calm harbour at nine"
PEOPLE = {
    "ada": ("Ada Obi", ()),
    "ben": ("Ben Ruiz", ()),
    "rui": ("Rui Costa", (Role.REVIEWER,)),
    "sol": ("Sol Haddad", (Role.REVIEWER,)),
    "dee": ("Dee Novak", (Role.DESIGNER,)),
}


@dataclass
class Clock:
    """A clock that moves only when it is told to."""

    time: datetime = A_TUESDAY

    def __call__(self) -> datetime:
        return self.time

    def pass_days(self, days: int) -> None:
        self.time += timedelta(days=days)


@dataclass
class Cast:
    """A portal in a temporary folder with everybody in it."""

    portal: Portal
    clock: Clock
    actors: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        if name in self.__dict__.get("actors", {}):
            return self.actors[name]
        raise AttributeError(name)

    def with_settings(self, **changes: object) -> "Cast":
        return replace(self, portal=replace(self.portal, settings=self.portal.settings.model_copy(update=changes)))


ASSOCIATION = AssociationDetails(
    name="Northshore Association of Facility Professionals",
    contact="Mo Lind, office",
    email="office@northshore.example",
    country="CA",
    url="https://northshore.example",
    description="People who run buildings.",
)


def an_empty_portal(folder: Path, clock: Clock | None = None) -> Portal:
    return Portal(Settings(data_folder=folder / "data"), clock or Clock())


def the_cast_in(data_folder: Path) -> Cast:
    """The cast of a portal that was set up before."""
    clock = Clock()
    portal = Portal(Settings(data_folder=data_folder), clock)
    with reading(portal.database) as db:
        everybody = {person.display_name.split()[0].lower(): Actor.of(person) for person in members.everybody(db)}
    return Cast(portal, clock, everybody)


def a_cast(folder: Path) -> Cast:
    """Set up through the services, with the three programs of the builders published."""
    clock = Clock()
    portal = an_empty_portal(folder, clock)
    admin = setup.set_up(portal, details=ASSOCIATION, admin=a_person("Mo Lind"), password=PASSWORD)
    cast = Cast(portal, clock, {"mo": Actor.of(admin)})
    with writing(portal.database) as db:
        hashed = members.password_hash(db, admin.id)
        for key, (name, roles) in PEOPLE.items():
            member_id = member_service.add_member(db, portal, a_person(name, *roles), password_hash=hashed)
            cast.actors[key] = Actor.of(members.get(db, member_id))
    for program in (a_performance_program(), a_progress_program(), a_program_of_both()):
        program_service.publish(portal, cast.dee, program=program)
    return cast
