"""A service that lives any history, and a naive oracle beside it.

The service goes through the real flows and a real database. The oracle keeps books of its own, who said what, who was
asked, who was where, and works out from the words of the promises what may be told. It shares no code with the door.
"""

import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from supervisionbot.adapters import released_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, voices
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.flows import forget, lower_floors, preview_release, release_themes, send_posts, set_up_team
from supervisionbot.flows.ports import Speech
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Stance
from supervisionbot.records.post import Posted, Said
from supervisionbot.records.private import Asked, Prompt, Visit, Voice
from supervisionbot.records.team import Person, Rhythm, Team
from supervisionbot.rules import teams

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TWELVE_WEEKS, A_DAY, AN_HOUR = timedelta(weeks=12), timedelta(days=1), timedelta(hours=1)
FAMILIES = {"connecting": ("empathy", "culture"), "conditions": ("time", "learning")}
THEMES = [theme for themes in FAMILIES.values() for theme in themes]
SHARES = {"most": (0.6, 1.2), "about half": (0.4, 0.6), "some": (0.0, 0.4)}
NAMES, BOSSES = ("North", "South", "West"), ("S0", "S1", "S2")
PEOPLE = [f"W{number:02}" for number in range(26)]
Line = tuple[str, str, bool]


@dataclass
class Spoken:
    """One thing that a worker said for a team, and what became of it."""

    worker: str
    team: str
    prompt: str
    theme: str
    stance: str
    at: datetime
    case: str
    is_out: bool = False
    is_told: bool = False


@dataclass(frozen=True)
class Seen:
    """A digest on its way: who shared it at its preview, and what could be told then."""

    unit: str
    teams: frozenset[str]
    workers: frozenset[str]
    since: datetime
    cut: datetime
    lines: frozenset[Line] = frozenset()
    forgotten: int = 0


class Ears:
    """Takes whatever the bot says."""

    def post(self, channel: str, _: Said, **__: Any) -> Posted:
        """One message."""
        return Posted(channel, "1.0")

    def person(self, user: str) -> Person:
        """Nothing but the id."""
        return Person(user, user, "Europe/London")


class Service:
    """Teams that live on; `faults` are the promises that were broken."""

    library: ClassVar[Library]
    words: ClassVar[TemplateWords]
    empty: ClassVar[Path]

    def __init__(self, floor: int) -> None:
        self._folder = TemporaryDirectory(prefix="history-")
        shutil.copy(self.empty.with_suffix(".copy"), Path(self._folder.name) / "bot.db")
        self.db = Database(Path(self._folder.name) / "bot.db")
        messenger: Any = Ears()
        self.speech = Speech(messenger, self.words, self.library)
        self.now = MONDAY
        self.spoken: list[Spoken] = []
        self.asked: list[tuple[str, str, datetime]] = []
        self.waiting: dict[str, Seen] = {}
        self.closed: list[Seen] = []
        self.wishes: dict[str, int] = {}
        self.joined: dict[str, tuple[str, datetime]] = {}
        self.faults: list[str] = []
        self.told: list[Line] = []
        self._numbers = count()
        for name, crew, boss in zip(NAMES, (PEOPLE[:8], PEOPLE[8:15], PEOPLE[15:20]), BOSSES, strict=True):
            self.joined[name] = ("", self.now)
            self._sets_up(Team(name, tuple(crew), (boss,), self.now.date(), floor=floor, rhythm=Rhythm(weeks=1)))

    def ends(self) -> None:
        """Nothing of it stays."""
        self.db.close()
        self._folder.cleanup()

    def teams(self) -> tuple[Team, ...]:
        """The teams as they are now."""
        return team_store.teams(self.db)

    def team(self, name: str) -> Team:
        """One of them."""
        return next(one for one in self.teams() if one.name == name)

    def changes(self, name: str, **more: Any) -> None:
        """Somebody changes a team's settings; a floor that is to fall already still is."""
        team = self.team(name)
        self._sets_up(replace(team, **{"floor": team.next_floor or team.floor, **more}))

    def _sets_up(self, team: Team) -> None:
        set_up_team.set_up_team(self.db, replace(team, next_floor=None), self.now, team.name)
        self.wishes[team.name] = team.floor
        if self.joined[team.name][0] != team.pool:
            self.joined[team.name] = (team.pool, self.now)

    def joins(self, name: str, worker: str) -> None:
        """Somebody works for the team, perhaps beside another."""
        workers = self.team(name).workers
        if worker not in workers:
            self.changes(name, workers=(*workers, worker))

    def somebody_leaves(self, name: str, chance: Random) -> None:
        """A worker leaves the team, unless few are left."""
        workers = self.team(name).workers
        if len(workers) > 4:
            gone = chance.choice(workers)
            self.changes(name, workers=tuple(one for one in workers if one != gone))

    def supervisors_change(self, name: str, chance: Random) -> None:
        """A worker becomes a supervisor as well, or is one no more."""
        team = self.team(name)
        is_one = len(team.supervisors) == 1
        self.changes(name, supervisors=(*team.supervisors, chance.choice(team.workers)) if is_one else BOSSES[:1])

    def everybody_works(self, chance: Random, share: float, theme: str, side: Stance | None) -> None:
        """All teams visit, and many speak of a theme."""
        for name in NAMES:
            self.team_works(name, chance, share, theme, side)

    def team_works(self, name: str, chance: Random, share: float, theme: str, side: Stance | None) -> None:
        """Everybody visits; that share of them speak of a theme, one way or both."""
        for worker in self.team(name).workers:
            if chance.random() < share:
                stance = side or chance.choice([Stance.STRENGTH, Stance.STRAIN])
                self.speaks(worker, name, theme, stance, chance.choice(["", "", "", "A-1"]))
            elif chance.random() < 0.8:
                self.asks(worker, name)

    def somebody_deletes(self, chance: Random) -> None:
        """A reply that was not told yet is deleted."""
        left = [one for one in self.spoken if not one.is_out and not one.is_told]
        if left:
            one = chance.choice(left)
            voices.replace_voices(self.db, one.prompt, [])
            one.is_out = True

    def lives_a_week(self, chance: Random) -> None:
        """A week in which anything may happen, up to the digest."""
        if chance.random() < 0.05:
            self.passes_to(self.now + timedelta(weeks=chance.choice([1, 5, 11])))
        for _ in range(chance.choice([1, 2, 3])):
            side = chance.choice([Stance.STRENGTH, Stance.STRAIN, None])
            self.everybody_works(chance, chance.choice([0.2, 0.5, 0.9]), chance.choice(THEMES), side)
        for _ in range(chance.choice([0, 0, 1, 2])):
            self._something_happens(chance)
        self.passes_to_next_event()
        for _ in range(chance.choice([0, 0, 1])):
            self._something_happens(chance)
        if self.waiting and chance.random() < 0.5:
            self.leaves_part_out(chance.choice(PEOPLE), back=chance.random() < 0.3)
        self.passes_to(self.now + timedelta(days=chance.choice([1, 2, 4])))

    def _something_happens(self, chance: Random) -> None:
        name = chance.choice(NAMES)
        happenings: list[Callable[[], object]] = [
            lambda: self.joins(name, chance.choice(PEOPLE)),
            lambda: self.somebody_leaves(name, chance),
            lambda: self.supervisors_change(name, chance),
            lambda: self.somebody_deletes(chance),
            lambda: self.forgets(chance.choice(PEOPLE)),
            lambda: self.changes(name, floor=chance.choice([4, 5, 6])),
            lambda: self.changes(name, pool=chance.choice(["", "Valley"])),
        ]
        chance.choice(happenings)()

    def passes_to(self, moment: datetime) -> None:
        """Time passes; the bot looks whenever a preview or a digest is due."""
        while self.now < moment:
            self.now = min(self._next_event(), moment)
            self.looks()
        forget.forget_old(self.db, timedelta(days=90), self.now)

    def passes_to_next_event(self) -> None:
        """Time passes to the next preview or digest, of whatever team."""
        self.passes_to(self._next_event())

    def _next_event(self) -> datetime:
        ahead = [teams.next_closing(unit, self.now + A_DAY) - A_DAY for unit in teams.units_of(self.teams())]
        return min([*ahead, *(closes_at for _, closes_at in voices.open_occasions(self.db) if closes_at > self.now)])

    def asks(self, worker: str, team: str) -> str:
        """A visit, and the question after it. Out: the prompt."""
        number = next(self._numbers)
        prompt = Prompt(f"p{number}", worker, team, self.now, visit=f"v{number}", asked_at=self.now)
        prompts.save_prompt(self.db, prompt)
        prompts.note_asked(self.db, Asked(worker, "q", "empathy", self.now, team))
        self.asked.append((worker, team, self.now))
        return prompt.id

    def speaks(self, worker: str, team: str, theme: str, stance: Stance, case: str) -> None:
        """A visit, a question, and a reply an hour later, in which the worker speaks of a theme."""
        prompt, at = self.asks(worker, team), self.now + AN_HOUR
        visit = prompt.replace("p", "v")
        prompts.save_visit(self.db, Visit(visit, worker, team, "review", at, at, case, prompt))
        voices.replace_voices(self.db, prompt, [Voice(worker, team, prompt, theme, stance, at, at, visit, case)])
        self.spoken.append(Spoken(worker, team, prompt, theme, str(stance), at, case or visit))

    def leaves_part_out(self, worker: str, *, back: bool) -> None:
        """The worker presses the preview's buttons: out, and perhaps back in again."""
        for seen in list(self.waiting.values()):
            preview_release.leave_part_out(self.db, self.speech, worker, seen.unit)
            if back:
                preview_release.leave_part_out(self.db, self.speech, worker, seen.unit, back=True)
            for one in self.spoken:
                if one.worker == worker and one.team in seen.teams and not back:
                    one.is_out = True

    def forgets(self, worker: str) -> None:
        """The worker is forgotten."""
        forget.forget_worker(self.db, worker)
        self.spoken = [one for one in self.spoken if one.worker != worker]
        self.asked = [one for one in self.asked if one[0] != worker]
        for unit, seen in self.waiting.items():
            if worker in seen.workers:
                self.waiting[unit] = replace(seen, workers=seen.workers - {worker}, forgotten=seen.forgotten + 1)
        self._expect(not self._knows(worker), f"P13: {worker} is still known")

    def looks(self) -> None:
        """The bot looks after its things, and the oracle after what came of it."""
        trouble: Callable[[str, Exception], None] = lambda about, error: self.faults.append(f"{about}: {error}")  # noqa: E731
        kinds = lower_floors.POSTS | set_up_team.POSTS | preview_release.POSTS
        line = send_posts.Line(self.db, self.speech, kinds, lambda: self.now, trouble)
        lower_floors.tell_lowerings(self.db, self.now)
        send_posts.send_posts(line)
        lower_floors.lower_floors(self.db, self.now)
        preview_release.preview_release(self.db, self.speech, self.now)
        send_posts.send_posts(line)
        self._look_at_previews()
        before = len(released_store.ledger(self.db))
        release_themes.release_themes(self.db, self.library.codebook, lambda: f"x{next(self._numbers)}", self.now)
        for entry in released_store.ledger(self.db)[before:]:
            self.check(entry)
        open_ones = {occasion.unit for occasion, _ in voices.open_occasions(self.db)}
        self.waiting = {unit: seen for unit, seen in self.waiting.items() if unit in open_ones}

    def _look_at_previews(self) -> None:
        for occasion, _ in voices.open_occasions(self.db):
            if occasion.unit not in self.waiting:
                seen = self._seen_now(occasion.unit)
                lines = self._may_be_told(seen, self._floor_of(seen), frozenset())
                self.waiting[occasion.unit] = replace(seen, lines=frozenset(lines))
                shown = voices.preview_of(self.db, occasion.id)
                self._expect(voices.previewed(self.db, occasion.id) == seen.workers, "P11: not all were shown it")
                self._expect(bool(shown) == bool(lines), "P11: the preview is not what may be told")

    def _seen_now(self, unit: str) -> Seen:
        """Who shares the unit's digest now: P5 no supervisor of its teams, P6 since all of them joined."""
        here = [team for team in self.teams() if (team.pool or team.name) == unit]
        supervisors = {user for team in here for user in team.supervisors}
        workers = {user for team in here for user in team.workers} - supervisors
        since = max((self.joined[team.name][1] for team in here if team.pool), default=MONDAY - TWELVE_WEEKS)
        return Seen(unit, frozenset(team.name for team in here), frozenset(workers), since, self.now)

    def _floor_of(self, seen: Seen) -> int:
        return max(team.floor for team in self.teams() if team.name in seen.teams)

    def check(self, entry: dict[str, Any]) -> None:
        """Hold a release against the promises."""
        if entry.get("kind") != "release":
            return
        seen, floor = self.waiting.pop(entry["unit"]), entry["floor"]
        told = {(one["subject"], one["stance"], one["family"]): one["band"] for one in entry["themes"]}
        wished = max(self.wishes[team] for team in seen.teams)
        self._expect(floor >= max(4, wished), f"P5: a floor of {floor}")
        may = {line: who for line, who in self._may_be_told(seen, floor, seen.lines).items() if line in seen.lines}
        for line in told.keys() - may.keys():
            self.faults.append(f"{line} is told and may not be")
        for line in may.keys() - told.keys():
            self.faults.append(f"{line} may be told and is not")
        for line in told.keys() & may.keys():
            # Two who were at work remain, whatever was said: else a word could be true of all of them.
            spoke = min(len({one.worker for one in may[line]}), self._at_work(seen) - 2)
            self._check_band(told[line], spoke, len(seen.workers) + seen.forgotten)
            for one in may[line]:
                one.is_told = True
        self.told += list(told)
        if self._is_open(seen, floor):
            self.closed.append(seen)
        for one in self.spoken:
            # Whoever left a part out does not find it in the next digest either.
            one.is_told = one.is_told or (one.is_out and one.team in seen.teams)

    def _check_band(self, band: str, spoke: int, workers: int) -> None:
        low, high = SHARES[band]
        is_true = low <= (spoke + 1) / workers and (spoke - 1) / workers <= high
        self._expect(is_true, f"P9: {band} for {spoke} of {workers}")

    def _is_open(self, seen: Seen, floor: int) -> bool:
        """P6 and P10: two more than the floor share it, and as many were asked since the digest before."""
        return len(seen.workers) + seen.forgotten >= floor + 2 and self._at_work(seen) >= floor + 2

    def _at_work(self, seen: Seen) -> int:
        """How many were asked since each earlier digest about one of its teams; who was forgotten was there."""
        in_time = [(worker, at) for worker, at in self._asked(seen) if at <= seen.cut - AN_HOUR]
        first = max(seen.since, seen.cut - TWELVE_WEEKS)
        fewest = [len({worker for worker, at in in_time if at >= first})]
        cuts = {one.cut for one in self.closed if one.teams & seen.teams}
        fewest += [len({worker for worker, at in in_time if at > cut}) for cut in cuts]
        return min(fewest) + seen.forgotten

    def _asked(self, seen: Seen) -> list[tuple[str, datetime]]:
        return [(worker, at) for worker, team, at in self.asked if team in seen.teams and worker in seen.workers]

    def _may_be_told(self, seen: Seen, floor: int, shown: Collection[Line]) -> dict[Line, list[Spoken]]:
        """P4 to P7: every line that may be told, and who is behind it."""
        if not self._is_open(seen, floor):
            return {}
        left = [one for one in self.spoken if self._counts(one, seen)]
        found: dict[Line, list[Spoken]] = {}
        for theme in THEMES:
            for stance, behind in self._lines([one for one in left if one.theme == theme], floor):
                found[theme, stance, False] = behind
        # A dropped line does not come back as its family: what was shown is all that can be spent.
        spent = [one for line, behind in found.items() if not shown or line in shown for one in behind]
        for family, themes in FAMILIES.items():
            rest = [one for one in left if one.theme in themes and one not in spent]
            if self._would_expire(rest, seen, floor):
                for stance, behind in self._lines(rest, floor):
                    found[family, stance, True] = behind
        return found

    def _counts(self, one: Spoken, seen: Seen) -> bool:
        is_theirs = one.team in seen.teams and one.worker in seen.workers
        is_in_time = max(seen.since, seen.cut - TWELVE_WEEKS) <= one.at <= seen.cut
        return is_theirs and is_in_time and not one.is_out and not one.is_told

    def _lines(self, said: list[Spoken], floor: int) -> list[tuple[str, list[Spoken]]]:
        """Each way by itself if it is over the floor; else both ways together."""
        sides = {stance: [one for one in said if one.stance == stance] for stance in ("strength", "strain")}
        lines = [(stance, side) for stance, side in sides.items() if _is_enough(side, floor)]
        return lines or ([("mixed", said)] if all(sides.values()) and _is_enough(said, floor) else [])

    def _would_expire(self, said: list[Spoken], seen: Seen, floor: int) -> bool:
        next_cut = seen.cut + timedelta(weeks=1)
        if not any(one.at < next_cut - TWELVE_WEEKS for one in said):
            return False
        first, last = seen.cut - TWELVE_WEEKS - A_DAY, next_cut - TWELVE_WEEKS
        return len({worker for worker, at in self._asked(seen) if first <= at <= last}) >= floor + 2

    def _knows(self, worker: str) -> bool:
        """Whether any row still names somebody, but for rosters and for digests to supervisors."""
        names = [row["name"] for row in self.db.rows("select name from sqlite_master where type = 'table'")]
        private = [name for name in names if name not in {"members", "teams", "posts", "outbox"}]
        if self.db.rows("select 1 from outbox where worker = ?", [worker]):
            return True
        return any(f"'{worker}'" in str(self.db.rows(f"select * from {name}")) for name in private)

    def _expect(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)


def _is_enough(said: list[Spoken], floor: int) -> bool:
    """P5: so many workers, about three cases or visits."""
    return len({one.worker for one in said}) >= floor and len({one.case for one in said}) >= 3
