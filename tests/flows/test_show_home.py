"""App Home: open questions, own reflections to search, settings; the private form."""

from supervisionbot.playground.nouns import Channel, View
from supervisionbot.playground.people import Person
from tests.conftest import Office, prompt_of


def home_of(person: Person) -> View:
    """The tab as it is after opening it."""
    person.opens_home()
    assert person.home is not None
    return person.home


def reads_home(person: Person) -> str:
    return person.reads(home_of(person))


def test_home_shows_an_open_question_that_can_be_answered_privately(
    office: Office, north: Channel, ana: Person
) -> None:
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)

    ana.presses("Answer", on=home_of(ana))
    errors = ana.submits({"answer_words": "I listened for an hour, and Pete said he felt heard."})

    assert errors == {}
    assert "Empathy" in ana.reads()
    assert "Pete" not in ana.reads()


def test_a_long_reflection_is_shown_by_its_beginning(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    ana.writes("- tea\n- " + "and listening " * 60, thread=prompt_of(ana))
    shown = reads_home(ana)

    assert "- tea\n" in shown
    assert shown.count("and listening") < 30


def test_words_of_the_private_form_never_stand_in_slack(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)

    ana.presses("Answer", on=home_of(ana))
    ana.submits({"answer_words": "marmalade skies"})

    assert all("marmalade" not in message.text for message in ana.dm)


def test_own_reflections_are_found_by_theme(office: Office, north: Channel, ana: Person) -> None:
    _reflects(office, ana, "I sat with her and listened while she cried, she felt heard.")

    ana.chooses("home_theme", "agencies", on=home_of(ana))
    assert ana.home is not None
    without = ana.reads(ana.home)
    ana.chooses("home_theme", "empathy", on=ana.home)

    assert "None of your reflections fits" in without
    assert ana.home is not None
    assert "she felt heard" in ana.reads(ana.home)


def test_a_worker_can_pause_and_come_back_in_home(office: Office, north: Channel, ana: Person) -> None:
    ana.presses("Pause", on=home_of(ana))
    paused = reads_home(ana)
    ana.presses("Come back", on=home_of(ana))

    assert "You are on a pause" in paused
    assert "You are on a pause" not in reads_home(ana)


def test_everything_can_be_deleted_in_home(office: Office, north: Channel, ana: Person) -> None:
    _reflects(office, ana, "I sat with her and listened while she cried, she felt heard.")

    ana.presses("home_forget", on=home_of(ana))

    assert "no reflections yet" in reads_home(ana)
    assert office.rows("select * from replies") == []


def test_somebody_in_no_team_is_told_how_to_begin(office: Office, sam: Person) -> None:
    assert "in no team" in reads_home(sam)


def test_a_supervisor_reads_no_more_than_the_digests(office: Office, north: Channel, ana: Person, sam: Person) -> None:
    _reflects(office, ana, "I sat with her and listened while she cried, she felt heard.")

    shown = reads_home(sam)

    assert "No digest has been posted" in shown
    assert "felt heard" not in shown


def _reflects(office: Office, worker: Person, text: str) -> None:
    worker.runs("/reflect visit first visit")
    office.forward(hours=1)
    worker.writes(text, thread=prompt_of(worker))


def test_settings_open_from_home(north: Channel, ana: Person) -> None:
    ana.presses("Settings", on=home_of(ana))

    assert ana.form is not None
    assert ana.form.title == "Your settings"


def test_a_supervisor_is_welcomed_as_one(north: Channel, sam: Person) -> None:
    assert "Here stands what your team's digests have told so far" in reads_home(sam)


def test_months_are_named(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    ana.writes("I listened.", thread=prompt_of(ana))
    ana.chooses("home_month", "March 2026", on=home_of(ana))

    assert "I listened." in reads_home(ana)
