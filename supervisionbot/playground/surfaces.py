"""Home tabs and modals. In: views as the app sent them -> out: what each person has in front of them."""

import json
from collections.abc import Mapping
from dataclasses import replace

from supervisionbot.playground.controls import controls_in, first_state, with_ids
from supervisionbot.playground.marks import Marks
from supervisionbot.playground.nouns import Json, SlackError, View

MOST_STACKED = 3  # https://docs.slack.dev/surfaces/modals


class Surfaces:
    """The Home tab and the stack of modals of each person. Not locked: the workspace does that."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.homes: dict[str, View] = {}
        self._stacks: dict[str, list[View]] = {}

    def top(self, person: str) -> View | None:
        """The modal that a person looks at, or None."""
        stack = self._stacks.get(person)
        return stack[-1] if stack else None

    def stack(self, person: str) -> list[View]:
        """A copy of a person's modals, lowest first."""
        return list(self._stacks.get(person, ()))

    def open(self, person: str, body: Json) -> View:
        """Show a first modal."""
        self._refuse_known_external_id(body)
        view = self._new(person, body)
        self._stacks[person] = [view]
        return view

    def push(self, person: str, body: Json) -> View:
        """Lay a modal over the others. Raises `push_limit_reached` beyond three."""
        stack = self._stacks.setdefault(person, [])
        if len(stack) >= MOST_STACKED:
            raise SlackError("push_limit_reached")
        view = self._new(person, body)
        if stack:
            view = replace(view, root_id=stack[0].id, previous_id=stack[-1].id)
        stack.append(view)
        return view

    def publish(self, person: str, body: Json, expected_hash: str | None) -> View:
        """Put up a Home tab. Raises `hash_conflict` when another one came in between."""
        old = self.homes.get(person)
        refuse_stale_hash(old, expected_hash)
        view = self._new(person, body)
        self.homes[person] = replace(view, id=old.id, root_id=old.id) if old else view
        return self.homes[person]

    def update(self, view: View, body: Json, expected_hash: str | None = None) -> View:
        """Change a view in place; what was filled into blocks that stay is kept."""
        refuse_stale_hash(view, expected_hash)
        new = self._new(view.person, body)
        state = kept_state(view.state, new)
        new = replace(new, id=view.id, root_id=view.root_id, previous_id=view.previous_id, state=state)
        self._put(new)
        return new

    def fill(self, view: View, state: Mapping[str, Json]) -> View:
        """Keep what a person filled into a view."""
        filled = replace(view, state=state)
        self._put(filled)
        return filled

    def close(self, view: View) -> None:
        """Take one modal away; the one below comes to light."""
        stack = self._stacks.get(view.person, [])
        self._stacks[view.person] = [each for each in stack if each.id != view.id]

    def clear(self, person: str) -> None:
        """Take all modals of a person away."""
        self._stacks.pop(person, None)

    def find(self, view_id: str | None, external_id: str | None = None) -> View:
        """The view with this id or external_id. Raises `not_found`."""
        for view in self._all():
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise SlackError("not_found")

    def _all(self) -> list[View]:
        return [*self.homes.values(), *(view for stack in self._stacks.values() for view in stack)]

    def _refuse_known_external_id(self, body: Json) -> None:
        wanted = body.get("external_id")
        if wanted and any(view.body.get("external_id") == wanted for view in self._all()):
            raise SlackError("duplicate_external_id")

    def _new(self, person: str, body: Json) -> View:
        body = {**json.loads(json.dumps(body)), "blocks": with_ids(body["blocks"], self._marks)}
        view_id, ts = self._marks.id("V"), self._marks.ts()
        view = View(view_id, person, body, f"{ts[:10]}.{view_id[2:]}", ts, view_id)
        return replace(view, state=first_state(view.blocks))

    def _put(self, view: View) -> None:
        if view.kind == "home":
            self.homes[view.person] = view
            return
        stack = self._stacks.get(view.person, [])
        self._stacks[view.person] = [view if each.id == view.id else each for each in stack]


def refuse_stale_hash(view: View | None, expected: str | None) -> None:
    """Raises `hash_conflict` when the app knows an older view than the one that stands."""
    if expected and (view is None or view.hash != expected):
        raise SlackError("hash_conflict")


def kept_state(old: Mapping[str, Json], view: View) -> dict[str, Json]:
    """The first state of a view, with what was filled in before where block_id and action_id stayed."""
    state = {block: dict(actions) for block, actions in view.state.items()}
    for control in controls_in(view.blocks):
        before = old.get(control.block_id, {}).get(control.action_id)
        if before is not None and before["type"] == control.type:
            state.setdefault(control.block_id, {})[control.action_id] = before
    return state
