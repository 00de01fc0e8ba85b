"""P11 The worker decides until the last moment: out, back in, edited, deleted, forgotten; and nobody sees it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from supervisionbot.adapters import team_store
from supervisionbot.flows import check_ledger
from supervisionbot.playground.nouns import Message
from supervisionbot.playground.people import Person
from tests.builders import at
from tests.builders_release import CUT, HARD, WELL, days, outcome_of, told, voices_of, weeks, were_asked
from tests.conftest import Office
from tests.promises.conftest import DIGEST_DAY, LISTENED, PREVIEW_DAY, RUSHED, Terminal, Week, others_read

Leave = Callable[[Week, Person, Message], None]


def leaves_part_out(week: Week, worker: Person, reply: Message) -> None:
    """Press the preview's button."""
    worker.presses("leave_my_part_out")


def leaves_reply_out(week: Week, worker: Person, reply: Message) -> None:
    """Press the thread's button."""
    worker.presses("leave_out")


def deletes(week: Week, worker: Person, reply: Message) -> None:
    """Delete the message."""
    worker.deletes(reply)


def edits(week: Week, worker: Person, reply: Message) -> None:
    """Write something else instead."""
    worker.edits(reply, "It was a long day.")


def turns_it_down(week: Week, worker: Person, reply: Message) -> None:
    """Say by the form that it was about nothing."""
    worker.presses("change")
    worker.submits({"themes_well": [], "themes_hard": []})


def forgets(week: Week, worker: Person, reply: Message) -> None:
    """Have everything deleted."""
    worker.runs("/reflect forget")
    worker.presses("forget_everything")


LEAVES = [leaves_part_out, leaves_reply_out, deletes, edits, turns_it_down, forgets]


def lines_of(message: Message) -> list[str]:
    """The themes that a digest or preview tells, with how they went."""
    titles = ("Empathy", "Honesty", "Time")
    return [line for line in message.text.splitlines() if any(title in line for title in titles) and " for " in line]


@pytest.mark.parametrize("leave", LEAVES)
def test_whoever_takes_their_part_back_after_the_preview_is_not_told_of(week: Week, leave: Leave) -> None:
    week.everybody_visits()
    replies = week.first(5)
    week.comes_to(PREVIEW_DAY)
    shown = week.previews(week.workers[0])

    leave(week, week.workers[0], replies[0])
    week.comes_to(DIGEST_DAY)

    assert len(shown) == 1
    assert lines_of(week.digests()[0]) == []
    assert "nothing to tell" in week.digests()[0].text


@pytest.mark.parametrize("leave", LEAVES)
def test_a_dropped_theme_looks_as_if_it_had_never_been_there(
    week: Week, office: Office, terminal: Terminal, leave: Leave
) -> None:
    week.everybody_visits()
    replies = week.first(5)
    week.comes_to(PREVIEW_DAY)
    leave(week, week.workers[0], replies[0])
    week.comes_to(DIGEST_DAY)
    [post], [line] = week.digests(), office.rows("select line from ledger")
    heading = "North: what came up in reflections, 26 February to 5 March 2026"

    assert post.text.startswith(f"{heading}\n\nThere is nothing to tell this time.")
    assert json.loads(line["line"])["themes"] == []
    assert office.rows("select * from released_themes") == []
    assert office.rows("select shown, preview from occasions") == [{"shown": None, "preview": None}]
    assert "empathy" not in terminal.runs("ledger").lower()


@pytest.mark.parametrize("leave", LEAVES)
def test_with_enough_others_the_line_stays_and_nobody_is_missed(week: Week, leave: Leave) -> None:
    week.everybody_visits()
    replies = week.first(7)
    week.comes_to(PREVIEW_DAY)

    leave(week, week.workers[0], replies[0])
    week.comes_to(DIGEST_DAY)

    assert lines_of(week.digests()[0])[0].startswith("Empathy and listening went well for most of the team")


@pytest.mark.parametrize("leave", LEAVES)
def test_nobody_is_told_that_somebody_left_their_part_out(week: Week, office: Office, leave: Leave) -> None:
    week.everybody_visits()
    replies = week.first(5)
    week.comes_to(PREVIEW_DAY)
    before = others_read(office, week.workers[0])

    leave(week, week.workers[0], replies[0])
    week.comes_to(DIGEST_DAY - timedelta(hours=2))

    assert others_read(office, week.workers[0]) == before


def compared(message: Message) -> tuple[str, str, str]:
    """A post as a supervisor could compare it with that of another team: text, blocks and second.

    Without the team's name, the ids that Slack gives blocks, and the opaque ones in buttons.
    """
    blocks = re.sub(r'"(?:block_id|value)": "[^"]*"', "", json.dumps(message.blocks, sort_keys=True))
    second = message.ts.partition(".")[0]
    return message.text.replace("South", "North"), blocks.replace("South", "North"), second


def south_of(office: Office) -> Week:
    """A sister team of eight, in all like North."""
    kit = office.new("Kit Moor")
    people = [office.new(f"Worker {number}") for number in range(8)]
    return Week(office, office.team("South", people, [kit]), kit, people)


@pytest.mark.parametrize("leave", LEAVES)
def test_supervisors_get_the_same_to_the_byte_and_second_whether_somebody_left_or_not(
    week: Week, office: Office, leave: Leave
) -> None:
    south = south_of(office)
    weeks_of = (week, south)
    replies = []
    for one in weeks_of:
        one.everybody_visits()
        replies.append(one.first(7))
    week.comes_to(PREVIEW_DAY)

    leave(week, week.workers[0], replies[0][0])
    week.comes_to(DIGEST_DAY)
    [left], [whole] = week.digests(), south.digests()

    assert "Empathy" in left.text
    assert compared(left) == compared(whole)


@pytest.mark.parametrize("leave", LEAVES)
def test_a_line_that_fell_is_as_if_it_had_never_been_now_and_next_time(
    week: Week, office: Office, leave: Leave
) -> None:
    """North: five say it, one of them leaves after the preview. South: the other four. Next week they say it anew."""
    south = south_of(office)
    for one in (week, south):
        one.everybody_visits()
        for worker in one.workers[1:5]:
            one.says(worker)
    first = week.says(week.workers[0])
    week.comes_to(PREVIEW_DAY)
    leave(week, week.workers[0], first)
    week.comes_to(DIGEST_DAY + timedelta(days=3))
    for one in (week, south):
        one.everybody_visits()
        for worker in one.workers[1:5]:
            one.says(worker)

    week.comes_to(DIGEST_DAY + timedelta(days=7))

    assert [compared(one) for one in week.digests()] == [compared(one) for one in south.digests()]
    assert lines_of(week.digests()[1]) == []


def test_whoever_puts_their_part_back_is_told_of(week: Week) -> None:
    week.everybody_visits()
    week.first(5)
    week.comes_to(PREVIEW_DAY)

    week.workers[0].presses("leave_my_part_out")
    week.workers[0].presses("put_my_part_back")
    week.comes_to(DIGEST_DAY)

    assert len(lines_of(week.digests()[0])) == 1


def test_what_was_left_out_of_a_digest_is_not_told_in_the_next_either(week: Week) -> None:
    week.everybody_visits()
    week.first(5)
    week.comes_to(PREVIEW_DAY)
    week.workers[0].presses("leave_my_part_out")
    week.comes_to(DIGEST_DAY + timedelta(days=3))
    week.everybody_visits()

    week.comes_to(DIGEST_DAY + timedelta(days=7))

    assert [lines_of(one) for one in week.digests()] == [[], []]


def test_after_the_digest_the_button_says_that_it_is_over(week: Week) -> None:
    week.everybody_visits()
    week.first(5)
    week.comes_to(DIGEST_DAY)
    ana = week.workers[0]

    ana.presses("leave_my_part_out")

    assert "posted already" in ana.reads()
    assert len(lines_of(week.digests()[0])) == 1


def test_all_workers_get_the_same_preview_to_the_byte(week: Week) -> None:
    week.everybody_visits()
    week.first(6)

    week.comes_to(PREVIEW_DAY)
    seen = [week.previews(worker) for worker in week.workers]
    bodies = {(one.text, str([{**block, "block_id": ""} for block in one.blocks])) for [one] in seen}

    assert len(seen) == 8
    assert len(bodies) == 1


def test_those_who_said_nothing_get_the_preview_too(week: Week) -> None:
    week.everybody_visits()
    week.first(5)

    week.comes_to(PREVIEW_DAY)

    assert [len(week.previews(worker)) for worker in week.workers] == [1] * 8


def test_a_preview_that_comes_late_is_the_same_though_somebody_left_meanwhile(week: Week, office: Office) -> None:
    week.everybody_visits()
    week.first(6, f"{LISTENED} {RUSHED}")
    week.comes_to(PREVIEW_DAY)
    for worker in week.workers[:3]:
        worker.presses("leave_my_part_out")
    late = office.new("Ivo Lund")
    week.takes_on(late)
    office.forward(hours=1)

    assert week.previews(late)[0].text == week.previews(week.workers[7])[0].text


def test_supervisors_get_no_preview(week: Week, office: Office) -> None:
    week.everybody_visits()
    week.first(6)

    week.comes_to(PREVIEW_DAY)

    assert week.supervisor.dm == []
    assert week.digests() == []


def test_a_supervisor_who_works_too_gets_no_preview_and_is_no_voice(week: Week, office: Office) -> None:
    week.takes_on(week.supervisor)
    working = Week(office, week.channel, week.supervisor, [*week.workers, week.supervisor])
    working.everybody_visits()
    working.first(4)
    working.says(week.supervisor)

    week.comes_to(DIGEST_DAY)

    assert lines_of(week.digests()[0]) == []
    assert not week.previews(week.supervisor)


def test_what_is_said_after_the_preview_waits_for_the_next_digest(week: Week) -> None:
    week.everybody_visits()
    week.first(4)
    week.comes_to(PREVIEW_DAY)
    week.says(week.workers[4])
    week.comes_to(DIGEST_DAY + timedelta(days=3))
    week.everybody_visits()

    week.comes_to(DIGEST_DAY + timedelta(days=7))

    assert [len(lines_of(one)) for one in week.digests()] == [0, 1]
    assert week.previews(week.workers[0])[0].ts > week.digests()[0].ts


@pytest.mark.parametrize("how", ["an edit", "a confirmation", "counting it again"])
def test_a_voice_that_first_stands_after_the_preview_waits_too(week: Week, how: str) -> None:
    week.everybody_visits()
    week.first(4)
    last = week.workers[4]
    reply = week.says(last, {"an edit": "Fine.", "a confirmation": f"Perhaps {LISTENED}"}.get(how, LISTENED))
    if how == "counting it again":
        last.presses("leave_out")
    week.comes_to(PREVIEW_DAY)

    if how == "an edit":
        last.edits(reply, LISTENED)
    else:
        last.presses("thats_right" if how == "a confirmation" else "count_again")
    week.comes_to(DIGEST_DAY)

    assert lines_of(week.digests()[0]) == []


def test_nothing_is_posted_that_was_not_in_the_preview(week: Week, office: Office) -> None:
    """Withdrawals could turn a line into another: five well and four hard into one for both ways."""
    week.everybody_visits()
    week.first(5)
    for worker in week.workers[4:8]:
        week.says(worker, "I interrupted.")
    week.comes_to(PREVIEW_DAY)
    shown = lines_of(week.previews(week.workers[7])[0])

    week.workers[0].presses("leave_my_part_out")
    week.comes_to(DIGEST_DAY)

    assert ["went well" in line for line in shown] == [True]
    assert lines_of(week.digests()[0]) == []


def test_a_dropped_theme_does_not_come_back_as_its_family() -> None:
    old = weeks(11.5)
    asked = were_asked(ago=old) + were_asked()
    four = voices_of("ana ben cho dev", ago=old) + voices_of("eve", "culture", ago=old)
    before = told(outcome_of([*four, *voices_of("fay", ago=old)], asked=asked))
    shown = frozenset({("empathy", WELL, False)})

    assert before == [("empathy", "strength")]
    assert told(outcome_of(four, asked=asked)) == [("warmth*", "strength")]
    assert told(outcome_of(four, asked=asked, shown=shown)) == []


def test_a_dropped_line_does_not_come_back_both_ways() -> None:
    voices = voices_of("ana ben cho dev") + voices_of("eve fay", stance=HARD)

    assert told(outcome_of(voices)) == [("empathy", "mixed")]
    assert told(outcome_of(voices, shown=frozenset({("empathy", WELL, False)}))) == []


def test_a_bot_that_slept_through_the_preview_day_puts_the_digest_off_by_a_day(week: Week, office: Office) -> None:
    week.everybody_visits()
    week.first(5)
    office.clock.time = at("2026-03-06 11:00")
    office.bot.look()
    previews = [len(week.previews(worker)) for worker in week.workers]
    on_friday = week.digests()

    week.comes_to(at("2026-03-07 11:10"))

    assert previews == [1] * 8
    assert on_friday == []
    assert len(lines_of(week.digests()[0])) == 1
    assert office.rows("select at from ledger")[0]["at"] >= "2026-03-07T11:00"


@pytest.mark.parametrize(("wakes", "posted"), [("2026-03-05 14:50", "2026-03-06 09:10"), ("2026-03-06 07:00", "")])
def test_a_bot_that_slept_into_the_day_before_still_gives_most_of_a_day(
    week: Week, office: Office, wakes: str, posted: str
) -> None:
    week.everybody_visits()
    week.first(5)
    office.clock.time = at(wakes)
    office.bot.look()
    previews = [len(week.previews(worker)) for worker in week.workers]

    week.comes_to(at("2026-03-06 09:10"))
    on_friday = len(week.digests())
    week.comes_to(at("2026-03-07 09:10"))

    assert previews == [1] * 8
    assert on_friday == (1 if posted else 0)
    assert [len(lines_of(one)) for one in week.digests()] == [1]


def test_a_bot_that_slept_after_the_preview_tells_what_was_shown(week: Week, office: Office) -> None:
    week.everybody_visits()
    week.first(5)
    week.comes_to(PREVIEW_DAY)
    office.clock.time = at("2026-03-08 10:00")

    office.bot.look()

    assert len(lines_of(week.digests()[0])) == 1


def test_a_preview_that_could_not_be_sent_is_not_sent_twice(week: Week, office: Office) -> None:
    week.everybody_visits()
    week.first(5)
    office.slack.fails("chat.postMessage", to=week.workers[3], error="internal_error", takes_it_first=True)

    week.comes_to(PREVIEW_DAY + timedelta(hours=3))

    assert [len(week.previews(worker)) for worker in week.workers] == [1] * 8


@pytest.mark.parametrize("role", ["out of the team", "a supervisor"])
def test_a_change_of_the_roster_after_the_preview_drops_no_line(week: Week, office: Office, role: str) -> None:
    """Else whoever sets teams up could take one worker out, and see by a dropped line what they had said."""
    week.everybody_visits()
    week.first(5)
    week.comes_to(PREVIEW_DAY)
    db, gone = office.bot.wiring.db, week.workers[0].id
    team = team_store.teams(db)[0]
    rest = tuple(worker for worker in team.workers if worker != gone)
    changes = {"out of the team": {"workers": rest}, "a supervisor": {"supervisors": (*team.supervisors, gone)}}

    team_store.save_team(db, replace(team, **changes[role]), office.clock.time)
    week.comes_to(DIGEST_DAY)

    assert len(lines_of(week.digests()[0])) == 1


def test_a_band_stays_as_it_was_shown_though_the_team_shrinks(week: Week, office: Office) -> None:
    """Five of ten are about half; were the team counted anew after three left, five of seven would be most."""
    for name in ("Ivo Lund", "Joy Pym"):
        week.workers.append(office.new(name))
        week.takes_on(week.workers[-1])
    week.everybody_visits()
    week.first(5)
    week.comes_to(PREVIEW_DAY)
    db = office.bot.wiring.db
    team = team_store.teams(db)[0]

    team_store.save_team(db, replace(team, workers=team.workers[:7]), office.clock.time)
    for worker in week.workers[7:9]:
        worker.runs("/reflect forget")
        worker.presses("forget_everything")
    week.comes_to(DIGEST_DAY)

    assert "for about half of the team" in lines_of(week.digests()[0])[0]


def test_where_teams_join_after_the_preview_its_digest_stays_away(week: Week, office: Office) -> None:
    week.everybody_visits()
    week.first(6)
    week.comes_to(PREVIEW_DAY)
    db = office.bot.wiring.db
    team = team_store.teams(db)[0]
    sister = replace(team, name="South", workers=(office.new("Kay Roe").id,), pool="North")

    for changed in (replace(team, pool="North"), sister):
        team_store.save_team(db, changed, office.clock.time)
    week.comes_to(DIGEST_DAY)

    assert week.digests() == []


def test_a_team_that_joins_a_pool_after_its_digest_has_no_second_one_of_that_day(week: Week, office: Office) -> None:
    week.everybody_visits()
    week.first(6)
    week.comes_to(DIGEST_DAY)
    db = office.bot.wiring.db
    team_store.save_team(db, replace(team_store.teams(db)[0], pool="Valley"), office.clock.time)

    week.comes_to(DIGEST_DAY + days(2))

    assert len(week.digests()) == 1
    assert check_ledger.faults_of_ledger(db) == []


def test_the_cut_is_that_of_the_preview() -> None:
    assert told(outcome_of(voices_of("ana ben cho dev eve", given_at=CUT + days(0.1)))) == []
