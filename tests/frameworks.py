"""Frameworks for tests: a CASE package as services hand it out, and an in-house list as a spreadsheet writes it."""

import json
from typing import Any

IDS = {name: f"0f0e0d0c-0b0a-4908-8706-0504030201{number:02d}" for number, name in enumerate(("document", "area", "brief", "listen"))}


def a_case_item(name: str, statement: str, **more: Any) -> dict[str, Any]:
    address = f"https://case.example/ims/case/v1p0/CFItems/{IDS[name]}"
    return {"identifier": IDS[name], "uri": address, "fullStatement": statement, "lastChangeDateTime": "2026-01-05T00:00:00Z", **more}


def a_link(origin: str, kind: str, target: str) -> dict[str, Any]:
    nodes = {end: {"title": name, "identifier": IDS[name], "uri": f"https://case.example/{IDS[name]}"} for end, name in
             (("originNodeURI", origin), ("destinationNodeURI", target))}  # fmt: skip
    return {"identifier": f"{origin}-{kind}-{target}", "associationType": kind, **nodes}


def a_case_package(**changes: Any) -> dict[str, Any]:
    """An area with two skills, the second after the first."""
    document = {
        "identifier": IDS["document"],
        "uri": f"https://case.example/{IDS['document']}",
        "title": "Occupant care",
        "creator": "A council",
    }
    items = [
        a_case_item("area", "Communication", CFItemType="Area"),
        a_case_item(
            "brief",
            "Brief occupants so that they can act.",
            humanCodingScheme="OC.1.a",
            abbreviatedStatement="Briefing",
            educationLevel=["5"],
        ),
        a_case_item("listen", "Listen to complaints and say what happens next.", humanCodingScheme="OC.1.b"),
    ]
    links = [a_link("area", "isChildOf", "document"), a_link("brief", "isChildOf", "area"), a_link("listen", "isChildOf", "area"),
             a_link("listen", "precedes", "brief")]  # fmt: skip
    return {"CFDocument": document, "CFItems": items, "CFAssociations": links} | changes


def case_bytes(**changes: Any) -> bytes:
    return json.dumps(a_case_package(**changes)).encode()


LIST = b"""code;name;statement;parent code;address
COM;Communication;;;
COM.1;Briefing people;Brief occupants so that they can act.;COM;
COM.2;Listening;Listen to complaints.;COM;https://example.org/listening
"""
