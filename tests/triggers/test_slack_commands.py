"""`/reflect ...`, as people type it."""

from datetime import timedelta

import pytest

from supervisionbot.playground import payloads
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from tests.builders import at
from tests.conftest import Office
from tests.reading import count, questions_to


def said_to(person: Person) -> str:
    """The newest thing that the person was shown."""
    newest = person.last
    return person.reads(newest) if newest else ""


@pytest.mark.parametrize("line", ["/reflect", "/reflect help", "/reflect HELP", "/reflect   "])
def test_help_says_what_can_be_done(office: Office, ana: Person, line: str) -> None:
    ana.runs(line)

    assert "I ask one question after a visit" in said_to(ana)
    assert "[Log a visit] [Ask me now] [My reflections] [Who reads what]" in said_to(ana)


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        ("Ask me now", "Here it comes"),
        ("My reflections", "You have no reflections yet"),
        ("Who reads what", "*Who can read what*"),
    ],
)
def test_the_buttons_of_help_do_what_they_say(
    office: Office, north: Channel, ana: Person, button: str, shown: str
) -> None:
    ana.runs("/reflect")
    ana.presses(button)

    assert shown in ana.reads()


def test_the_button_for_a_visit_opens_the_form(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect")
    ana.presses("Log a visit")

    assert ana.form
    assert ana.form.title == "Log a visit"


def test_the_button_for_a_visit_says_whom_to_ask_without_a_team(office: Office, ana: Person) -> None:
    ana.runs("/reflect")
    ana.presses("Log a visit")

    assert ana.form is None
    assert "You are not in a team yet" in ana.reads()


def test_a_word_that_is_no_command_shows_help(office: Office, ana: Person) -> None:
    ana.runs("/reflect dance with me")

    assert "I do not know `/reflect dance with me`." in said_to(ana)
    assert "[Log a visit]" in said_to(ana)


def test_what_people_type_cannot_call_or_link_anybody(office: Office, ana: Person) -> None:
    ana.runs("/reflect <!channel> <@U123> <https://example.org|here>")
    newest = ana.last

    assert newest
    assert "<!channel>" not in newest.text
    assert "<@U123>" not in str(newest.blocks)
    assert "&lt;!channel&gt;" in newest.text


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("honesty", "honesty"),
        ("Honesty", "honesty"),
        ("practical support", "practical_help"),
        ("practical help", "practical_help"),
        ("listening", "empathy"),
        ("other agencies", "agencies"),
        ("honsety", "honesty"),
    ],
)
def test_a_question_about_a_theme_can_be_asked_for(
    office: Office, north: Channel, ana: Person, typed: str, theme: str
) -> None:
    ana.runs(f"/reflect now {typed}")
    office.bot.look()

    assert [row["theme"] for row in office.rows("select theme from asked")] == [theme]


def test_a_theme_that_is_not_known_is_answered_with_all_that_are(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect now gardening")

    assert 'I have no theme called "gardening". The themes: Empathy and listening,' in said_to(ana)
    assert count(office, "prompts") == 0


def test_a_question_asked_for_names_no_visit(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect now")
    office.bot.look()

    assert "_Your" not in ana.reads(questions_to(ana)[0])


@pytest.mark.parametrize("line", ["/reflect now", "/reflect visit first visit", "/reflect visit"])
def test_without_a_team_nothing_can_be_asked(office: Office, ana: Person, line: str) -> None:
    ana.runs(line)

    assert "You are not in a team yet" in said_to(ana)
    assert f"`{line}`" in said_to(ana)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("pause", "until you say `/reflect resume`"),
        ("pause until friday", "until Friday 6 March"),
        ("pause until tomorrow", "until tomorrow"),
        ("PAUSE for 2 weeks", "until Monday 16 March"),
        ("pause until the cows come home", 'I could not make out until when: "until the cows come home".'),
        ("pause until yesterday", "Nothing was changed."),
        ("resume", "You were not on a pause."),
    ],
)
def test_a_pause_is_understood_or_asked_about(
    office: Office, north: Channel, ana: Person, typed: str, answer: str
) -> None:
    ana.runs(f"/reflect {typed}")

    assert answer in said_to(ana)


def test_coming_back_is_welcomed(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect pause")
    ana.runs("/reflect resume")

    assert "Welcome back." in said_to(ana)


def test_a_pause_can_be_taken_by_somebody_in_no_team(office: Office, ana: Person) -> None:
    ana.runs("/reflect pause until friday")

    assert "until Friday 6 March" in said_to(ana)


def test_own_reflections_show_words_and_themes_to_the_worker_alone(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("Tilly came and I listened.", thread=asked)
    ana.runs("/reflect mine")
    ben = office.people["Ben Ade"]
    ben.runs("/reflect mine")

    assert "came and I listened." in said_to(ana)
    assert "Tilly" not in said_to(ana)
    assert "Empathy and listening: went well" in said_to(ana)
    assert "listened" not in ben.reads()


def test_a_reflection_that_was_left_out_says_so(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    ana.presses("Leave out of team themes")
    ana.runs("/reflect mine")

    assert "Left out of the team's themes." in said_to(ana)


def test_forgetting_asks_first_and_keeps_all_on_second_thoughts(office: Office, asked: Message, ana: Person) -> None:
    ana.runs("/reflect forget")

    assert "Forget everything of yours?" in said_to(ana)

    ana.presses("Keep it")

    assert "nothing was deleted" in said_to(ana)
    assert count(office, "visits") == 1


def test_forgetting_deletes_everything_of_that_worker_alone(office: Office, asked: Message, ana: Person) -> None:
    ben = office.people["Ben Ade"]
    ben.runs("/reflect visit review")
    ana.writes("I listened.", thread=asked)
    ana.runs("/reflect forget")
    ana.presses("Delete everything")

    assert "Done. Everything I had of yours is deleted." in ana.reads()
    assert [row["worker"] for row in office.rows("select worker from visits")] == [ben.id]
    assert (count(office, "replies"), count(office, "voices"), count(office, "asked")) == (0, 0, 0)


def test_after_forgetting_a_worker_can_start_afresh(office: Office, asked: Message, ana: Person) -> None:
    ana.runs("/reflect forget")
    ana.presses("Delete everything")
    ana.runs("/reflect visit first visit")

    assert "Logged" in said_to(ana)


def test_before_any_digest_there_is_none_to_show(office: Office, north: Channel, ana: Person, sam: Person) -> None:
    for person in (ana, sam, office.new("Zoe New")):
        person.runs("/reflect themes")

        assert "No digest has been posted" in said_to(person)


def test_digests_already_posted_are_shown_to_the_team_and_its_supervisors_only(
    office: Office, north: Channel, ana: Person, sam: Person
) -> None:
    zoe = office.new("Zoe New")
    office.until(at("2026-03-13 12:00"), look_every=timedelta(hours=6))
    for person in (ana, sam, zoe):
        person.runs("/reflect themes")

    assert "*Digests posted so far*" in said_to(ana)
    assert "There is nothing to tell this time." in said_to(sam)
    assert "No digest has been posted" in said_to(zoe)


@pytest.mark.parametrize("name", ["Ana Okafor", "Sam Field", "Nobody"])
def test_everybody_may_read_who_reads_what(office: Office, north: Channel, name: str) -> None:
    person = office.people.get(name) or office.new(name)
    person.runs("/reflect privacy")

    assert "at least 5 colleagues" in said_to(person)
    assert "kept encrypted for 90 days" in said_to(person)


class TestTheTeamForm:
    """`/reflect team`."""

    def test_an_admin_sets_up_a_first_team(self, office: Office, ana: Person, sam: Person) -> None:
        sam.runs("/reflect team South")
        errors = sam.submits(
            team_workers=[ana], team_supervisors=[sam], team_timezone="Europe/Dublin", team_country="IE"
        )
        row = office.rows("select * from teams")[0]

        assert errors == {}
        assert (row["name"], row["timezone"], row["country"]) == ("South", "Europe/Dublin", "IE")
        assert "*South* is set up: 1 workers" in sam.reads()
        assert "With so few workers no theme can be told" in sam.reads()

    def test_a_supervisor_changes_their_own_team(self, office: Office, ana: Person) -> None:
        lee = office.new("Lee Supervisor")
        office.team("East", [ana], [lee])
        lee.runs("/reflect team")

        assert lee.form
        assert lee.submits(team_delay="2h", team_hours="10:00-16:00", team_days="mon,wed") == {}
        assert [(row["delay_minutes"], row["days"]) for row in office.rows("select * from teams")] == [(120, "02")]

    def test_the_name_of_a_team_is_the_same_in_any_capitals(self, office: Office, ana: Person) -> None:
        lee = office.new("Lee Supervisor")
        office.team("East", [ana], [lee])
        lee.runs("/reflect team east")

        assert lee.submits(team_name="EAST", team_delay="2h") == {}
        assert [(row["name"], row["delay_minutes"]) for row in office.rows("select * from teams")] == [("East", 120)]

    @pytest.mark.parametrize("line", ["/reflect team", "/reflect team North", "/reflect team New"])
    def test_others_are_told_whom_to_ask(self, office: Office, north: Channel, ana: Person, line: str) -> None:
        ana.runs(line)

        assert ana.form is None
        assert "Only a team's supervisors and your Slack admins" in said_to(ana)

    def test_a_supervisor_cannot_take_over_the_team_of_another(
        self, office: Office, north: Channel, ana: Person
    ) -> None:
        lee = office.new("Lee Supervisor")
        office.team("East", [ana], [lee])
        lee.runs("/reflect team North")

        assert lee.form is None

        lee.runs("/reflect team")
        errors = lee.submits(team_name="North")

        assert "Only a team's supervisors" in errors["team_name"]
        assert office.rows("select user from members where team = 'North' and role = 'supervisor'") != [
            {"user": lee.id}
        ]

    def test_nobody_else_can_send_the_form(self, office: Office, north: Channel, ana: Person, sam: Person) -> None:
        sam.runs("/reflect team North")
        assert sam.form
        payload = payloads.view_submission(office.slack, sam.form)
        office.slack.ask("interactive", payload | {"user": payload["user"] | {"id": ana.id}})

        assert count(office, "teams") == 1
        assert office.rows("select user from members where role = 'supervisor'") == [{"user": sam.id}]

    @pytest.mark.parametrize(
        ("field", "typed", "words"),
        [
            ("team_floor", "3", "too low"),
            ("team_floor", "many", "not a number"),
            ("team_delay", "soon", "delay 'soon' is not understood"),
            ("team_rhythm", "now and then", "fri 09:00 every 2 weeks"),
            ("team_timezone", "Mars/Olympus", "time zone 'Mars/Olympus' is not known"),
            ("team_hours", "9 to 5", "Write"),
            ("team_days", "weekdays", "mon-fri"),
            ("team_country", "Albion", "GB, GB-SCT, IE"),
            ("team_name", "   ", "needs a name"),
        ],
    )
    def test_each_field_says_in_place_what_is_wrong(
        self, office: Office, north: Channel, sam: Person, field: str, typed: str, words: str
    ) -> None:
        sam.runs("/reflect team North")
        errors = sam.submits({field: typed})

        assert list(errors) == [field]
        assert words in errors[field]
        assert sam.form

    def test_several_wrong_fields_are_shown_at_once(self, office: Office, north: Channel, sam: Person) -> None:
        sam.runs("/reflect team North")

        assert set(sam.submits(team_delay="soon", team_hours="late")) == {"team_delay", "team_hours"}

    def test_the_form_shows_the_team_as_it_is(self, office: Office, north: Channel, sam: Person) -> None:
        sam.runs("/reflect team")
        [team] = office.rows("select * from teams")
        members = office.rows("select * from members order by user, role")
        sam.submits()

        # Whoever sends the form looks after the team from then on.
        assert office.rows("select * from teams") == [team | {"admin": sam.id}]
        assert office.rows("select * from members order by user, role") == members
