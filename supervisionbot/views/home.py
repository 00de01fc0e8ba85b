"""App Home: a worker's open questions, own reflections and settings; a supervisor's digests."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    DividerBlock,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig

from supervisionbot.records.codebook import Codebook
from supervisionbot.records.home import Search, SupervisorHome, WorkerHome
from supervisionbot.records.post import Block, View
from supervisionbot.records.private import Reflection
from supervisionbot.records.words import (
    ForgetMe,
    HomeKept,
    HomeOpen,
    HomePause,
    HomeReflections,
    HomeWelcome,
    NoDigestYet,
    NoReflectionsYet,
    NothingFound,
    Words,
)
from supervisionbot.views import actions
from supervisionbot.views.blocks import buttons, header, section
from supervisionbot.views.own import own_reflection

MOST_SHOWN = 10
MOST_OF_A_TEXT = 300
_ALL = "all"


def home(words: Words, codebook: Codebook, worker: WorkerHome | None, supervisor: SupervisorHome | None) -> View:
    """The whole tab. Somebody may be both; who is neither is welcomed and told how to begin."""
    blocks = [section(words.say(HomeWelcome(worker is not None, supervisor is not None)))]
    if worker:
        blocks += _worker(words, codebook, worker)
    if supervisor:
        blocks += _supervisor(words, supervisor)
    return {"type": "home", "blocks": blocks[:100]}


def _worker(words: Words, codebook: Codebook, seen: WorkerHome) -> list[Block]:
    blocks = [buttons(words, [actions.OPEN_VISIT_FORM, actions.ASK_NOW], primary=actions.OPEN_VISIT_FORM)]
    if seen.open_prompts:
        blocks.append(header(words.say(HomeOpen(len(seen.open_prompts)))))
        for prompt, asked in seen.open_prompts[:MOST_SHOWN]:
            blocks += [section(asked.text), buttons(words, [actions.ANSWER], prompt.id)]
    blocks += [header(words.say(HomeReflections())), *_search(words, codebook, seen)]
    for one in seen.found[:MOST_SHOWN]:
        shown = section(words.say(own_reflection(codebook, _shortened(one), seen.zone)))
        blocks += [shown, buttons(words, [actions.TAKE_TO_SUPERVISION], one.prompt)]
    if not seen.found:
        blocks.append(section(words.say(NothingFound() if seen.found_in_all else NoReflectionsYet())))
    return [*blocks, *_settings(words, seen)]


def _shortened(one: Reflection) -> Reflection:
    """A reflection as it fits among others; the whole of it stands in the worker's own thread and record."""
    return replace(one, texts=tuple(_beginning(text) for text in one.texts))


def _beginning(text: str) -> str:
    return text if len(text) <= MOST_OF_A_TEXT else text[:MOST_OF_A_TEXT].rpartition(" ")[0] + " …"


def _search(words: Words, codebook: Codebook, seen: WorkerHome) -> Iterable[Block]:
    if not seen.months:
        return
    themes = [(theme.id, theme.title) for theme in codebook.themes]
    months = [(month, f"{date.fromisoformat(f'{month}-01'):%B %Y}") for month in seen.months[:99]]
    menus = [
        _menu(words, actions.HOME_THEME, "all_themes", themes, seen.search.theme),
        _menu(words, actions.HOME_MONTH, "all_months", months, seen.search.month),
    ]
    yield ActionsBlock(elements=menus).to_dict()
    element = PlainTextInputElement(
        action_id=actions.HOME_SEARCH,
        initial_value=seen.search.words or None,
        max_length=100,
        dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_enter_pressed"]),
    )
    label = PlainTextObject(text=words.label("home_search"))
    yield InputBlock(label=label, element=element, dispatch_action=True, optional=True).to_dict()


def _menu(
    words: Words, action: str, everything: str, options: Sequence[tuple[str, str]], chosen: str
) -> StaticSelectElement:
    made = [Option(text=PlainTextObject(text=words.label(everything)), value=_ALL)]
    made += [Option(text=PlainTextObject(text=title), value=value) for value, title in options]
    initial = next((one for one in made if one.value == chosen), made[0])
    return StaticSelectElement(action_id=action, options=made, initial_option=initial)


def searched(search: Search, action: str, value: str) -> Search:
    """The search after a menu or field of the tab was used."""
    value = "" if value == _ALL else value
    return Search(
        theme=value if action == actions.HOME_THEME else search.theme,
        month=value if action == actions.HOME_MONTH else search.month,
        words=value if action == actions.HOME_SEARCH else search.words,
    )


def _settings(words: Words, seen: WorkerHome) -> list[Block]:
    until = seen.paused_until.astimezone(ZoneInfo(seen.zone)) if seen.paused_until else None
    pause = actions.HOME_RESUME if seen.paused_until else actions.HOME_PAUSE
    rows = buttons(words, [pause, actions.HOME_SETTINGS, actions.HOME_EXPORT, actions.SHOW_PRIVACY])
    return [
        DividerBlock().to_dict(),
        section(words.say(HomePause(until is not None, until if until and until.year < 9000 else None))),
        section(words.say(HomeKept(seen.keep_days, seen.keeps_text, seen.found_in_all))),
        rows,
        _forget(words),
    ]


def _forget(words: Words) -> Block:
    confirm = ConfirmObject(
        title=words.label("forget_title"),
        text=words.say(ForgetMe())[:300],
        confirm=words.label(actions.FORGET_EVERYTHING),
        deny=words.label(actions.FORGET_NOTHING),
        style="danger",
    )
    text = PlainTextObject(text=words.label(actions.FORGET_EVERYTHING))
    button = ButtonElement(text=text, action_id=actions.HOME_FORGET, value="all", style="danger", confirm=confirm)
    made: Block = ActionsBlock(elements=[button]).to_dict()
    return made


def _supervisor(words: Words, seen: SupervisorHome) -> list[Block]:
    blocks = [DividerBlock().to_dict()]
    for heading, shown in (("home_questions", seen.questions), ("home_responses", seen.responses)):
        if shown:
            blocks += [header(words.label(heading)), *(block for said in shown for block in said.blocks)]
    blocks.append(header(words.label("home_digests")))
    blocks += [block for said in seen.digests for block in said.blocks]
    return blocks if seen.digests else [*blocks, section(words.say(NoDigestYet()))]
