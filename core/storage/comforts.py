"""How members read the portal."""

from sqlite_utils import Database

from core.rules.comfort import AS_IT_COMES, Comfort
from core.storage.database import change, one


def of_member(db: Database, member_id: str) -> Comfort:
    row = one(db, "SELECT text_size, still, clear FROM comforts WHERE member_id = :id", id=member_id)
    return Comfort(row["text_size"], bool(row["still"]), bool(row["clear"])) if row else AS_IT_COMES


def keep(db: Database, member_id: str, comfort: Comfort) -> None:
    change(
        db,
        "INSERT INTO comforts (member_id, text_size, still, clear) VALUES (:id, :text_size, :still, :clear)"
        " ON CONFLICT (member_id) DO UPDATE SET text_size = :text_size, still = :still, clear = :clear",
        id=member_id,
        text_size=comfort.text_size,
        still=int(comfort.still),
        clear=int(comfort.clear),
    )
