"""The ledger -> what in it breaks a promise, a plain sentence each.

It goes by the entries alone and by numbers of its own, not by the rules of the door: whoever changed these by mistake,
or the file on purpose, is found out all the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, Release
from supervisionbot.records.team import WEEKDAYS
from supervisionbot.rules.ledger.entries import SCHEDULE, TOGETHER, Entry, line_of

LEAST_FLOOR, SPARE_WORKERS = 4, 2
LEAST_NOTICE = timedelta(hours=18)
"""The team sees a digest a day ahead; a bot that slept a while may make it a few hours less."""
_SUMMER_TIME = timedelta(hours=1)
_BANDS, _STANCES = [str(band) for band in Band], [str(stance) for stance in Stance]


def faults(entries: Sequence[Entry], kept: Sequence[tuple[Release, str]]) -> Iterator[str]:
    """What in a ledger breaks a promise, a plain sentence each; nothing if all is well.

    `kept` are the releases as the digests were made from them, each with the mark of its line in the chain. So lines
    that were cut off at the end show as well: their releases are still there, and in Slack.
    """
    entries = list(_by_first_names(entries))
    releases = [one for one in entries if "release" in one]
    for number, entry in enumerate(releases):
        found = [fault for wrong in _ALONE if (fault := wrong(entry))]
        before = [one for one in releases[:number] if _is_comparable(entry, one)]
        if before:
            found += _beside(entry, before[-1], entries)
        yield from (f"Line {entry['number']}: {fault}" for fault in found)
    yield from _beside_what_was_kept(releases, kept)


def _by_first_names(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with each team under one name, however it was called at the time."""
    first: dict[str, str] = {}
    for entry in entries:
        if entry.get("kind") == "name":
            before: str = entry["before"]
            first[entry["team"]] = first.get(before, before)
            # Whoever takes the old name later is another team.
            first[before] = f"{before} since line {entry['number']}"
        team: str = entry.get("team", "")
        teams = [first.get(name, name) for name in entry.get("teams", ())]
        yield {**entry, "team": first.get(team, team), "teams": teams}


def _is_comparable(entry: Entry, earlier: Entry) -> bool:
    """Digests with digests, reflections together among themselves: a pooled team's floor is its own there."""
    is_same_kind = (entry["closed_by"] == TOGETHER) == (earlier["closed_by"] == TOGETHER)
    return is_same_kind and bool(set(entry["teams"]) & set(earlier["teams"]))


def _floor_is_too_low(entry: Entry) -> str:
    return "" if entry["floor"] >= LEAST_FLOOR else f"its floor is {entry['floor']}, under {LEAST_FLOOR} (P5)."


def _unit_is_too_small(entry: Entry) -> str:
    least = entry["floor"] + SPARE_WORKERS
    is_told = entry["themes"] and entry.get("size", least) < least
    return f"something was told though fewer than {least} workers shared it (P6)." if is_told else ""


def _a_rule_did_not_hold(entry: Entry) -> str:
    if not entry["themes"]:
        return ""
    held = {rule["promise"] for rule in entry["rules"] if rule["passed"]}
    missing = [promise for promise in ("P5", "P6", "P10") if promise not in held]
    return f"something was told though {missing[0]} did not hold." if missing else ""


def _is_told_twice(entry: Entry) -> str:
    told: dict[tuple[str, bool], list[str]] = {}
    for one in entry["themes"]:
        told.setdefault((one["subject"], one["family"]), []).append(one["stance"])
    for (subject, _), stances in told.items():
        if len(stances) != len(set(stances)) or ("mixed" in stances and len(stances) > 1):
            return f"{subject} is told twice (P7)."
    return ""


def _is_unknown(entry: Entry) -> str:
    for one in entry["themes"]:
        if one["subject"] not in entry.get("codebook", [one["subject"]]):
            return f"{one['subject']} is in no codebook (P4)."
        if one["band"] not in _BANDS or one["stance"] not in _STANCES:
            return f"{one['subject']} is told in words that no digest has (P9)."
    return ""


def _is_out_of_order(entry: Entry) -> str:
    if _is_unknown(entry) or "codebook" not in entry:
        return ""

    def place(one: Entry) -> tuple[int, bool, int, int]:
        where = entry["codebook"].index(one["subject"])
        return _BANDS.index(one["band"]), one["family"], where, _STANCES.index(one["stance"])

    places = [place(one) for one in entry["themes"]]
    return "" if places == sorted(places) else "its lines do not stand by band and codebook (P9)."


def _is_not_on_its_day(entry: Entry) -> str:
    if entry["closed_by"] != SCHEDULE or not entry.get("due"):
        return ""
    due = datetime.fromisoformat(entry["due"])
    if not entry["rhythm"].startswith(f"{WEEKDAYS[due.weekday()]} {due:%H:%M} "):
        return f"it was due at another time than its rhythm says, {entry['rhythm']} (P10)."
    return "" if _at(entry) >= due else "it came before its day (P10)."


def _came_without_notice(entry: Entry) -> str:
    is_hasty = entry["closed_by"] == SCHEDULE and _at(entry) - _cut(entry) < LEAST_NOTICE
    return "the team had no day to see it before (P11)." if is_hasty and entry["themes"] else ""


_ALONE: tuple[Callable[[Entry], str], ...] = (
    _floor_is_too_low,
    _unit_is_too_small,
    _a_rule_did_not_hold,
    _is_told_twice,
    _is_unknown,
    _is_out_of_order,
    _is_not_on_its_day,
    _came_without_notice,
)


def _beside(entry: Entry, last: Entry, entries: Iterable[Entry]) -> Iterator[str]:
    """What is wrong with an entry beside the last one that shares a team."""
    if _cut(entry) <= _cut(last):
        yield f"it is about no later time than line {last['number']} (P10)."
    is_same_day = entry.get("due") and entry.get("due") == last.get("due")
    if is_same_day and entry["closed_by"] == last["closed_by"] == SCHEDULE:
        yield f"it is a second digest for the day of line {last['number']} (P10)."
    if entry["floor"] < last["floor"] and not any(_allows(one, entry, last) for one in entries):
        yield "its floor fell without having been told to the team a full period before (P5)."


def _allows(change: Entry, entry: Entry, last: Entry) -> bool:
    """Whether a lowered floor was told and waited for a full period, so that this release could go by it."""
    if change.get("kind") != "floor" or change["team"] not in entry["teams"] or change["floor"] > entry["floor"]:
        return False
    holds_from = datetime.fromisoformat(change["holds_from"])
    waited = holds_from - _at(change) >= timedelta(weeks=change["weeks"]) - _SUMMER_TIME
    return waited and _cut(last) < holds_from <= _cut(entry)


def _beside_what_was_kept(releases: Sequence[Entry], kept: Sequence[tuple[Release, str]]) -> Iterator[str]:
    by_id = {entry["release"]: entry for entry in releases}
    for made, mark in kept:
        entry = by_id.pop(made.id, None)
        if entry is None:
            yield f"The release {made.id} has no line: the ledger was cut."
        elif entry["themes"] != [line_of(theme) for theme in made.themes] or (mark and mark != entry["chain"]):
            yield f"Line {entry['number']}: it is not what the release {made.id} told."
    for entry in by_id.values():
        yield f"Line {entry['number']}: its release {entry['release']} is gone."


def _at(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry["at"])


def _cut(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry["until"])
