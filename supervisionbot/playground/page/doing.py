"""What the visitor does on the page -> what a person does in the workspace. In: JSON -> out: nothing, or CannotDo."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from supervisionbot.playground.bot_side import BotSide
from supervisionbot.playground.controls import controls_in
from supervisionbot.playground.nouns import CannotDo, Json, Message, View
from supervisionbot.playground.page import moments
from supervisionbot.playground.page.errands import Progress
from supervisionbot.playground.page.showing import HOME, Glance, Stage
from supervisionbot.playground.passing_time import pass_until
from supervisionbot.playground.routine import Routine, questions, read_replies
from supervisionbot.playground.two_weeks import TwoWeeks

NOT_IN_THREADS = "commands do not work in threads; write it below the conversation"
MOST_PUT_OFF = 6
Deed = Callable[[Stage, Glance, Json], None]


def do(stage: Stage, name: str, glance: Glance, given: Json) -> None:
    """Do one thing. Raises CannotDo with a reason that people can read."""
    deed = DEEDS.get(name)
    if deed is None:
        raise CannotDo("there is no such thing to do")
    if name in BY_A_PERSON:
        _awake(stage)
        stage.desk.acts_as(glance.you)
    deed(stage, glance, given)


# Writing


def say(stage: Stage, glance: Glance, given: Json) -> None:
    """Write a message, reply in a thread, or run a command."""
    text, is_reply = str(given.get("text", "")).strip(), bool(given.get("in_thread"))
    if not text:
        return
    if glance.place == HOME:
        raise CannotDo("nothing can be written on the Home tab; open Messages first")
    channel = stage.slack.conversations.channel(glance.place)
    if text.startswith("/"):
        if is_reply:
            raise CannotDo(NOT_IN_THREADS)
        glance.you.runs(text, channel)
        if text.startswith("/reflect visit "):
            stage.desk.note("visit")
    elif is_reply:
        glance.you.writes(text, thread=message_at(glance, glance.thread))
        stage.desk.note("answer")
    else:
        glance.you.writes(text, channel=channel)


def edit(stage: Stage, glance: Glance, given: Json) -> None:
    """Change one's own message."""
    text = str(given.get("text", "")).strip()
    if not text:
        raise CannotDo("a message needs some words; delete it instead")
    glance.you.edits(message_at(glance, str(given.get("at"))), text)


def delete(stage: Stage, glance: Glance, given: Json) -> None:
    """Delete one's own message."""
    glance.you.deletes(message_at(glance, str(given.get("at"))))


def dismiss(stage: Stage, glance: Glance, given: Json) -> None:
    """Take away what only this person sees."""
    with stage.slack.changing():
        stage.slack.conversations.drop_aside(glance.place, glance.you.id, str(given.get("at")))


def message_at(glance: Glance, ts: str) -> Message:
    """The message with this timestamp in the channel that the person looks at. Raises CannotDo."""
    if glance.place != HOME:
        channel = glance.you.slack.conversations.channel(glance.place)
        for message in glance.you.sees(channel):
            if message.ts == ts:
                return message
    raise CannotDo("that message is not there any more")


# Pressing and filling in


def place_of(glance: Glance, mark: str) -> Message | View:
    """The message or view that a control stands in."""
    home, form = glance.you.home, glance.you.form
    for view in (home, form):
        if view is not None and view.id == mark:
            return view
    return message_at(glance, mark)


def press(stage: Stage, glance: Glance, given: Json) -> None:
    """Press a button."""
    name = str(given.get("name"))
    glance.you.presses(name, on=place_of(glance, str(given.get("at"))))
    if name.endswith("/thats_right"):
        stage.desk.note("themes")


def choose(stage: Stage, glance: Glance, given: Json) -> None:
    """Choose in a menu, a picker or boxes that the app hears of at once."""
    place, name = place_of(glance, str(given.get("at"))), str(given.get("name"))
    values = as_chosen(place, {name: given.get("value")}, glance.you.account.tz)
    glance.you.chooses(name, values[name], on=place)


def submit(stage: Stage, glance: Glance, given: Json) -> None:
    """Send the open form; what is wrong with it is shown in it."""
    form = glance.you.form
    if form is None or form.id != given.get("view"):
        raise CannotDo("that form is not open any more")
    values = as_chosen(form, dict(given.get("values") or {}), glance.you.account.tz)
    errors = glance.you.submits(values)
    stage.desk.keeps_errors(form.id, errors)
    if not errors:
        stage.desk.note({"visit_form": "visit", "themes_form": "themes"}.get(form.callback_id, "form"))


def cancel(stage: Stage, glance: Glance, given: Json) -> None:
    """Close the open form."""
    form = glance.you.form
    if form is not None:
        stage.desk.keeps_errors(form.id, {})
        glance.you.cancels()


def as_chosen(place: Message | View, values: Mapping[str, object], zone: str | None) -> dict[str, object]:
    """Values from the page as the stand-in takes them: nothing for an empty field, Unix time for a moment."""
    kinds = {f"{one.block_id}/{one.action_id}": one.type for one in controls_in(place.blocks)}
    chosen: dict[str, object] = {}
    for name, value in values.items():
        if kinds.get(name) == "file_input":
            continue
        is_moment = kinds.get(name) == "datetimepicker" and value
        chosen[name] = moments.unix(str(value), zone) if is_moment else None if value == "" else value
    return chosen


# Coming, going, time


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
    bot, way = _awake(stage), str(given.get("value"))
    if way == "run":
        _changed(stage, stage.clock.run)
    elif way == "pause":
        _changed(stage, stage.clock.pause)
    elif way == "hour":
        moment = stage.clock.now() + timedelta(hours=1)
        run = lambda progress: pass_until(moment, stage.clock, bot, progress)  # noqa: E731
        stage.errands.start("An hour passes", run)
    elif way == "prompt":
        if bot.next_prompt() is None:
            raise CannotDo("no question is due; log a visit first")
        stage.errands.start("Time passes up to the next question", lambda progress: _to_prompt(stage, bot, progress))
    elif way == "digest":
        _start_for_digest(stage, bot)


def _start_for_digest(stage: Stage, bot: BotSide) -> None:
    digest = bot.next_digest()
    if digest is None:
        raise CannotDo("no digest is due; set up a team first")

    def run(progress: Progress) -> None:
        pass_until(digest, stage.clock, bot, progress)
        stage.desk.note("digest")

    stage.errands.start("Time passes up to the digest day", run)


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
    bot = _awake(stage)
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


def _awake(stage: Stage) -> BotSide:
    bot = stage.bot()
    if bot is None:
        raise CannotDo("the bot is still waking up; it will not be long")
    return bot


def _changed(stage: Stage, change: Callable[[], None]) -> None:
    with stage.desk.changing():
        change()


BY_A_PERSON: Mapping[str, Deed] = {
    "say": say,
    "edit": edit,
    "delete": delete,
    "press": press,
    "choose": choose,
    "submit": submit,
}
DEEDS: Mapping[str, Deed] = {
    **BY_A_PERSON,
    "dismiss": dismiss,
    "cancel": cancel,
    "look": look,
    "clock": turn_clock,
    "team": live_two_weeks,
}
