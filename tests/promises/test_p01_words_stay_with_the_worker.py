"""P1 Words stay with the worker: no log, error, ledger line, digest or other person's screen ever holds them."""

import dataclasses
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from pydantic import ValidationError

from supervisionbot.app import running
from supervisionbot.errors import NotRedacted
from supervisionbot.flows.collect_reply import collect_reply
from supervisionbot.playground.people import Person
from supervisionbot.records import private, words
from supervisionbot.records.private import Reply
from supervisionbot.settings import Settings
from supervisionbot.triggers.reflect.called import Called
from tests.conftest import Office, prompt_of
from tests.promises.conftest import DIGEST_DAY, PREVIEW_DAY, MoodyModels, Terminal, Week, all_rows, others_read

PHRASE = "copper kettle"
SAID = f"I listened while the {PHRASE} sang."
Logged = Callable[[], str]


def holds(text: str) -> bool:
    """Whether any of the worker's words stand in the text."""
    return "kettle" in text.lower()


def test_what_is_kept_and_why_a_theme_was_heard_reach_nobody_else(
    week: Week, office: Office, ana: Person, logged: Logged
) -> None:
    week.everybody_visits()
    week.says(ana, f"I listened to the {PHRASE} and rushed her.")
    ana.chooses("about_themes", "Why these themes?")
    ana.chooses("about_themes", "Cover more words")
    ana.submits(cover_words=["kettle"])

    assert "Time and workload*: rushed" in ana.reads()
    assert not any(word in others_read(office, ana) + logged() for word in ("listened", "rushed", "kettle"))


def test_a_week_of_everything_that_a_worker_can_type_reaches_nobody_else(
    week: Week, office: Office, ana: Person, terminal: Terminal, logged: Logged
) -> None:
    week.everybody_visits()
    reply = week.says(ana, SAID)
    ana.edits(reply, f"{SAID} Again and again.")
    ana.writes(f"The {PHRASE} again, outside every thread")
    ana.runs(f"/reflect visit {PHRASE}")
    ana.runs(f"/reflect visit review {PHRASE}")
    ana.runs(f"/reflect pause {PHRASE}")
    ana.runs(f"/reflect now {PHRASE}")
    ana.runs(f"/reflect the {PHRASE}")
    ana.runs("/reflect visit")
    ana.submits({"visit_kind": "first visit", "visit_reference": "The Kettle Case"})
    week.first(8)
    week.comes_to(DIGEST_DAY)
    ana.runs("/reflect mine")
    week.supervisor.runs("/reflect themes")
    week.supervisor.runs("/reflect team")
    printed = [
        terminal.runs(*line.split()) for line in ("ledger", "digest preview North", "team show North", "team list")
    ]

    assert len(week.digests()) == 1
    assert "went well" in week.digests()[0].text
    assert not holds(others_read(office, ana))
    assert not holds(str(office.rows("select * from ledger")))
    assert not holds("\n".join(printed))
    assert not holds(logged())
    assert holds(ana.reads())


@pytest.mark.parametrize("error", [ValueError, LookupError, RuntimeError, TypeError, OSError, AssertionError])
def test_a_redactor_that_fails_tells_nobody_the_words(
    week: Week, office: Office, ana: Person, moody: MoodyModels, logged: Logged, error: type[Exception]
) -> None:
    week.everybody_visits()
    moody.redactor_raises = error

    week.says(ana, SAID)

    assert not holds(logged())
    assert not holds(others_read(office, ana))
    assert not holds(all_rows(office))


@pytest.mark.parametrize("error", [RuntimeError, KeyError, UnicodeError])
def test_a_listener_that_raises_tells_nobody_the_words(
    week: Week, office: Office, ana: Person, moody: MoodyModels, logged: Logged, error: type[Exception]
) -> None:
    week.everybody_visits()
    moody.coder_raises = error

    week.says(ana, SAID)
    office.clock.time += timedelta(minutes=5)
    with pytest.raises(error):
        office.bot.look()

    assert not holds(logged())
    assert not holds(others_read(office, ana))


def test_trouble_with_slack_is_logged_without_the_words(
    week: Week, office: Office, ana: Person, logged: Logged
) -> None:
    week.everybody_visits()
    for how in ({"error": "channel_not_found"}, {"status": 500}, {"drops_connection": True}, {"error": "msg_too_long"}):
        office.slack.fails("chat.postMessage", **how)
        week.says(ana, SAID)
    office.slack.fails("conversations.replies", times=None, status=500)
    office.slack.comes_back()
    office.forward(hours=1)

    assert not holds(logged())
    assert not holds(others_read(office, ana))


def test_an_error_says_nothing_of_what_could_not_be_redacted(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    wiring, asked = office.bot.wiring, prompt_of(ana)
    moody = wiring.understanding.redactor
    moody.redactor_raises = ValueError  # type: ignore[attr-defined]
    reply = Reply(asked.channel, "1.1", ana.id, asked.ts, text=SAID)

    with pytest.raises(NotRedacted) as refused:
        collect_reply(wiring.db, wiring.speech, wiring.understanding, reply, now=wiring.now())

    assert not holds(f"{refused.value!r} {refused.value} {refused.value.args} {reply!r}")
    assert refused.value.__suppress_context__


def test_nobody_can_press_a_button_for_another(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    week.says(ana, SAID)
    ben = week.workers[1]
    [prompt] = office.rows("select id from prompts where worker = ?", ana.id)
    asked = prompt_of(ana)
    reply = Reply(asked.channel, "1.1", ben.id, asked.ts, text="I rushed")

    wiring = office.bot.wiring
    collect_reply(wiring.db, wiring.speech, wiring.understanding, reply, now=wiring.now(), prompt_id=prompt["id"])

    assert len(office.rows("select * from replies")) == 1
    assert not holds(ben.reads())


def test_what_a_worker_wrote_is_read_back_to_that_worker_alone(week: Week, ana: Person) -> None:
    week.everybody_visits()
    week.says(ana, SAID)
    ben = week.workers[1]

    ana.runs("/reflect mine")
    ben.runs("/reflect mine")

    assert holds(ana.dm[-1].text)
    assert not holds(ben.reads())


def records_with_words() -> Iterator[tuple[object, str]]:
    """Every record, with each of its fields that takes what a person typed."""
    typed = {"text", "texts", "case", "typed", "given"}
    for module in (private, words):
        for record in vars(module).values():
            if dataclasses.is_dataclass(record):
                yield from ((record, one.name) for one in dataclasses.fields(record) if one.name in typed and one.repr)


def test_records_hide_what_was_typed_when_they_are_printed() -> None:
    assert list(records_with_words()) == []
    assert not holds(repr(Called("U1", f"visit {PHRASE}")))


@pytest.mark.parametrize("level", ["DEBUG", "debug", "TRACE", "NOTSET"])
def test_no_setting_makes_the_bot_log_bodies(level: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        Settings(log_level=level, prompts_dir=tmp_path, _env_file=None)  # type: ignore[call-arg]


def test_slacks_own_libraries_never_log_below_warnings() -> None:
    names = ("slack_bolt", "slack_sdk", "supervisionbot.bolt")
    before, kept = {name: logging.getLogger(name).level for name in names}, structlog.get_config()
    apscheduler = logging.getLogger("apscheduler").level
    try:
        running.set_up_logging("DEBUG")
        levels = {name: logging.getLogger(name).level for name in names[:2]}
    finally:
        structlog.configure(**kept)
        logging.getLogger("apscheduler").setLevel(apscheduler)
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)

    assert levels == {"slack_bolt": logging.WARNING, "slack_sdk": logging.WARNING}


def test_the_preview_holds_no_words(week: Week, ana: Person) -> None:
    week.everybody_visits()
    week.first(6, SAID)

    week.comes_to(PREVIEW_DAY)

    assert all(len(week.previews(worker)) == 1 for worker in week.workers)
    assert not any(holds(one.text) for worker in week.workers for one in week.previews(worker))


def test_an_error_inside_slacks_library_is_logged_by_its_kind_alone(office: Office, logged: Callable[[], str]) -> None:
    try:
        {}["marmalade"]
    except KeyError as error:
        office.bot.bolt.logger.exception("Failed to run a listener: %s", error)  # noqa: TRY401 - as the library does
    told = logged()

    assert "Slack's library failed: KeyError" in told
    assert "marmalade" not in told
