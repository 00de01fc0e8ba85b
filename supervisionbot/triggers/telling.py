"""An answer to who pressed a button -> their eyes only, or the place of the message with the button."""

from typing import Any

from slack_bolt import Respond

from supervisionbot.records.post import Said
from supervisionbot.triggers.wiring import Wiring


def tell(wiring: Wiring, body: dict[str, Any], respond: Respond, said: Said, *, in_place: bool = False) -> None:
    """Answer for that person's eyes only; from App Home, where nothing can be whispered, in direct messages.

    `in_place`: the message with the button makes way for it. It may hold their own words, so there is no row of it: if
    it gets lost, they press again.
    """
    if not body.get("response_url"):
        wiring.speech.messenger.post(body["user"]["id"], said)
        return
    respond(text=said.text, blocks=list(said.blocks), response_type="ephemeral", replace_original=in_place)
