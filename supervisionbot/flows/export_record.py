"""A worker's wish to take their record along -> two files in their direct messages; nothing of it is kept."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from supervisionbot.adapters.database import Database
from supervisionbot.flows import looking_back
from supervisionbot.flows.ports import Speech, Vault
from supervisionbot.records.export import OwnRecord, RecordEntry
from supervisionbot.records.post import Attachment
from supervisionbot.records.private import Reflection
from supervisionbot.records.words import RecordHere
from supervisionbot.rules import own_record
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
    own = looking_back.newest_first(db, speech.library, vault, worker, MOST)[::-1]
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
