"""Where the visitor goes, and how time passes -> the app hears of it, the clock is turned."""

# ruff: noqa: ARG001 - deeds are called alike, whether they need all of it or not

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from supervisionbot.playground.bot_side import BotSide
from supervisionbot.playground.nouns import CannotDo, Json
from supervisionbot.playground.page.errands import Progress
from supervisionbot.playground.page.glances import HOME, Glance, Stage, awake
from supervisionbot.playground.passing_time import pass_until
from supervisionbot.playground.routine import Routine, questions, read_replies
from supervisionbot.playground.together import others_answer
from supervisionbot.playground.two_weeks import TwoWeeks

MOST_PUT_OFF = 6


def look(stage: Stage, glance: Glance, given: Json) -> None:
    """Come to a place: the app hears of it, as in Slack."""
    if glance.place == HOME:
        glance.you.opens_home()
        return
    channel = stage.slack.conversations.channel(glance.place)
    if channel.kind == "im":
        glance.you.opens_messages_tab()
    posts = [one for one in glance.you.sees(channel) if one.user == stage.slack.bot.id]
    if channel.id == stage.cast.north.digest_channel.id and posts and "digest" in stage.desk.did:
        stage.desk.note("read")


def turn_clock(stage: Stage, glance: Glance, given: Json) -> None:
    """Run or stop the clock, or let time pass."""
    bot, way = awake(stage), str(given.get("value"))
    if way == "run":
        _changed(stage, stage.clock.run)
    elif way == "pause":
        _changed(stage, stage.clock.pause)
    elif way == "hour":
        moment = stage.clock.now() + timedelta(hours=1)
        _start(stage, bot, "An hour passes", partial(pass_until, moment, stage.clock, bot))
    elif way == "prompt":
        if bot.next_prompt() is None:
            raise CannotDo("no question is due; log a visit first")
        _start(stage, bot, "Time passes up to the next question", partial(_to_prompt, stage, bot))
    elif way == "digest":
        _start_for_digest(stage, bot)


def _start_for_digest(stage: Stage, bot: BotSide) -> None:
    digest = bot.next_digest()
    if digest is None:
        raise CannotDo("no digest is due; set up a team first")

    def run(progress: Progress) -> None:
        pass_until(digest, stage.clock, bot, progress)
        stage.desk.note("digest")

    _start(stage, bot, "Time passes up to the digest day", run)


def _start(stage: Stage, bot: BotSide, what: str, run: Callable[[Progress], None]) -> None:
    """Let time pass; where a team reflects together just then, the others of it answer first."""

    def first_answer(progress: Progress) -> None:
        routine, replies = Routine(stage.slack, stage.clock, bot), read_replies()
        for team in (stage.cast.north, stage.cast.south):
            others_answer(team, routine, replies, stage.desk.acted)
        run(progress)

    stage.errands.start(what, first_answer)


def _to_prompt(stage: Stage, bot: BotSide, progress: Progress) -> None:
    """Up to the next question; one that is put off, to the next morning, say, is waited for."""

    def asked() -> int:
        return sum(len(questions(person)) for person in stage.slack.people.values())

    before = asked()
    for _ in range(MOST_PUT_OFF):
        due = bot.next_prompt()
        if due is None or asked() > before:
            return
        pass_until(due, stage.clock, bot, progress)


def live_two_weeks(stage: Stage, glance: Glance, given: Json) -> None:
    """Let the other workers live two weeks."""
    bot = awake(stage)
    _changed(stage, stage.clock.pause)
    weeks = TwoWeeks(
        Routine(stage.slack, stage.clock, bot),
        stage.clock,
        bot,
        workers=[*stage.cast.north.workers, *stage.cast.south.workers],
        replies=read_replies(),
        left_alone=lambda: stage.desk.acted,
    )
    stage.errands.start("The others live two weeks", weeks.live)


def _changed(stage: Stage, change: Callable[[], None]) -> None:
    with stage.desk.changing():
        change()
