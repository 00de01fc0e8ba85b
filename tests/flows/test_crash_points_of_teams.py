"""The bot dies at each single step of what it does for a team, and starts again: everything was told exactly once."""

from collections.abc import Callable

from supervisionbot.adapters import released_store
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, ReleasedTheme
from tests.builders import at
from tests.conftest import Office
from tests.flows.conftest import Tell
from tests.flows.mortal import Mortal

TIME = ReleasedTheme("time", Stance.STRAIN, Band.HALF)
THEMES = "time empathy culture communication mistrust engagement consistency honesty role"
LONG = [ReleasedTheme(theme, Stance.STRAIN, Band.HALF) for theme in THEMES.split()]
"""More than stand in one message."""


def starting_with(words: str, messages: list[Message]) -> list[Message]:
    return [one for one in messages if one.text.startswith(words)]


def test_a_preview_comes_once_to_each(office: Office, workers: list[Person], mortal: Mortal) -> None:
    office.clock.time = at("2026-03-05 09:10")
    died = mortal.however_often_it_dies(mortal.bot.look)

    assert died > 10
    assert [len(starting_with("*This is what your supervisors will read", one.dm)) for one in workers] == [1] * 8


def test_a_period_is_closed_and_told_of_once(
    office: Office, workers: list[Person], north: Channel, sam: Person, mortal: Mortal
) -> None:
    office.clock.time = at("2026-03-05 09:10")
    office.bot.look()
    office.clock.time = at("2026-03-06 09:10")
    died = mortal.however_often_it_dies(mortal.bot.look)
    db = office.bot.wiring.db

    assert died > 10
    assert len([one for one in sam.sees(north) if not one.is_reply]) == 1
    assert len(office.rows("select * from releases")) == 1
    assert {row["spent_on"] for row in office.rows("select spent_on from voices")} != {""}
    assert released_store.first_broken_link(db) is None


def test_a_digest_is_posted_once_with_its_thread(
    office: Office, north: Channel, sam: Person, on_its_way: Callable[..., None], mortal: Mortal
) -> None:
    met = mortal.at_each_step(lambda _: mortal.looks_after("send"), before=lambda _: on_its_way(*LONG))
    posts = [one for one in sam.sees(north) if not one.is_reply]

    assert met > 8
    assert len(posts) == met
    assert {len(sam.thread(one)) for one in posts} == {1}


def test_an_answer_of_supervisors_is_told_once(
    office: Office, tell: Tell, room: Channel, sam: Person, ana: Person, mortal: Mortal
) -> None:
    post = tell(TIME)
    office.slack.forgives("view_submission", "not_acknowledged")

    def fills(step: int) -> None:
        sam.presses("respond_to_team", on=post)
        sam.fills(response_will_do=f"Try way {step} of working.")

    def sends_again(step: int) -> None:
        if sam.form:
            assert sam.submits() == {}

    met = mortal.at_each_step(lambda _: sam.submits(), before=fills, after=sends_again)
    told, cards = ana.reads(room), "\n".join(one.text for one in sam.thread(post))

    assert met > 10
    assert [told.count(f"way {step} of") for step in range(met)] == [1] * met
    assert [cards.count(f"way {step} of") for step in range(met)] == [1] * met
