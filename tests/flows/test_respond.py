"""Closing the loop: supervisors answer their team, the next digest recalls it, and one day it is done."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from supervisionbot.adapters import team_store
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, ReleasedTheme
from tests.builders import at
from tests.conftest import Office
from tests.flows.conftest import Tell

TIME = ReleasedTheme("time", Stance.STRAIN, Band.HALF)


def answers(sam: Person, on: Message, **more: Any) -> None:
    sam.presses("respond_to_team", on=on)
    given = {"response_will_do": "We will look at back-to-back visits.", "response_by_when": "2026-03-20"} | more
    assert sam.submits(**given) == {}


def test_the_answer_stands_in_the_teams_channel(
    office: Office, tell: Tell, room: Channel, sam: Person, ana: Person
) -> None:
    answers(sam, tell(TIME))

    [said] = [one.text for one in ana.sees(room)]
    assert "An answer to the team from Sam Field" in said
    assert "What we heard: Time and workload was hard." in said
    assert "What we will do: We will look at back-to-back visits." in said
    assert "By when: 20 March 2026" in said
    assert "Who: Sam Field" in said


def test_without_a_channel_each_worker_is_told(office: Office, tell: Tell, sam: Person, ana: Person) -> None:
    answers(sam, tell(TIME))

    assert [one.text for one in ana.dm if "An answer to the team" in one.text]
    assert not [one.text for one in sam.dm if "An answer to the team" in one.text]


def answers_told(person: Person) -> list[Message]:
    return [one for one in person.dm if "An answer to the team" in one.text]


def test_while_others_could_read_the_teams_channel_each_worker_is_told(
    office: Office, tell: Tell, room: Channel, sam: Person, ana: Person
) -> None:
    office.new("Zoe Outside").joins(room)

    answers(sam, tell(TIME))

    assert ana.sees(room) == []
    assert len(answers_told(ana)) == 1


def test_an_answer_is_changed_where_it_stands_whoever_left_since(
    office: Office, tell: Tell, room: Channel, sam: Person, ana: Person
) -> None:
    zoe = office.new("Zoe Outside")
    zoe.joins(room)
    answers(sam, tell(TIME))

    zoe.leaves(room)
    sam.presses("change_response")
    sam.submits(response_will_do="Free the Fridays.")

    assert ana.sees(room) == []
    assert ["Free the Fridays." in one.text for one in answers_told(ana)] == [True]


def test_what_stands_in_the_teams_channel_is_taken_back_there_whoever_came_since(
    office: Office, tell: Tell, room: Channel, sam: Person, ana: Person
) -> None:
    answers(sam, tell(TIME))
    office.new("Zoe Outside").joins(room)

    sam.presses("take_back_response")

    assert [one.text for one in ana.sees(room)] == ["Sam Field took back an answer to the team."]
    assert answers_told(ana) == []


def test_a_team_that_chose_to_be_read_is_answered_in_its_channel(
    office: Office, tell: Tell, room: Channel, sam: Person, ana: Person
) -> None:
    db = office.bot.wiring.db
    team_store.save_team(db, replace(team_store.teams(db)[0], is_strict=False), office.clock.time)
    office.new("Zoe Outside").joins(room)

    answers(sam, tell(TIME))

    assert len(ana.sees(room)) == 1


def test_what_was_typed_pings_nobody_and_links_nowhere(
    office: Office, tell: Tell, room: Channel, sam: Person, ana: Person
) -> None:
    answers(sam, tell(TIME), response_will_do="Ask <!channel> and <@U1> at https://example.org today")

    [said] = ana.sees(room)
    text = said.blocks[0]["text"]
    assert "<" not in text["text"]
    assert text["verbatim"] is True


def test_only_the_teams_supervisors_can_answer(office: Office, tell: Tell, north: Channel, ana: Person) -> None:
    post = tell(TIME)
    ana.joins(north)

    ana.presses("respond_to_team", on=post)

    assert ana.form is None
    assert "Only the supervisors of North" in ana.sees(north)[-1].text


def test_the_next_digest_recalls_it(office: Office, tell: Tell, room: Channel, sam: Person) -> None:
    answers(sam, tell(TIME))
    office.clock.time = at("2026-04-03 09:00")

    said = tell(TIME).text

    assert "You said in March that you would look at back-to-back visits, by 20 March: what " in said


def test_one_that_is_done_is_told_and_recalled_no_more(
    office: Office, tell: Tell, room: Channel, sam: Person, ana: Person
) -> None:
    answers(sam, tell(TIME))
    office.clock.time = at("2026-04-03 09:00")

    sam.presses("promise_done", on=tell(TIME))
    sam.submits(done_outcome="Fridays are free of visits now.")

    first, last = [one.text for one in ana.sees(room)]
    assert "This is done." in first
    assert "said in March that they would look at back-to-back visits. It is done." in last
    assert "Fridays are free of visits now." in last
    office.clock.time = at("2026-04-17 09:00")
    assert "You said" not in tell(TIME).text


def test_an_answer_can_be_changed(office: Office, tell: Tell, room: Channel, sam: Person, ana: Person) -> None:
    answers(sam, tell(TIME))

    sam.presses("change_response")
    sam.submits(response_will_do="Free the Fridays.")

    [said] = [one.text for one in ana.sees(room)]
    assert "What we will do: Free the Fridays." in said


def test_an_answer_that_is_taken_back_leaves_no_words(
    office: Office, tell: Tell, room: Channel, sam: Person, ana: Person
) -> None:
    answers(sam, tell(TIME))

    sam.presses("take_back_response")

    assert [one.text for one in ana.sees(room)] == ["Sam Field took back an answer to the team."]
    assert "back-to-back" not in str(office.rows("select * from responses"))
    office.clock.time = at("2026-04-03 09:00")
    assert "You said" not in tell(TIME).text


def test_a_day_that_has_gone_is_refused_by_its_field(office: Office, tell: Tell, room: Channel, sam: Person) -> None:
    sam.presses("respond_to_team", on=tell(TIME))

    assert "response_by_when" in sam.submits(response_will_do="Look at it.", response_by_when="2026-01-01")


def test_a_condition_that_nobody_answered_is_brought_up_kindly(office: Office, tell: Tell, sam: Person) -> None:
    said = []
    for _ in range(3):
        said.append(tell(TIME).text)
        office.clock.time += timedelta(weeks=2)

    assert ["heard from you" in one or "waiting for a word" in one for one in said] == [False, False, True]


def test_app_home_shows_questions_answers_and_digests(office: Office, tell: Tell, room: Channel, sam: Person) -> None:
    answers(sam, tell(TIME))

    home = sam.opens_home()
    assert home
    shown = str(home.blocks)

    assert "What could we take off the week" in shown
    assert "We will look at back-to-back visits." in shown
    assert "North: what came up in reflections" in shown


def test_the_button_says_in_full_how_it_is_made_anonymous(
    office: Office, tell: Tell, north: Channel, sam: Person
) -> None:
    sam.presses("how_anonymous", on=tell(TIME))

    assert "at least 5 workers spoke of it" in sam.sees(north)[-1].text


def test_a_promise_is_recalled_where_the_organisation_has_to_act(
    office: Office, tell: Tell, room: Channel, sam: Person
) -> None:
    warm = ReleasedTheme("empathy", Stance.STRENGTH, Band.HALF)
    answers(sam, tell(warm, TIME))
    office.clock.time = at("2026-04-03 09:00")

    relationship, _, conditions = tell(warm, TIME).text.partition("Conditions for practice")

    assert "You said" not in relationship
    assert "You said in March" in conditions
