"""Payloads as Slack sent them, mangled: nothing breaks, nothing is half done, and no log holds what they said."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt import BoltRequest

from supervisionbot import errors
from supervisionbot.errors import Malformed
from supervisionbot.playground.nouns import Envelope
from supervisionbot.records.bank import Library
from supervisionbot.triggers.slack_payloads import in_form
from tests.triggers.scene import Scene, a_scene, live_marks

ODD = "kettle \ud800\x00\u202e\u200b e\u0301\u0301 <!channel> <!here> <@U0EVIL> <!subteam^S0EVIL> <https://e.example|x>"
OTHERS: list[Any] = [
    None,
    "",
    ODD,
    "kettle " * 30_000,
    5,
    -1.5,
    True,
    [],
    [ODD],
    {},
    {"id": ODD},
    "U0EVIL",
    "D0EVIL",
    "1.1",
]
COPIES = frozenset({"blocks", "metadata", "authorizations", "team", "enterprise"})
"""What Slack sends along and nobody reads."""
Path = tuple[str | int, ...]
OURS = {name for name, one in vars(errors).items() if isinstance(one, type)}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[Scene]:
    with a_scene(tmp_path_factory.mktemp("scene"), library) as played:
        yield played


def kinds_of(recorded: list[Envelope]) -> list[Envelope]:
    """One envelope of each kind."""
    return list({kind_of(one.payload): one for one in recorded}.values())


def kind_of(body: dict[str, Any]) -> str:
    """What it is: an event of that kind, a command, a form, a button."""
    event, view, [action, *_] = body.get("event", {}), body.get("view", {}), body.get("actions", [{}])
    names = (body.get("type"), event.get("type"), event.get("subtype"), body.get("text"), action.get("action_id"))
    return f"{names} {view.get('callback_id')}"


def paths_in(value: Any, so_far: Path = ()) -> Iterator[Path]:
    """Every place in a payload."""
    if so_far:
        yield so_far
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        # Bolt waits three seconds for an acknowledgement that it lost: a stale trigger has a test of its own.
        if key not in COPIES and key != "trigger_id":
            yield from paths_in(each, (*so_far, key))


def changed(payload: dict[str, Any], path: Path, to: Any, *, left_out: bool = False) -> dict[str, Any]:
    """The payload with something else in one place, or without it."""
    made = copy.deepcopy(payload)
    place: Any = made
    for key in path[:-1]:
        place = place[key]
    if left_out:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return made


def fresh(scene: Scene, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload with a trigger that still opens a form."""
    person = payload.get("user", {}).get("id") or payload.get("user_id")
    if "trigger_id" not in payload:
        return payload
    return payload | {"trigger_id": scene.office.slack.tickets.trigger_for(person)}


def fares_well(scene: Scene, envelope: Envelope, payload: Any) -> None:
    """Deliver it: what is refused changes nothing, whatever fails is an error of ours, and no log holds the words."""
    before = scene.rows()
    try:
        BoltRequest(mode="socket_mode", body=payload)
    except (TypeError, AttributeError, KeyError, ValueError):
        # Slack's library itself can make no request of it, and drops it.
        return

    _, logged = scene.sends(payload, envelope.type)

    names = [one["error"] for one in logged if one["event"] == "listener_failed"]
    assert set(names) <= OURS, (names, payload)
    assert "kettle" not in str(logged).lower()
    if any(one["event"] == "malformed" for one in logged):
        assert scene.rows() == before
    scene.tidy()


@pytest.mark.parametrize("seed", range(40))
def test_whatever_stands_in_one_place_of_a_payload_nothing_breaks(
    scene: Scene, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(seed)
    for envelope in kinds_of(scene.recorded):
        path = chance.choice(list(paths_in(envelope.payload)))
        payload = fresh(scene, envelope.payload)

        fares_well(scene, envelope, changed(payload, path, chance.choice(OTHERS), left_out=chance.random() < 0.3))

    assert "kettle" not in caplog.text.lower()


def test_no_ping_and_no_link_came_of_it(scene: Scene) -> None:
    assert live_marks(scene) == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(OTHERS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KINDS = ("block_actions", "view_submission", "view_closed", "shortcut", "message_action", "event_callback")
NAMES = ("type", "user", "event", "actions", "view", "command", "channel", "state", "values", "id", "text", "ts")


@given(body=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6), kind=st.sampled_from(KINDS))
def test_any_json_is_in_form_or_refused_without_a_word_of_it(body: dict[str, Any], kind: str) -> None:
    said = ""
    try:
        in_form({**body, "type": kind})
    except Malformed as error:
        said = f"{error} {error.__cause__} {error.__suppress_context__ or error.__context__}"

    assert "kettle" not in said


@pytest.mark.parametrize("body", [None, [], "kettle", 5, {}, {"type": ["kettle"]}, {"type": "event_callback"}])
def test_what_is_no_payload_at_all_is_refused(scene: Scene, body: Any) -> None:
    fares_well(scene, Envelope("interactive", {}, "e1"), body)


def test_a_name_that_nobody_knows_does_nothing(scene: Scene) -> None:
    ana, before = scene.people["ana"], scene.rows()
    sent = [
        scene.presses(ana, "kettle", ODD),
        scene.submits(ana, "kettle", ODD, {}),
        scene.uses(ana, "kettle"),
        scene.presses(ana, "kettle", ODD, menu="more_about"),
    ]

    assert all(scene.sends(payload)[0] is not None for payload in sent)
    assert scene.rows() == before


def test_a_command_whose_form_comes_too_late_is_answered(scene: Scene) -> None:
    [command] = [one for one in scene.recorded if one.payload.get("text") == "settings"]

    reply, logged = scene.sends(command.payload, command.type)

    assert reply
    assert "went wrong on my side" in str(reply.payload)
    assert "error" in logged[0]


def test_a_button_whose_form_comes_too_late_is_answered(scene: Scene) -> None:
    ana = scene.people["ana"]
    press = scene.presses(ana, "answer_privately", scene.ids["asked"]) | {"trigger_id": "1.2.stale"}

    scene.sends(press)

    assert "went wrong on my side" in ana.dm[-1].text


def test_an_answer_to_a_question_that_is_gone_stays_in_its_form(scene: Scene) -> None:
    ana, before = scene.people["ana"], scene.rows()
    form = scene.submits(ana, "answer_form", "skipped", {"answer_words": {"type": "plain_text_input", "value": "Hm."}})

    reply, _ = scene.sends(form)

    assert reply
    assert "not open any more" in str(reply.payload)
    assert scene.rows() == before


def test_nothing_may_be_written_as_null(scene: Scene) -> None:
    ana = scene.people["ana"]
    press = scene.presses(ana, "home_search", "")
    press["actions"][0] |= {"value": None, "selected_option": None}

    reply, logged = scene.sends(press | {"view": None, "enterprise": None})

    assert reply
    assert logged == []
