"""What Slack answers -> what it means for a message, and a plain sentence for the operator.

https://docs.slack.dev/reference/methods/chat.postMessage#errors and those of the other methods in use
"""

from collections.abc import Mapping

MAYBE_DONE = frozenset({"fatal_error", "internal_error", "request_timeout"})
"""Slack says of these that they may have partly succeeded."""
GONE = frozenset(
    {"cannot_reply_to_message", "cant_update_message", "edit_window_closed", "message_not_found", "thread_not_found"}
)
"""The message to change, or the thread to post in, is not there any more."""

_INSTALL = "install the app again and set SLACK_BOT_TOKEN"
_WORKSPACE = "The workspace does not let the app work just now: ask its admin."
REFUSES_BOT: Mapping[str, str] = {
    "account_inactive": f"The app was uninstalled, or its token is dead: {_INSTALL}.",
    "token_revoked": f"The bot's token was revoked: {_INSTALL}.",
    "token_expired": f"The bot's token has expired: {_INSTALL}. Leave token rotation off.",
    "invalid_auth": "Slack does not know the bot's token: set SLACK_BOT_TOKEN anew.",
    "not_authed": "Slack got no token: set SLACK_BOT_TOKEN.",
    "not_allowed_token_type": "SLACK_BOT_TOKEN is no bot token.",
    "missing_scope": "The app lacks a scope: install it again from manifest.json.",
    "access_denied": _WORKSPACE,
    "ekm_access_denied": _WORKSPACE,
    "enterprise_is_restricted": _WORKSPACE,
    "org_login_required": _WORKSPACE,
    "team_access_not_granted": _WORKSPACE,
}
"""Slack takes nothing from this token until an operator acts."""
_ONE_PLACE: Mapping[str, str] = {
    "audience_not_known": "The bot cannot see who is in the team's channel for digests: invite it.",
    "others_could_read": "Others could read the team's channel for digests: see who is in it, or set another one.",
    "channel_not_found": "Slack knows no such channel or person: invite the bot, or change the team.",
    "is_archived": "The channel is archived: set another one for the team.",
    "messages_tab_disabled": "The app's Messages tab is off: turn it on under App Home in its settings.",
    "not_in_channel": "The bot is not in the channel: invite it.",
    "ratelimited": "Slack asked to wait.",
    "restricted_action": "An admin of the workspace does not let the bot post there.",
    "user_disabled": "The person was deactivated in Slack: take them out of the team.",
    "users_not_found": "Slack knows no such person: take them out of the team.",
}


def is_about_recipient(reason: str) -> bool:
    """Whether Slack refuses this person or channel in particular; any other trouble passes, or is the bot's."""
    return bool(reason) and reason != "ratelimited" and reason not in REFUSES_BOT


def in_words(reason: str) -> str:
    """A plain sentence for Slack's word."""
    return REFUSES_BOT.get(reason) or _ONE_PLACE.get(reason) or f"Slack answered {reason}."
