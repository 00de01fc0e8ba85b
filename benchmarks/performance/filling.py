"""Sizes and a seed -> a database as the bot would have it after a year, written in bulk by plain SQL.

The rows lie as in life: in order of time, those of all workers mixed, under ids without any order.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.performance.progress import say_on
from supervisionbot.adapters.database import Database, stored
from supervisionbot.adapters.vault import Vault

YEAR, WAIT, KEEP_TEXT, OPEN = timedelta(days=365), timedelta(days=86), timedelta(days=90), timedelta(days=7)
TEAM = 10
CODES_EACH = 100
"""Codes of one worker in a year: a reply and a half a week with 1.4 codes each, as among the coded examples."""
CACHE = 1_000_000
"""Memory for writing in bulk, in KiB; the bot itself runs with what SQLite takes by default."""
WORDS = "Sat with her in the kitchen while the kettle boiled. I said what I was there for, and then I waited. " * 2


@dataclass(frozen=True, slots=True)
class Size:
    """How many workers there are, the moment up to which a year of them goes back, and what chance starts from."""

    workers: int
    now: datetime
    seed: int = 1
    codes_each: int = CODES_EACH

    @property
    def teams(self) -> int:
        """Teams of ten."""
        return self.workers // TEAM

    @property
    def codes(self) -> int:
        """Codes in all."""
        return self.workers * self.codes_each


def fill_for_the_door(file: Path, size: Size, themes: Iterable[str]) -> None:
    """Teams, a fortnightly digest for half a year, and what the door reads: a whole year of voices, and all askings."""
    _fill(file, [*_teams(size), *_past_digests(size), *_threads(size, themes), ASKED, _voices(size.now - YEAR)])


def fill_whole(file: Path, size: Size, themes: Iterable[str], vault: Vault) -> None:
    """All that the bot keeps after a year: threads with their codes, words of 90 days, voices of 12 weeks."""
    words, since = vault.seal(WORDS), _seconds(size.now - KEEP_TEXT)
    replies = REPLIES.format(is_kept=f"at >= {since}"), [words]
    kept = [ASKED, *THREADS, replies, *CODES, _voices(size.now - WAIT), *_open_questions(size)]
    _fill(file, [*_teams(size), *_past_digests(size), *_threads(size, themes), *kept])


Statement = str | tuple[str, list[object]]


def _fill(file: Path, statements: Iterable[Statement]) -> None:
    db = Database(file)
    db.migrate()
    db.close()
    with closing(sqlite3.connect(file)) as connection:
        for pragma in (f"cache_size=-{CACHE}", "synchronous=off", "journal_mode=off", "secure_delete=off"):
            connection.execute(f"pragma {pragma}")
        indexes = connection.execute("select name, sql from sqlite_master where type = 'index' and sql > ''").fetchall()
        for name, _ in indexes:
            connection.execute(f"drop index {name}")
        for one in statements:
            sql, values = (one, []) if isinstance(one, str) else one
            say_on(f"filling {file.name}: {' '.join(sql.split()[:3])}")
            connection.execute(sql, values)
        # Written last they take a tenth of the time.
        for name, sql in indexes:
            say_on(f"filling {file.name}: index {name}")
            connection.execute(sql)
        connection.commit()
        connection.execute("pragma journal_mode=wal")


def worker(number: int) -> str:
    """The id of a worker."""
    return f"U{number:09}"


KEY = "team, at, prompt, theme, stance"


def tell_earlier(db: Database) -> None:
    """Mark as told what earlier digests would have told: of each line from none to six voices are left, by chance."""
    newest = "row_number() over (partition by team, theme, stance order by at desc)"
    left = "(unicode(substr(team, -1)) * 7 + unicode(substr(team, -2, 1)) * 3 + length(theme) * 5 + length(stance)) % 7"
    db.run(
        f"update voices set spent_on = 'before' where ({KEY}) in"
        f" (select {KEY} from (select {KEY}, {newest} as place, {left} as kept from voices) where place > kept)"
    )


def open_digests(db: Database, now: datetime) -> int:
    """Let a digest be due now for every team that has voices; how many."""
    with db.atomic():
        there = "from teams where exists (select 1 from voices where team = name)"
        db.run(
            "insert into occasions (id, unit, cut, closes_at, is_closed, is_open, size, is_together)"
            f" select name || ? , name, ?, ?, 0, 1, {TEAM}, 0 {there}",
            [f"@{now:%H%M%S}", stored(now - timedelta(days=1)), stored(now)],
        )
        new = "from occasions join members on team = unit where is_closed = 0"
        db.run("insert or ignore into occasion_teams select id, unit from occasions where is_closed = 0")
        db.run(f"insert or ignore into occasion_workers select occasions.id, user {new} and role = 'worker'")
    return int(db.rows("select count(*) as n from occasions where is_closed = 0")[0]["n"])


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _chance(of: str, below: int, draw: int, seed: int = 0) -> str:
    """A number from 0 that looks like chance, made of another; `draw` tells several of one row apart."""
    return f"(({of}) * {2_654_435_761 + 2 * draw} + {seed * 7919 + draw * 104_729}) % 4294967291 / 7 % {below}"


def _id(kind: str, of: str = "i") -> str:
    """32 hexadecimal digits without any order, as ids have."""
    return f"printf('%08x{kind}%023x', {of} * 2654435761 % 4294967291, {of})"


def _at(seconds: str) -> str:
    """A moment as the tables keep it."""
    return f"strftime('%Y-%m-%dT%H:%M:%S', {seconds}, 'unixepoch') || '.000000+00:00'"


def _numbers(most: int) -> str:
    return f"with recursive n(i) as (select 0 union all select i + 1 from n where i < {most - 1})"


NAMED = f"printf('Team %06d', w / {TEAM})"
WORKER = "printf('U%09d', w)"
DM = "printf('D%09d', w)"
TS = "printf('%d.%06d', at, i % 1000000)"


def _teams(size: Size) -> Iterator[Statement]:
    since = (size.now - YEAR).date().isoformat()
    yield (
        f"insert into teams (name, since, digest_channel, floor, delay_minutes, weekday, digest_at, weeks, timezone,"
        f" starts, ends, days, country, pool, danger_contact, support_contact) {_numbers(size.teams)}"
        f" select printf('Team %06d', i), '{since}', printf('C%09d', i), 5, 45, 4, '09:00:00', 2, 'Europe/London',"
        " '09:00:00', '17:30:00', '01234', 'GB', '', '', '' from n"
    )
    for letter, role, count, each in (("U", "worker", size.workers, TEAM), ("S", "supervisor", size.teams, 1)):
        yield (
            f"insert into members (team, user, role) {_numbers(count)}"
            f" select printf('Team %06d', i / {each}), printf('{letter}%09d', i), '{role}' from n"
        )


def _past_digests(size: Size) -> Iterator[Statement]:
    """A digest each fortnight for half a year, the last two weeks ago: the door compares with each of them."""
    first = _seconds(size.now - timedelta(weeks=26))
    yield (
        "insert into occasions (id, unit, cut, closes_at, is_closed, is_open, size)"
        f" select printf('Team %06d@%02d', team, number), printf('Team %06d', team), {_at('cut')},"
        f" {_at('cut + 86400')}, 1, 1, {TEAM} from ({_numbers(size.teams * 13)}"
        f" select i % {size.teams} as team, i / {size.teams} as number, {first} + i / {size.teams} * 1209600 as cut"
        " from n)"
    )
    yield "insert into occasion_teams select id, unit from occasions"
    yield (
        "insert into occasion_workers select occasions.id, user from occasions join members on team = unit"
        " where role = 'worker'"
    )
    yield "insert into releases (id, unit, since, until) select id, unit, cut, cut from occasions"
    yield "insert into released_themes select id, 0, 'time', 'strain', 'about half', 0 from releases"
    yield (
        "insert into posts (id, release, team, channel, state, posted_in, ts)"
        " select 'P' || id, id, unit, 'C' || substr(unit, -9), 'sent', 'C1', '1.0' from releases"
    )


def _threads(size: Size, themes: Iterable[str]) -> Iterator[Statement]:
    """A row for each thread, from the oldest to the newest, and one for each code: what the tables are made of."""
    threads, start = int(size.codes / 1.4), _seconds(size.now - YEAR)
    apart = YEAR.total_seconds() / threads
    yield (
        f"create temp table thread as {_numbers(threads)} select i, {start} + cast(i * {apart!r} as integer) as at,"
        f" {_chance('i', size.workers, 1, size.seed)} as w, {_chance('i', 20, 2, size.seed)} as luck from n"
    )
    yield "create temp table theme (n integer primary key, id text)"
    for number, theme in enumerate(themes):
        yield "insert into theme values (?, ?)", [number, theme]
    # One code in a thread of nine in ten, a second in four, a third in one: different themes of one another.
    yield (
        f"create temp table code as select i, at, w, theme.id as theme, {_chance('i * 3 + nth', 9, 3)} as luck from"
        " (select 0 as nth, 2 as least union all select 1, 12 union all select 2, 18) join thread on luck >= least"
        f" join theme on n = ({_chance('i', 15, 4, size.seed)} + 5 * nth) % 15 order by i"
    )


STANCE = "case when luck < 4 then 'strength' when luck < 8 then 'strain' else 'mixed' end"
ASKED = (
    f"insert into asked (worker, question, theme, at, team) select {WORKER}, 'time-1', 'time', {_at('at')}, {NAMED}"
    " from thread order by i"
)
THREADS = (
    f"insert into visits select {_id('a')}, {WORKER}, {NAMED}, 'home visit', {_at('at - 3600')},"
    f" {_at('at - 3000')}, '', {_id('b')} from thread order by i",
    "insert into prompts (id, worker, team, visit, kind, wanted_theme, question, theme, state, consent, due_at,"
    " sending_at, asked_at, channel, thread, answer, followed_up, is_heavy, is_reminded, why)"
    f" select {_id('b')}, {WORKER}, {NAMED}, {_id('a')}, 'home visit', '', 'time-1', 'time', 'answered', 'confirmed',"
    f" {_at('at')}, {_at('at')}, {_at('at')}, {DM}, {TS}, {TS}, 1, 0, 0,"
    " 'It is about time, which was not asked for a while.' from thread order by i",
)
REPLIES = (
    f"insert into replies select {DM} || ':' || {TS}, {_id('b')}, {WORKER}, {_at('at + 600')}, '[[\"NAME\", 1]]',"
    " case when {is_kept} then ? end from thread order by i"
)
CODES = (
    f"insert into heard select {DM} || ':' || {TS}, theme, {STANCE}, 0.9, 0.9 from code order by 1, 2",
    f"insert into settled select {_id('b')}, theme, {STANCE}, 0 from code order by 1, 2",
)


def _voices(since: datetime) -> Statement:
    """A voice for each side of a code; none is spent yet, which is the most that a release could meet."""
    return (
        "insert into voices (prompt, theme, stance, worker, team, visit, case_ref, at, given_at)"
        f" select {_id('b')}, theme, side, {WORKER}, {NAMED}, {_id('a')}, '', {_at('at + 600')}, {_at('at + 600')}"
        f" from code join (select 'strength' as side union all select 'strain') on ({STANCE}) in (side, 'mixed')"
        f" where at >= {_seconds(since)} order by 5, 8, 1, 2, 3"
    )


def _open_questions(size: Size) -> Iterator[Statement]:
    """One worker in four has a question open, asked within the last week."""
    first, apart = _seconds(size.now - OPEN), OPEN.total_seconds() / max(size.workers // 4, 1)
    yield (
        "insert into prompts (id, worker, team, visit, kind, wanted_theme, question, theme, state, consent, due_at,"
        " sending_at, asked_at, channel, thread, answer, followed_up, is_heavy, is_reminded, why)"
        f" select {_id('c')}, {WORKER}, {NAMED}, '', '', '', 'time-1', 'time', 'asked', 'open', {_at('at')},"
        f" {_at('at')}, {_at('at')}, {DM}, {TS}, '', 0, 0, 0, '' from ({_numbers(size.workers // 4)}"
        f" select i, i * 4 as w, {first} + cast(i * {apart!r} as integer) as at from n) order by i"
    )
