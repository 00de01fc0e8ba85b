"""A worker's wish to take their record along -> two files in their direct messages; nothing of it is kept."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, reflections
from supervisionbot.flows.ports import Speech, Vault
from supervisionbot.records.export import OwnRecord, RecordEntry
from supervisionbot.records.post import Attachment
from supervisionbot.records.private import Prompt, Reflection
from supervisionbot.records.words import RecordHere
from supervisionbot.rules import coding, own_record
from supervisionbot.views.blocks import notice
from supervisionbot.views.prompt import theme_lines

MOST = 2000


def export_record(
    db: Database,
    speech: Speech,
    vault: Vault,
    worker: str,
    kinds_of_file: Mapping[str, Callable[[str], bytes]],
    now: datetime,
) -> None:
    """Send the worker their own record, a file for each ending in `kinds_of_file`, such as {"md": ...}."""
    person = speech.messenger.person(worker)
    here = ZoneInfo(person.timezone or "UTC")
    found = [prompts.prompt(db, prompt_id) for prompt_id in reflections.answered_prompts(db, worker, MOST)]
    own = [_reflection(db, speech, vault, prompt) for prompt in reversed(found) if prompt]
    record = OwnRecord(
        person.name,
        now.astimezone(here),
        tuple(_entry(speech, one, here) for one in own),
        own_record.cpd_pieces(own, speech.library.codebook),
        vault.keeps_text,
    )
    text = speech.words.say(record)
    name = f"reflections-{now:%Y-%m-%d}"
    files = [Attachment(f"{name}.{ending}", make(text)) for ending, make in kinds_of_file.items()]
    speech.messenger.send_files(worker, notice(speech.words, RecordHere()), files)


def _entry(speech: Speech, one: Reflection, here: ZoneInfo) -> RecordEntry:
    themes = theme_lines(speech.library.codebook, one.codes)
    return RecordEntry(one.at.astimezone(here), one.kind, one.question, themes, one.texts)


def _reflection(db: Database, speech: Speech, vault: Vault, prompt: Prompt) -> Reflection:
    thread = coding.thread(prompt, *reflections.parts_of_thread(db, prompt.id), speech.library.codebook)
    opened = [vault.open(sealed) for sealed in reflections.sealed_words_of(db, prompt.id)]
    return coding.reflection(thread, speech.library, [words for words in opened if words])
