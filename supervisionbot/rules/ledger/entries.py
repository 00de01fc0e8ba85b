"""What left through the door, and changes of its rules -> entries of the ledger, and their words.

An entry says what was told, when, and by which rules with which margins. It holds no name, no voice and no number
that a digest hides. Where nothing was told it says so and no more: not which rule closed the door, nor how nearly.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from supervisionbot.records.codebook import Codebook
from supervisionbot.records.private import RuleOutcome
from supervisionbot.records.released import Release, ReleasedTheme
from supervisionbot.records.team import Lowering, Unit

Entry = Mapping[str, Any]
SCHEDULE, OPERATOR, TOGETHER = "schedule", "operator", "together"
_CLOSED_BY = {SCHEDULE: "on its day", OPERATOR: "by an operator, without a preview", TOGETHER: "together, by the team"}


def of_release(
    unit: Unit,
    made: Release,
    rules: Iterable[RuleOutcome],
    codebook: Codebook,
    *,
    size: int,
    closed_by: str,
    due: datetime | None = None,
) -> dict[str, Any]:
    """The entry of a release; `size` is how many workers shared it, `due` its digest day, in the unit's own time."""
    passed = [
        {"promise": one.promise, "sentence": one.sentence, "passed": one.passed, "margin": one.margin or ""}
        for one in rules
    ]
    return {
        "kind": "release",
        "release": made.id,
        "unit": unit.name,
        "teams": sorted(unit.teams),
        "size": size,
        "floor": unit.floor,
        "until": made.until.isoformat(),
        "closed_by": closed_by,
        "rhythm": str(unit.rhythm),
        "due": due.isoformat() if due else "",
        "codebook": [theme.id for theme in codebook.themes] + [family.id for family in codebook.families],
        "themes": [line_of(theme) for theme in made.themes],
        "rules": passed if made.themes else [],
    }


def of_lowering(lowering: Lowering, holds_from: datetime, weeks: int) -> dict[str, Any]:
    """The entry of a floor that is to fall, made when the team was told; `weeks` is how long its period is."""
    entry = {"kind": "floor", "team": lowering.team, "before": lowering.before, "floor": lowering.floor}
    return entry | {"holds_from": holds_from.isoformat(), "weeks": weeks}


def of_name(before: str, name: str) -> dict[str, Any]:
    """The entry of a team that goes by another name now."""
    return {"kind": "name", "before": before, "team": name}


def line_of(theme: ReleasedTheme) -> dict[str, Any]:
    """A released line as an entry holds it."""
    band, stance = str(theme.band), str(theme.stance)
    return {"subject": theme.subject, "stance": stance, "band": band, "family": theme.is_family}


def in_words(entry: Entry) -> str:
    """An entry as operators and representatives read it."""
    head = f"{entry['number']:>4}  {entry['at'][:16].replace('T', ' ')}  [{entry['chain'][:8]}]  "
    if entry.get("kind") == "floor":
        fall = f"falls from {entry['before']} to {entry['floor']} on {entry['holds_from'][:10]}"
        return f"{head}{entry['team']}, told to the team: its floor {fall}"
    if entry.get("kind") == "name":
        return f"{head}{entry['before']} is called {entry['team']} from now on"
    told = ", ".join(
        f"{one['subject']}{' (family)' if one['family'] else ''} {one['stance']}: {one['band']}"
        for one in entry["themes"]
    )
    rules = "; ".join(f"{one['promise']} held{_margin(one)}" for one in entry["rules"] if one["passed"])
    closed = f"closed {_CLOSED_BY[entry['closed_by']]}, floor {entry['floor']}"
    return f"{head}{entry['unit']}, {closed}: {told or 'nothing told'}{f'  ({rules})' if told else ''}"


def _margin(rule: Entry) -> str:
    return f" ({rule['margin']} margin)" if rule.get("margin") else ""
