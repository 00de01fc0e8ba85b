"""P8 The same silence: what supervisors see below the floor is byte-identical, whether nobody or floor - 1 spoke."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from supervisionbot.playground.nouns import Message
from supervisionbot.records.released import Digest, Release
from supervisionbot.records.team import Rhythm
from supervisionbot.views import digest as view
from tests.builders import at
from tests.conftest import Office
from tests.promises.conftest import DIGEST_DAY, LISTENED, RUSHED, Terminal, Week

Story = Callable[[Week], None]


def nobody_speaks(week: Week) -> None:
    """All are asked, nobody answers."""


def four_speak(week: Week) -> None:
    """One under the floor."""
    week.first(4)


def four_speak_of_everything(week: Week) -> None:
    """One under the floor, of several themes and both ways."""
    week.first(4, f"{LISTENED} I was honest. {RUSHED}")


def one_speaks_all_day(week: Week) -> None:
    """One worker, many replies."""
    for text in (LISTENED, RUSHED, "I was honest.", "I interrupted."):
        week.first(1, text)


def seven_speak_and_leave_it_out(week: Week) -> None:
    """Enough by far, but three take their part out."""
    week.first(7)
    for worker in week.workers[:3]:
        worker.presses("leave_out")


def seven_speak_and_three_delete(week: Week) -> None:
    """Enough by far, but three think again."""
    for worker, message in list(zip(week.workers, week.first(7), strict=False))[:3]:
        worker.deletes(message)


def five_unsure(week: Week) -> None:
    """Enough, but the coder is not sure and nobody confirms."""
    week.first(5, f"Perhaps {LISTENED}")


STORIES = [
    nobody_speaks,
    four_speak,
    four_speak_of_everything,
    one_speaks_all_day,
    seven_speak_and_leave_it_out,
    seven_speak_and_three_delete,
    five_unsure,
]


def seen(message: Message) -> tuple[str, str, str]:
    """A post as a supervisor could compare it: text, blocks (without the ids that Slack gives them), second."""
    blocks = [{name: value for name, value in block.items() if name != "block_id"} for block in message.blocks]
    return message.text, json.dumps(blocks, sort_keys=True), message.ts.partition(".")[0]


def silence(week: Week, cut: datetime, since: datetime, posted: datetime, earlier: int = 0) -> tuple[str, str, str]:
    """The one silent digest, made from its dates alone, and from how many silent ones went before it."""
    speech = week.office.bot.wiring.speech
    empty = Digest(Release("", "North", since, cut), (), turn=earlier, silent_before=earlier)
    [said] = view.digest(speech.words, speech.library.codebook, empty, "Europe/London")
    return said.text, json.dumps(said.blocks, sort_keys=True), f"{posted.timestamp():.0f}"


@pytest.mark.parametrize("story", STORIES)
def test_below_the_floor_supervisors_see_the_same_whatever_was_said(week: Week, story: Story) -> None:
    week.everybody_visits()
    story(week)
    one_week, cut, posted = timedelta(weeks=1), at("2026-03-05 09:00"), at("2026-03-06 09:00")

    week.comes_to(posted + one_week)

    assert [seen(one) for one in week.digests()] == [
        silence(week, cut, cut - one_week, posted),
        silence(week, cut + one_week, cut, posted + one_week, earlier=1),
    ]
    assert week.supervisor.dm == []


def test_a_team_too_small_for_a_digest_gets_the_same_silence(office: Office, week: Week) -> None:
    kit = office.new("Kit Moor")
    people = [office.new(name) for name in ("Ivo Lund", "Joy Pym", "Kay Roe")]
    channel = office.team("South", people, [kit])
    south = Week(office, channel, kit, people)
    week.everybody_visits()
    south.everybody_visits()
    south.first(3)

    week.comes_to(DIGEST_DAY)
    [north_post], [south_post] = week.digests(), south.digests()

    assert seen(north_post) == tuple(part.replace("South", "North") for part in seen(south_post))


def test_below_the_floor_nobody_gets_a_preview(week: Week) -> None:
    week.everybody_visits()
    week.first(4)

    week.comes_to(DIGEST_DAY)

    assert not any(week.previews(worker) for worker in week.workers)


def test_operators_see_the_same_rules_whether_nobody_or_four_spoke(week: Week, terminal: Terminal) -> None:
    week.everybody_visits()
    before = terminal.runs("digest", "preview", "North")
    week.first(4)

    assert terminal.runs("digest", "preview", "North") == before


@pytest.mark.parametrize("story", STORIES)
def test_the_ledger_line_of_a_silent_digest_says_nothing_of_who_spoke(week: Week, office: Office, story: Story) -> None:
    week.everybody_visits()
    story(week)
    week.comes_to(DIGEST_DAY)
    [quiet] = office.rows("select line from ledger")

    assert json.loads(quiet["line"]) == {
        "kind": "release",
        "release": "North@2026-03-06",
        "unit": "North",
        "teams": ["North"],
        "size": 8,
        "floor": 5,
        "until": "2026-03-05T09:00:00+00:00",
        "closed_by": "schedule",
        "rhythm": "fri 09:00 every week",
        "due": "2026-03-06T09:00:00+00:00",
        "codebook": json.loads(quiet["line"])["codebook"],
        "themes": [],
        "rules": [],
    }


def test_a_digest_comes_at_its_time_however_much_there_is_to_tell(office: Office, week: Week) -> None:
    kit = office.new("Kit Moor")
    people = [office.new(f"Worker {number}") for number in range(8)]
    loud = Week(office, office.team("Loud", people, [kit], rhythm=Rhythm(weeks=1)), kit, people)
    week.everybody_visits()
    loud.everybody_visits()
    loud.first(8, f"{LISTENED} I was honest. {RUSHED}")

    week.comes_to(DIGEST_DAY)

    assert [one.ts.partition(".")[0] for one in loud.digests()] == [one.ts.partition(".")[0] for one in week.digests()]
    assert "went well" in loud.digests()[0].text
