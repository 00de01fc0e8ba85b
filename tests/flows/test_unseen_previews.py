"""Nothing is told that the team has not seen: while Slack takes no previews, the digest is put off by days."""

from datetime import datetime, timedelta

from supervisionbot.flows import check_ledger
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from tests.builders import at
from tests.conftest import Office
from tests.reading import count

HOUR, EVERY = timedelta(hours=1), timedelta(hours=3)
PREVIEWED, PLANNED, NEXT_DAY = at("2026-03-05 09:00"), at("2026-03-06 09:10"), at("2026-03-07 09:10")


def previews(person: Person) -> list[Message]:
    return [one for one in person.dm if one.text.startswith("*This is what your supervisors will read")]


def is_down(office: Office, since: datetime, until: datetime) -> None:
    """Slack cannot be reached for a while."""
    office.until(since, EVERY)
    office.slack.goes_down()
    office.until(until, EVERY)
    office.slack.comes_back()


def test_a_digest_whose_preview_nobody_could_get_comes_a_day_after_it(
    office: Office, workers: list[Person], north: Channel, sam: Person
) -> None:
    is_down(office, PREVIEWED - HOUR, PLANNED + timedelta(hours=3))
    office.forward(hours=4)

    assert {len(previews(one)) for one in workers} == {1}
    assert "tomorrow at 09:00" in previews(workers[0])[0].text
    assert sam.sees(north) == []

    office.until(NEXT_DAY, EVERY)

    assert len(sam.sees(north)) == 1
    assert {len(previews(one)) for one in workers} == {1}


def test_it_is_put_off_by_as_many_days_as_it_takes(
    office: Office, workers: list[Person], north: Channel, sam: Person
) -> None:
    is_down(office, PREVIEWED - HOUR, NEXT_DAY + timedelta(hours=3))
    office.until(NEXT_DAY + timedelta(days=1), EVERY)

    assert len(sam.sees(north)) == 1
    assert count(office, "releases") == 1
    assert check_ledger.faults_of_ledger(office.bot.wiring.db) == []


def test_what_was_seen_for_long_enough_is_told_on_its_day(
    office: Office, workers: list[Person], north: Channel, sam: Person
) -> None:
    is_down(office, PREVIEWED - HOUR, PREVIEWED + HOUR)
    office.until(PLANNED, EVERY)

    assert len(sam.sees(north)) == 1


def test_if_only_some_could_get_it_all_wait_and_nobody_gets_it_twice(
    office: Office, workers: list[Person], north: Channel, sam: Person
) -> None:
    for one in workers[3:]:
        office.slack.fails("chat.postMessage", to=one, drops_connection=True, times=None)
    office.until(PLANNED + timedelta(hours=1), EVERY)
    assert sam.sees(north) == []

    office.slack.comes_back()
    office.until(NEXT_DAY, EVERY)

    assert {len(previews(one)) for one in workers} == {1}
    assert len(sam.sees(north)) == 1


def test_somebody_who_cannot_be_written_to_holds_up_no_digest(
    office: Office, workers: list[Person], north: Channel, sam: Person
) -> None:
    office.slack.fails("chat.postMessage", to=workers[7], error="user_disabled", times=None)
    office.until(PLANNED, EVERY)

    assert len(sam.sees(north)) == 1


def test_where_nobody_can_be_written_to_nothing_is_told(
    office: Office, workers: list[Person], north: Channel, sam: Person
) -> None:
    for one in workers:
        office.slack.fails("chat.postMessage", to=one, error="messages_tab_disabled", times=None)
    office.until(NEXT_DAY + timedelta(days=2), EVERY)
    assert sam.sees(north) == []

    office.slack.comes_back()
    office.forward(look_every=EVERY, days=2)

    assert {len(previews(one)) for one in workers} == {1}
    assert len(sam.sees(north)) == 1


def test_where_nothing_will_be_told_nothing_waits(office: Office, north: Channel, sam: Person) -> None:
    is_down(office, PREVIEWED - HOUR, PLANNED - HOUR)
    office.until(PLANNED, EVERY)

    assert len(sam.sees(north)) == 1
