"""A worker logs a visit."""

from datetime import timedelta

import pytest

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from tests.builders import at
from tests.conftest import Office
from tests.reading import count


def kinds_logged(office: Office) -> list[str]:
    """The kinds of all visits, in the order of logging."""
    return [row["kind"] for row in office.rows("select kind from visits order by rowid")]


def test_a_visit_is_logged_by_one_line(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")

    assert "Logged: *First visit*, just now." in ana.reads()
    assert "One short question will come today at 10:45." in ana.reads()
    assert kinds_logged(office) == ["first visit"]


def test_only_the_worker_sees_that_a_visit_was_logged(office: Office, north: Channel, ana: Person) -> None:
    room = office.slack.add_channel("room", [ana, office.people["Ben Ade"]])
    ana.runs("/reflect visit first visit", room)

    assert "Logged" in ana.reads(room)
    assert office.people["Ben Ade"].reads(room) == ""


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("First-Visit", "first visit"),
        ("FIRST VISIT", "first visit"),
        ("initial visit", "first visit"),
        ("fgc", "family group conference"),
        ("HV", "home visit"),
        ("drop in", "unannounced visit"),
        ("looked-after visit", "child in care visit"),
    ],
)
def test_a_kind_goes_by_alias_hyphen_or_capitals(
    office: Office, north: Channel, ana: Person, typed: str, kind: str
) -> None:
    ana.runs(f"/reflect visit {typed}")

    assert kinds_logged(office) == [kind]


def test_a_visit_of_yesterday_is_asked_about_at_the_next_look(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit review yesterday 3pm")

    assert "Logged: *Review*, yesterday at 15:00." in ana.reads()
    assert "will come in a moment" in ana.reads()
    assert office.rows("select at from visits")[0]["at"].startswith("2026-03-01T15:00")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("review tomorrow 9am", "That visit is still to come: tomorrow at 09:00."),
        ("review 20 february 10:00", "That visit is more than a week ago: Friday 20 February at 10:00."),
        ("frist visit", "Did you mean *First visit*"),
        ("piano lesson", "The kinds I know: Home visit, First visit,"),
        ("review whenever it was", 'I could not make out when that was: "whenever it was".'),
    ],
)
def test_what_cannot_be_logged_is_said_with_what_was_typed_and_a_form(
    office: Office, north: Channel, ana: Person, typed: str, answer: str
) -> None:
    ana.runs(f"/reflect visit {typed}")
    ana.presses("Log a visit")

    assert answer in ana.reads()
    assert f"You typed: `/reflect visit {typed}`" in ana.reads()
    assert ana.form
    assert count(office, "visits") == 0


def test_a_worker_in_no_team_is_told_whom_to_ask_with_what_they_typed(office: Office, north: Channel) -> None:
    zoe = office.new("Zoe New")
    zoe.runs("/reflect visit first visit yesterday 3pm")

    assert "@Sam Field can add you with `/reflect team`." in zoe.reads()
    assert "`/reflect visit first visit yesterday 3pm`" in zoe.reads()


def test_before_there_is_any_team_the_admins_of_slack_are_named(office: Office) -> None:
    zoe = office.new("Zoe New")
    zoe.runs("/reflect visit")

    assert "Whoever looks after Slack" in zoe.reads()
    assert zoe.form is None


@pytest.mark.parametrize("seconds", [0, 20])
def test_the_same_visit_twice_is_kept_once(office: Office, north: Channel, ana: Person, seconds: int) -> None:
    ana.runs("/reflect visit first visit")
    office.clock.time += timedelta(seconds=seconds)
    ana.runs("/reflect visit first visit")

    assert "You had already logged this one" in ana.reads()
    assert (count(office, "visits"), count(office, "prompts")) == (1, 1)


def test_another_kind_at_the_same_time_is_another_visit(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit 9am")
    ana.runs("/reflect visit review 9am")
    ana.runs("/reflect visit review 9:30am")

    assert kinds_logged(office) == ["first visit", "review", "review"]


def test_the_form_logs_kind_day_time_and_reference(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit")
    errors = ana.submits(
        visit_kind="Review", visit_date="2026-02-27", visit_time="14:30", visit_reference="LCS-2024-118"
    )

    assert errors == {}
    assert "Logged: *Review*, Friday 27 February at 14:30." in ana.reads()
    (row,) = office.rows("select kind, at, case_ref from visits")
    assert (row["kind"], row["at"][:16], row["case_ref"]) == ("review", "2026-02-27T14:30", "LCS-2024-118")


def test_the_form_opens_with_the_workers_own_day_and_time(office: Office, north: Channel, sam: Person) -> None:
    mei = office.new("Mei", tz="Pacific/Auckland")
    office.team("Far", [mei], [sam])
    mei.runs("/reflect visit")

    assert mei.form
    assert mei.form.state["visit_date"]["field"]["selected_date"] == "2026-03-02"
    assert mei.form.state["visit_time"]["field"]["selected_time"] == "23:00"


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"visit_date": "2026-03-03"}, "visit_date", "still to come"),
        ({"visit_time": "10:30"}, "visit_time", "still to come"),
        ({"visit_date": "2026-02-20"}, "visit_date", "more than a week ago"),
        ({"visit_reference": "Okonkwo family"}, "visit_reference", "looks like a name"),
    ],
)
def test_the_form_says_in_place_what_is_wrong(
    office: Office, north: Channel, ana: Person, given: dict[str, str], field: str, words: str
) -> None:
    ana.runs("/reflect visit")
    errors = ana.submits({"visit_kind": "Review", **given})

    assert list(errors) == [field]
    assert words in errors[field]
    assert ana.form
    assert count(office, "visits") == 0


def test_a_refused_reference_can_be_put_right_in_the_same_form(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit")
    ana.submits(visit_kind="Review", visit_reference="Tilly Okonkwo")
    errors = ana.submits(visit_reference="LCS-118")

    assert errors == {}
    assert ana.form is None
    assert count(office, "visits") == 1


def test_on_a_pause_a_visit_is_logged_and_nothing_is_promised(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect pause until friday")
    ana.runs("/reflect visit first visit")

    assert "You are on a pause" in ana.reads()
    assert count(office, "visits") == 1


def test_the_time_of_the_question_is_told_in_the_workers_own_time(office: Office, sam: Person) -> None:
    office.clock.time = at("2026-06-01 14:00")
    lou, roe = office.new("Lou", tz="America/New_York"), office.new("Roe", tz=None)
    office.team("Wide", [lou, roe], [sam])
    lou.runs("/reflect visit review 9am")
    roe.runs("/reflect visit review 14:00")

    assert "*Review*, today at 09:00" in lou.reads()
    assert "*Review*, today at 14:00" in roe.reads()
    assert [row["at"][:16] for row in office.rows("select at from visits order by at")] == ["2026-06-01T13:00"] * 2
