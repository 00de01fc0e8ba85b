"""What must hold after the chaos, whatever happened; a plain sentence for each promise that does not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.chaos_world import SAID, World
from supervisionbot.adapters import released_store
from supervisionbot.adapters.database import Database, stored
from supervisionbot.adapters.vault import Vault
from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.playground.nouns import Message
from supervisionbot.records.bank import Library
from supervisionbot.rules import formed_details, redaction

WRITTEN_BY_BOT = "U0SUPERBOT"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reply must have become: the words as they are kept, and the codes heard in them."""

    redactor: Redactor
    coder: Coder
    library: Library
    vault: Vault

    def words(self, text: str) -> str:
        """The words without identifying detail."""
        return redaction.cover(text, (*formed_details.formed_details(text), *self.redactor.find(text))).text

    def codes(self, words: str, question_id: str) -> set[tuple[str, str]]:
        """Themes and stances heard in redacted words that answer that question."""
        question = self.library.question(question_id)
        heard = self.coder.code(words, question.text if question else "", question.theme if question else "").codes
        return {(one.theme, str(one.stance)) for one in heard}


def broken(world: World, db: Database, expected: Expected, log: Path) -> Iterator[str]:
    """Every promise that does not hold, a sentence each; nothing if all do."""
    yield from _posted_once(world)
    yield from _visits(world, db)
    yield from _prompts(world, db)
    yield from _replies(world, db, expected)
    yield from _digests(world, db)
    yield from _database(db)
    yield from _log(log)


def _all_messages(world: World) -> list[Message]:
    """Every message that stands, wherever."""
    channels = world.slack.conversations.channels
    people = [*world.workers, world.supervisor]
    seen = {
        (one.channel, one.ts): one
        for person in people
        for channel in channels.values()
        for one in person.sees(channel)
        if not one.only_for
    }
    return list(seen.values())


def _delivery(message: Message) -> str:
    payload: dict[str, Any] = (message.metadata or {}).get("event_payload") or {}
    return str(payload.get("delivery_id", ""))


def _posted_once(world: World) -> Iterator[str]:
    own = [one for one in _all_messages(world) if one.user == WRITTEN_BY_BOT and not one.deleted]
    marks = Counter(_delivery(one) for one in own)
    if marks.pop("", 0):
        yield "A message went out without a mark to know it by."
    for mark, times in marks.items():
        if times > 1:
            yield f"The message {mark} was posted {times} times."


def _visits(world: World, db: Database) -> Iterator[str]:
    kept = {row["worker"]: row["n"] for row in db.rows("select worker, count(*) as n from visits group by worker")}
    for worker, logged in world.logged.items():
        if kept.get(worker, 0) < logged:
            yield f"{worker} was told of {logged} visits, and {kept.get(worker, 0)} are kept."


def _prompts(world: World, db: Database) -> Iterator[str]:
    asked = {
        (row["channel"], row["thread"]) for row in db.rows("select channel, thread from prompts where thread <> ''")
    }
    standing = {(one.channel, one.ts) for worker in world.workers for one in world.questions(worker)}
    for place in standing - asked:
        yield f"The question at {place} belongs to no prompt."
    for place in asked - {(one.channel, one.ts) for one in _all_messages(world)}:
        yield f"The prompt at {place} does not stand in Slack."
    waiting = db.rows(
        "select count(*) as n from prompts where state in ('due', 'sending') and due_at < ?", [_late(world)]
    )
    if waiting[0]["n"]:
        yield f"{waiting[0]['n']} prompts are still to be sent long after their time."


def _late(world: World) -> str:
    return str(stored(world.now() - timedelta(hours=3)))


def _replies(world: World, db: Database, expected: Expected) -> Iterator[str]:
    prompts = db.rows("select id, channel, thread, question from prompts")
    threads = {(row["channel"], row["thread"]): row["id"] for row in prompts}
    questions = {row["id"]: row["question"] for row in prompts}
    kept = {row["id"]: row for row in db.rows("select id, prompt, words from replies")}
    standing = set()
    for worker in world.workers:
        for one in world.own(worker):
            name = f"{one.channel}:{one.ts}"
            standing.add(name)
            if name not in kept:
                yield f"The reply {name} is not kept."
            elif kept[name]["prompt"] != threads.get((one.channel, one.root)):
                yield f"The reply {name} is kept under another question."
            elif expected.vault.open(kept[name]["words"]) != (words := expected.words(one.text)):
                yield f"The reply {name} is not kept as it was last edited."
            elif _heard(db, name) != expected.codes(words, questions[kept[name]["prompt"]]):
                yield f"The codes of the reply {name} are not those of its last edit."
    for name in kept.keys() - standing:
        yield f"The reply {name} was deleted, and is kept."
    yield from _codes(db)


def _heard(db: Database, reply: str) -> set[tuple[str, str]]:
    return {(row["theme"], row["stance"]) for row in db.rows("select * from heard where reply = ?", [reply])}


def _codes(db: Database) -> Iterator[str]:
    """Codes hang on replies that are there, voices on the codes of their thread, each once."""
    lonely = db.rows("select count(*) as n from heard where reply not in (select id from replies)")[0]["n"]
    if lonely:
        yield f"{lonely} codes belong to no reply."
    empty = db.rows(
        "select count(*) as n from voices where spent_on = ''"
        " and not exists (select 1 from replies where replies.prompt = voices.prompt)"
    )[0]["n"]
    if empty:
        yield f"{empty} voices belong to threads without a reply."
    silent = db.rows(
        "select count(*) as n from prompts where state = 'answered'"
        " and not exists (select 1 from replies where prompt = prompts.id)"
    )[0]["n"]
    if silent:
        yield f"{silent} prompts count as answered without a reply."
    unanswered = db.rows(
        "select count(*) as n from prompts where answer = ''"
        " and exists (select 1 from replies where prompt = prompts.id)"
    )[0]["n"]
    if unanswered:
        yield f"{unanswered} threads with replies got no answer."


def _digests(world: World, db: Database) -> Iterator[str]:
    roots = [
        one
        for one in world.supervisor.sees(world.channel)
        if one.user == WRITTEN_BY_BOT and not one.is_reply and not one.deleted
    ]
    releases = released_store.releases_of(db, "North")
    if len(roots) != len(releases):
        yield f"{len(releases)} releases were made, and {len(roots)} digests stand in the channel."


def _database(db: Database) -> Iterator[str]:
    if released_store.first_broken_link(db) is not None:
        yield "The ledger does not verify."
    if db.rows("pragma integrity_check")[0]["integrity_check"] != "ok":
        yield "The database is damaged."
    if db.rows("pragma foreign_key_check"):
        yield "A row points to one that is not there."
    left = db.rows("select count(*) as n from inbox where is_done = 0")[0]["n"]
    if left:
        yield f"{left} events were never worked through."


def _log(log: Path) -> Iterator[str]:
    """No log holds what somebody wrote."""
    written = log.read_text(encoding="utf-8", errors="replace")
    for said in SAID:
        if said[:24] in written:
            yield "The log holds words of a worker."
