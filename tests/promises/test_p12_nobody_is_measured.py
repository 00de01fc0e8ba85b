"""P12 Nobody is measured: nothing tells who was asked, who answered, who skipped, or how often."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.playground.nouns import Channel, View
from supervisionbot.playground.people import Person
from supervisionbot.settings import Settings
from tests.conftest import Office
from tests.promises.conftest import DIGEST_DAY, Terminal, Week

MEASURES = re.compile(
    r"score|streak|sentiment|rate\b|ratio|rank\b|points|average|count\b|total|percent|participat|engagement_|last_seen"
)
Story = Callable[[Week], Any]


def nobody(week: Week) -> None:
    """All are asked, nobody answers."""


def half(week: Week) -> None:
    """Four answer, four skip."""
    week.first(4)


def everybody_often(week: Week) -> None:
    """Everybody answers twice over, of nothing that is a theme."""
    week.first(8, "A long day.")
    week.first(8, "And a longer evening.")


def test_no_column_of_any_table_measures_anybody(office: Office) -> None:
    tables = [row["name"] for row in office.rows("select name from sqlite_master where type = 'table'")]
    columns = {
        f"{table}.{row['name']}"
        for table in tables
        if not table.startswith("_sqlite")
        for row in office.rows("select name from pragma_table_info(?)", table)
    }

    assert [name for name in sorted(columns) if MEASURES.search(name)] == []


def test_nothing_in_the_database_counts_by_itself(office: Office) -> None:
    made = office.rows("select name from sqlite_master where type in ('view', 'trigger')")
    names = {row["name"] for row in made}
    # How much was deleted since the file was last written anew: one number for the whole file, of nobody.
    traces = {name for name in names if name.startswith("traces_of_")}

    assert names - traces == {"ledger_is_kept", "ledger_is_fixed", "outbox_follows_prompts", "visits_outlive_prompts"}
    assert office.rows("select name from pragma_table_info('traces')") == [{"name": "deletions"}, {"name": "seen_at"}]


@pytest.mark.parametrize("story", [nobody, half, everybody_often])
def test_no_command_and_no_message_tells_who_answered(
    week: Week, office: Office, terminal: Terminal, story: Story
) -> None:
    week.everybody_visits()
    story(week)
    week.comes_to(DIGEST_DAY)
    sam = week.supervisor
    sam.runs("/reflect themes")
    sam.runs("/reflect mine")
    sam.runs("/reflect privacy")
    seen = week.supervisor.reads() + week.supervisor.reads(week.channel)
    printed = "".join(terminal.runs(*line.split()) for line in ("ledger", "digest preview North", "team list"))

    assert not [worker.name for worker in week.workers if worker.name in seen or worker.id in printed]
    assert not re.search(r"\d+ (?:of|out of) \d+|\d+ ?%|\d+ (?:replies|answers|reflections|voices)", seen + printed)


@pytest.mark.parametrize("story", [half, everybody_often])
def test_commands_print_the_same_whoever_answered(week: Week, office: Office, terminal: Terminal, story: Story) -> None:
    commands = ("team show North", "team list", "digest preview North", "ledger")
    week.everybody_visits()
    before = [terminal.runs(*line.split()) for line in commands]

    story(week)

    assert [terminal.runs(*line.split()) for line in commands] == before


def test_the_team_form_shows_the_roster_and_no_more(week: Week, office: Office) -> None:
    week.everybody_visits()
    week.supervisor.runs("/reflect team")
    before = _shown(week.supervisor.form)
    week.supervisor.cancels()
    week.first(5)
    week.supervisor.runs("/reflect team")

    assert _shown(week.supervisor.form) == before


def _shown(form: View | None) -> str:
    assert form is not None
    return str([{name: value for name, value in block.items() if name != "block_id"} for block in form.blocks])


def test_digests_already_posted_look_the_same_to_all_who_may_see_them(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    week.first(6)
    week.comes_to(DIGEST_DAY)
    texts = []
    for person in (ana, week.workers[7], week.supervisor):
        person.runs("/reflect themes")
        texts.append(person.dm[-1].text)

    assert len(set(texts)) == 1


def test_supervisors_hear_of_nobody_who_skipped(week: Week, office: Office) -> None:
    week.everybody_visits()
    sam = week.supervisor
    before = sam.reads(), sam.reads(week.channel), str(sam.home)

    week.comes_to(office.clock.time + timedelta(days=2))

    assert (sam.reads(), sam.reads(week.channel), str(sam.home)) == before


def test_a_question_that_lapses_does_so_without_a_word(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    week.comes_to(office.clock.time + timedelta(days=6, hours=20))
    said = len(ana.dm)

    week.comes_to(office.clock.time + timedelta(days=2))

    assert [row["state"] for row in office.rows("select state from prompts where worker = ?", ana.id)] == ["lapsed"]
    assert len(ana.dm) == said


def test_forgetting_by_an_operator_does_not_tell_how_much_there_was(week: Week, terminal: Terminal) -> None:
    week.everybody_visits()
    week.first(3)
    much, little = (terminal.runs("forget", worker.id) for worker in (week.workers[0], week.workers[7]))

    assert much.replace(week.workers[0].id, "U") == little.replace(week.workers[7].id, "U")


def test_no_setting_turns_measuring_on() -> None:
    assert [name for name in Settings.model_fields if MEASURES.search(name)] == []


def test_what_was_asked_does_not_say_whether_it_was_answered(week: Week, office: Office) -> None:
    week.everybody_visits()
    before = office.rows("select * from asked order by worker")

    week.first(4)

    assert office.rows("select * from asked order by worker") == before


def test_unanswered_questions_and_their_visits_are_forgotten_after_twelve_weeks(
    office: Office, north: Channel, ana: Person
) -> None:
    ana.runs("/reflect visit first visit")
    office.until(office.clock.time + timedelta(weeks=12, days=2), timedelta(days=1))

    assert office.rows("select * from prompts") == []
    assert office.rows("select * from visits") == []
