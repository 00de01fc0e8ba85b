"""Releases, their posts and the ledger: what has left the private side, in and out of the database."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from supervisionbot.adapters.database import Database, Row, moment, moment_or_none, stored
from supervisionbot.records.codebook import Stance
from supervisionbot.records.post import Posted
from supervisionbot.records.released import Band, Post, PostState, Release, ReleasedTheme

_FIRST_LINK = "0" * 64


def save_release(db: Database, release: Release, posts: Iterable[Post]) -> None:
    """Keep a release with the posts that are to tell it."""
    row = {"id": release.id, "unit": release.unit, "since": stored(release.since), "until": stored(release.until)}
    db.insert("releases", row | {"together": release.together})
    for position, theme in enumerate(release.themes):
        line = {"release": release.id, "position": position, "subject": theme.subject, "stance": str(theme.stance)}
        db.insert("released_themes", line | {"band": str(theme.band), "is_family": int(theme.is_family)})
    for post in posts:
        row = {"id": post.id, "release": release.id, "team": post.team, "channel": post.channel}
        db.insert("posts", row | {"state": str(post.state), "posted_in": "", "ts": ""})


def releases_of(db: Database, unit: str) -> list[Release]:
    """All releases of a unit that were digests, oldest first."""
    rows = db.rows("select * from releases where unit = ? and together = '' order by until", [unit])
    return [_release(db, row) for row in rows]


def last_told_until(db: Database, unit: str) -> datetime | None:
    """Up to when the newest digest of a unit told; None before the first."""
    rows = db.rows("select max(until) as until from releases where unit = ? and together = ''", [unit])
    return moment_or_none(rows[0]["until"])


def release(db: Database, release_id: str) -> Release | None:
    """The release of that id, or None."""
    rows = db.rows("select * from releases where id = ?", [release_id])
    return _release(db, rows[0]) if rows else None


def post(db: Database, post_id: str) -> Post | None:
    """The post of that id, or None."""
    rows = db.rows("select * from posts where id = ?", [post_id])
    return _post(rows[0]) if rows else None


def move_post(db: Database, post_id: str, channel: str) -> None:
    """Let a post that waits go to another channel."""
    db.run("update posts set channel = ? where id = ? and state <> 'sent'", [channel, post_id])


def place_of(db: Database, post_id: str) -> Posted | None:
    """Where a post stands in Slack; None before it was sent."""
    rows = db.rows("select posted_in, ts from posts where id = ? and state = 'sent'", [post_id])
    return Posted(rows[0]["posted_in"], rows[0]["ts"]) if rows else None


def posts_seen_by(db: Database, teams: Iterable[str]) -> list[Post]:
    """Digests of these teams that were sent, newest first, one post for each release."""
    names = list(teams)
    marks = ", ".join("?" * len(names))
    rows = db.rows(
        f"select posts.*, max(posts.id) from posts join releases on releases.id = release where team in ({marks})"  # noqa: S608 - only question marks
        " and state = 'sent' and together = '' group by release order by until desc",
        names,
    )
    return [_post(row) for row in rows]


def mark_sent(db: Database, post_id: str, place: Posted) -> None:
    """Keep that a post stands in Slack, and where."""
    db.run(
        "update posts set state = ?, posted_in = ?, ts = ? where id = ?",
        [str(PostState.SENT), place.channel, place.ts, post_id],
    )


def add_to_ledger(db: Database, line: dict[str, Any], at: datetime) -> None:
    """Append a line, chained to the one before by SHA-256, so that a change of any line shows.

    The release that it tells of keeps the line's link: so lines cut off at the end of the chain show as well.
    """
    last = db.rows("select number, chain from ledger order by number desc limit 1")
    number, before = (last[0]["number"] + 1, last[0]["chain"]) if last else (1, _FIRST_LINK)
    text = json.dumps(line, sort_keys=True, ensure_ascii=False)
    moment = str(stored(at))
    link = _link(before, number, moment, text)
    db.insert("ledger", {"number": number, "at": moment, "line": text, "chain": link})
    db.run("update releases set link = ? where id = ?", [link, line.get("release", "")])


def ledger(db: Database) -> list[dict[str, Any]]:
    """All ledger lines, oldest first, each with its number, its time and its link in the chain."""
    rows = db.rows("select * from ledger order by number")
    return [
        {**json.loads(row["line"]), "number": row["number"], "at": row["at"], "chain": row["chain"]} for row in rows
    ]


def releases_with_links(db: Database) -> list[tuple[Release, str]]:
    """All releases, each with the link of its ledger line as it was when the release was made."""
    return [(_release(db, row), row["link"]) for row in db.rows("select * from releases order by until")]


def first_broken_link(db: Database) -> int | None:
    """The number of the first ledger line that does not fit the chain; None if all fit."""
    before = _FIRST_LINK
    for expected, row in enumerate(db.rows("select * from ledger order by number"), start=1):
        before = _link(before, row["number"], row["at"], row["line"])
        if row["number"] != expected or row["chain"] != before:
            return int(row["number"])
    return None


def _link(before: str, number: int, at: str, text: str) -> str:
    return hashlib.sha256(f"{before}\n{number}\n{at}\n{text}".encode()).hexdigest()


def _release(db: Database, row: Row) -> Release:
    themes = db.rows("select * from released_themes where release = ? order by position", [row["id"]])
    return Release(
        row["id"],
        row["unit"],
        moment(row["since"]),
        moment(row["until"]),
        tuple(
            ReleasedTheme(one["subject"], Stance(one["stance"]), Band(one["band"]), bool(one["is_family"]))
            for one in themes
        ),
        row["together"],
    )


def _post(row: Row) -> Post:
    return Post(row["id"], row["release"], row["team"], row["channel"], PostState(row["state"]))
