"""Redacted replies, what the coder heard in them, and what the worker settled: for the worker alone."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from supervisionbot.adapters.database import Database, Row, moment, stored
from supervisionbot.records.codebook import Heard, Stance
from supervisionbot.records.private import HeardReply, RedactedReply, Settled


class Kept(NamedTuple):
    """What is kept of a thread: its replies, what was heard in them, what the worker settled, the encrypted words."""

    replies: list[RedactedReply]
    heard: list[HeardReply]
    settled: list[Settled]
    sealed: list[bytes]


def save_reply(db: Database, reply: RedactedReply, sealed: bytes | None) -> None:
    """Keep a redacted reply; `sealed` are its words encrypted, or None where no text is kept."""
    db.run("delete from replies where id = ?", [reply.id])
    db.insert(
        "replies",
        {
            "id": reply.id,
            "prompt": reply.prompt,
            "worker": reply.worker,
            "at": stored(reply.at),
            "covered": json.dumps(reply.covered),
            "words": sealed,
        },
    )


def replies_of(db: Database, prompt_id: str) -> list[RedactedReply]:
    """The replies of a thread in their order, without their words."""
    return [_reply(row) for row in db.rows("select * from replies where prompt = ? order by at, id", [prompt_id])]


def sealed_words_of(db: Database, prompt_id: str) -> list[bytes]:
    """The encrypted words of a thread's replies that are still kept, in their order."""
    rows = db.rows("select words from replies where prompt = ? and words is not null order by at, id", [prompt_id])
    return [row["words"] for row in rows]


def sealed_replies_of(db: Database, prompt_id: str) -> list[tuple[RedactedReply, bytes]]:
    """The replies of a thread whose words are still kept, with these encrypted, in their order."""
    rows = db.rows("select * from replies where prompt = ? and words is not null order by at, id", [prompt_id])
    return [(_reply(row), row["words"]) for row in rows]


def change_words(db: Database, reply: RedactedReply, sealed: bytes | None) -> None:
    """Put other words of a reply, and what is covered in them, in the place of those before."""
    db.run("update replies set covered = ?, words = ? where id = ?", [json.dumps(reply.covered), sealed, reply.id])


def has_lost_words(db: Database, reply_id: str) -> bool:
    """Whether the reply is there without its words: they were kept long enough, or never."""
    return bool(db.rows("select 1 from replies where id = ? and words is null", [reply_id]))


def save_covered_words(db: Database, prompt_id: str, fingerprints: Iterable[bytes]) -> None:
    """Remember which words of a thread are to be covered, by fingerprints that do not hold them."""
    for fingerprint in fingerprints:
        db.insert("covered_words", {"prompt": prompt_id, "fingerprint": fingerprint}, ignore=True)


def covered_words_of(db: Database, prompt_id: str) -> frozenset[bytes]:
    """The fingerprints of the words of a thread that are to be covered."""
    rows = db.rows("select fingerprint from covered_words where prompt = ?", [prompt_id])
    return frozenset(row["fingerprint"] for row in rows)


def delete_idle_fingerprints(db: Database) -> int:
    """Delete the fingerprints of threads that keep no words any more; how many."""
    return db.run(
        "delete from covered_words where not exists"
        " (select 1 from replies where replies.prompt = covered_words.prompt and words is not null)"
    )


def delete_reply(db: Database, reply_id: str) -> bool:
    """Delete a reply with all that was heard in it; whether it was there."""
    was_there = db.run("delete from replies where id = ?", [reply_id]) > 0
    delete_idle_fingerprints(db)
    return was_there


def delete_words_before(db: Database, moment: datetime) -> int:
    """Delete kept words older than that, and leave the codes; how many replies it touched."""
    count = db.run("update replies set words = null where words is not null and at < ?", [stored(moment)])
    delete_idle_fingerprints(db)
    return count


def save_heard(db: Database, reply_id: str, heard: Iterable[Heard]) -> None:
    """Keep what the coder heard in a reply, in place of what it heard before."""
    db.run("delete from heard where reply = ?", [reply_id])
    for one in heard:
        row: Row = {"reply": reply_id, "theme": one.theme, "stance": str(one.stance)}
        row |= {"probability": one.probability, "stance_probability": one.stance_probability}
        db.insert("heard", row)


def heard_in(db: Database, prompt_id: str) -> list[HeardReply]:
    """What the coder heard in each reply of a thread."""
    rows = db.rows(
        "select reply, theme, stance, probability, stance_probability from heard join replies on replies.id = reply"
        " where prompt = ? order by at, reply, theme",
        [prompt_id],
    )
    return _heard(rows)


def save_settled(db: Database, prompt_id: str, settled: Sequence[Settled]) -> None:
    """Keep what the worker settled for a thread, in place of what stood before."""
    db.run("delete from settled where prompt = ?", [prompt_id])
    for one in settled:
        stance = str(one.stance) if one.stance else None
        db.insert("settled", {"prompt": prompt_id, "theme": one.theme, "stance": stance, "by_hand": int(one.by_hand)})


def settled_in(db: Database, prompt_id: str) -> list[Settled]:
    """What the worker settled for a thread."""
    rows = db.rows("select theme, stance, by_hand from settled where prompt = ? order by theme", [prompt_id])
    return [_settled(row) for row in rows]


def parts_of_thread(db: Database, prompt_id: str) -> tuple[list[RedactedReply], list[HeardReply], list[Settled]]:
    """All that is kept of a thread: replies, what was heard in them, what the worker settled."""
    return replies_of(db, prompt_id), heard_in(db, prompt_id), settled_in(db, prompt_id)


def threads_of(db: Database, worker: str, prompt_ids: Sequence[str]) -> dict[str, Kept]:
    """All that is kept of those of a worker's threads, by prompt; one without a reply is not there.

    It reads at once what lies together: in a large file each page that is fetched takes its time.
    """
    ids = json.dumps(prompt_ids)
    rows = db.rows(
        "select * from replies where rowid in (select rowid from replies indexed by replies_by_worker where worker = ?"
        " and prompt in (select value from json_each(?))) order by at, id",
        [worker, ids],
    )
    heard_rows = db.rows(
        "select * from heard where reply in (select value from json_each(?)) order by reply, theme",
        [json.dumps([row["id"] for row in rows])],
    )
    heard = {one.reply: one for one in _heard(heard_rows)}
    settled = _by_prompt(
        db.rows("select * from settled where prompt in (select value from json_each(?)) order by theme", [ids])
    )
    return {
        prompt: Kept(
            [_reply(row) for row in found],
            [heard[row["id"]] for row in found if row["id"] in heard],
            [_settled(row) for row in settled.get(prompt, ())],
            [row["words"] for row in found if row["words"] is not None],
        )
        for prompt, found in _by_prompt(rows).items()
    }


def answered_prompts(db: Database, worker: str, most: int) -> list[str]:
    """The ids of the worker's threads that hold a reply, newest first."""
    rows = db.rows(
        "select prompt, max(at) as newest from replies where worker = ? group by prompt order by newest desc limit ?",
        [worker, most],
    )
    return [row["prompt"] for row in rows]


def _by_prompt(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["prompt"]].append(row)
    return found


def _heard(rows: Iterable[Row]) -> list[HeardReply]:
    by_reply: dict[str, list[Heard]] = {}
    for row in rows:
        heard = Heard(row["theme"], Stance(row["stance"]), row["probability"], row["stance_probability"])
        by_reply.setdefault(row["reply"], []).append(heard)
    return [HeardReply(reply, tuple(heard)) for reply, heard in by_reply.items()]


def _settled(row: Row) -> Settled:
    return Settled(row["theme"], Stance(row["stance"]) if row["stance"] else None, bool(row["by_hand"]))


def _reply(row: Row) -> RedactedReply:
    covered = tuple((kind, count) for kind, count in json.loads(row["covered"]))
    return RedactedReply(row["id"], row["prompt"], row["worker"], moment(row["at"]), covered)
