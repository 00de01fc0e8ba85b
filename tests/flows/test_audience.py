"""Who may see a digest: its channel is looked at before each post, and what others could read waits."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.adapters import team_store
from supervisionbot.app.checking import check_audiences
from supervisionbot.flows.forget import forget_worker
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from tests.builders import at
from tests.conftest import Office

DIGEST_DAY = at("2026-03-06 09:10")
LOOKS = timedelta(hours=2)


def digests(office: Office, sam: Person, channel: Channel) -> list[Message]:
    return [one for one in sam.sees(channel) if "what came up" in one.text]


def warnings(person: Person) -> list[str]:
    return [one.text for one in person.dm if "waits" in one.text]


def change_team(office: Office, **more: Any) -> None:
    db = office.bot.wiring.db
    [team] = team_store.teams(db)
    team_store.save_team(db, replace(team, **more), office.clock.time)


def test_a_digest_is_held_while_others_could_read_it(office: Office, north: Channel, sam: Person) -> None:
    zoe = office.new("Zoe Outside")
    zoe.joins(north)
    office.until(DIGEST_DAY, LOOKS)
    assert digests(office, sam, north) == []

    zoe.leaves(north)
    office.forward(hours=2)

    assert len(digests(office, sam, north)) == 1


def test_the_admin_is_told_once_who_it_is(office: Office, north: Channel, sam: Person) -> None:
    ada = office.new("Ada Quist", is_admin=True)
    zoe = office.new("Zoe Outside")
    change_team(office, admin=ada.id)
    zoe.joins(north)

    office.until(DIGEST_DAY + timedelta(hours=6), LOOKS)

    [told] = warnings(ada)
    assert f"<@{zoe.id}>" in told
    assert warnings(sam) == []


def test_without_an_admin_the_supervisors_are_told(office: Office, north: Channel, sam: Person) -> None:
    office.new("Zoe Outside").joins(north)

    office.until(DIGEST_DAY, LOOKS)

    assert len(warnings(sam)) == 1


def test_who_comes_later_is_told_of_anew(office: Office, north: Channel, sam: Person) -> None:
    office.new("Zoe Outside").joins(north)
    office.until(DIGEST_DAY, LOOKS)
    guest = office.new("Gil Guest", is_restricted=True)
    guest.joins(north)

    office.forward(hours=4)

    assert f"<@{guest.id}> is in it as a guest" in warnings(sam)[1]
    assert len(warnings(sam)) == 2


def test_workers_of_the_team_may_be_there(office: Office, north: Channel, sam: Person, ana: Person) -> None:
    ana.joins(north)

    office.until(DIGEST_DAY, LOOKS)

    assert len(digests(office, sam, north)) == 1


@pytest.mark.parametrize(
    ("private", "shared", "said"), [(False, False, "The channel is public"), (True, True, "another organisation")]
)
def test_a_public_or_shared_channel_is_held(
    office: Office, north: Channel, sam: Person, private: bool, shared: bool, said: str
) -> None:
    channel = office.slack.add_channel("open", [sam], private=private)
    if shared:
        office.slack.shares(channel)
    change_team(office, digest_channel=channel.id)

    office.until(DIGEST_DAY, LOOKS)

    assert digests(office, sam, channel) == []
    assert said in warnings(sam)[0]


def test_a_team_that_chose_so_reads_on_though_others_can(office: Office, north: Channel, sam: Person) -> None:
    office.new("Zoe Outside").joins(north)
    change_team(office, is_strict=False)

    office.until(DIGEST_DAY, LOOKS)

    assert len(digests(office, sam, north)) == 1


def test_what_cannot_be_checked_is_held(office: Office, north: Channel, sam: Person) -> None:
    granted = office.slack.scopes
    office.slack.scopes = granted - {"groups:read"}
    office.until(DIGEST_DAY, LOOKS)
    assert digests(office, sam, north) == []
    assert "I cannot see who is in" in warnings(sam)[0]

    office.slack.scopes = granted
    office.forward(hours=2)

    assert len(digests(office, sam, north)) == 1
    office.slack.forgives("conversations.info", "missing_scope")


def test_even_a_team_that_is_not_strict_waits_while_nobody_can_look(
    office: Office, north: Channel, sam: Person
) -> None:
    change_team(office, is_strict=False)
    office.slack.scopes = office.slack.scopes - {"groups:read"}

    office.until(DIGEST_DAY, LOOKS)

    assert digests(office, sam, north) == []
    office.slack.forgives("conversations.info", "missing_scope")


def told(person: Person) -> list[str]:
    return [one.text for one in person.dm if "set-up" in one.text or "now uses" in one.text]


def changes_by_form(office: Office, sam: Person, **fields: Any) -> None:
    sam.runs("/reflect team North")
    assert sam.submits(**fields) == {}
    office.bot.look()


def test_a_team_is_told_that_others_may_read_its_digests(
    office: Office, north: Channel, sam: Person, ana: Person
) -> None:
    changes_by_form(office, sam, team_strict=[])

    assert "Digests are posted although others can read their channel." in told(ana)[0]


def test_a_team_is_told_of_every_change_in_its_own_channel(
    office: Office, north: Channel, sam: Person, ana: Person
) -> None:
    room = office.slack.add_channel("north-team", [ana, sam])
    zoe = office.new("Zoe New")
    change_team(office, channel=room.id)
    [team] = team_store.teams(office.bot.wiring.db)

    changes_by_form(office, sam, team_workers=[*team.workers[:-1], zoe.id], team_floor="6")

    [news] = [one.text for one in ana.sees(room)]
    assert "Zoe New works in the team now." in news
    assert "Hal Ito is not in the team any more." in news
    assert "when at least 6 workers spoke of it (it was 5)" in news
    assert told(ana) == []


def test_a_change_that_concerns_nobody_is_not_told(office: Office, north: Channel, sam: Person, ana: Person) -> None:
    changes_by_form(office, sam, team_delay="30m")

    assert told(ana) == []


def test_setting_up_says_at_once_who_else_could_read(office: Office, north: Channel, sam: Person) -> None:
    office.new("Zoe Outside").joins(north)

    changes_by_form(office, sam, team_delay="30m")

    assert len(warnings(sam)) == 1


def test_a_digest_that_waits_follows_its_team_to_another_channel(office: Office, north: Channel, sam: Person) -> None:
    office.new("Zoe Outside").joins(north)
    office.until(DIGEST_DAY, LOOKS)
    quiet = office.slack.add_channel("quiet", [sam])

    change_team(office, digest_channel=quiet.id)
    office.forward(hours=4)

    assert len(digests(office, sam, quiet)) == 1
    assert digests(office, sam, north) == []


def test_check_says_of_each_team_who_could_read_its_digests(office: Office, north: Channel, sam: Person) -> None:
    zoe = office.new("Zoe Outside")

    def says() -> list[tuple[str, bool]]:
        return list(check_audiences(office.bot.wiring.db, office.bot.wiring.speech.messenger))

    assert says() == [("North: nobody else can read its digests.", True)]
    zoe.joins(north)
    assert says() == [("North: others can read its digest channel, and its digests wait.", False)]


def test_check_says_where_answers_to_the_team_go(office: Office, north: Channel, room: Channel, sam: Person) -> None:
    def says() -> tuple[str, bool]:
        return next(iter(check_audiences(office.bot.wiring.db, office.bot.wiring.speech.messenger)))

    assert says() == ("North: answers go to its own channel.", True)
    office.new("Zoe Outside").joins(room)
    assert says() == ("North: answers go to each worker, since others can read its own channel.", True)
    change_team(office, is_strict=False)
    assert says() == ("North: answers go to its own channel, as the team was told.", True)


def test_a_forgotten_worker_stands_in_no_news_any_more(office: Office, north: Channel, sam: Person) -> None:
    hal = office.people["Hal Ito"]
    [team] = team_store.teams(office.bot.wiring.db)
    changes_by_form(office, sam, team_workers=list(team.workers[:-1]))
    assert hal.id in str(office.rows("select * from team_news"))

    forget_worker(office.bot.wiring.db, hal.id)

    assert office.rows("select * from team_news") == []
