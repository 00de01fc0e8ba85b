"""users.* and dnd.*: who people are, and when they rest."""

from supervisionbot.playground import events
from supervisionbot.playground.arguments import Arguments
from supervisionbot.playground.methods.method import Method
from supervisionbot.playground.methods.pages import page_of
from supervisionbot.playground.nouns import Account, Json, SlackError
from supervisionbot.playground.workspace import Workspace

MOST_AT_ONCE = 50


def info(slack: Workspace, arguments: Arguments) -> Json:
    """Describe one person."""
    account = slack.accounts.get(arguments.required("user"))
    if account is None:
        raise SlackError("user_not_found")
    body = events.user_body(account, slack.team_id, slack.now())
    return {"user": body | ({"locale": "en-GB"} if arguments.flag("include_locale") else {})}


def list_users(slack: Workspace, arguments: Arguments) -> Json:
    """List everybody, the bot too."""
    now = slack.now()
    everybody = (events.user_body(account, slack.team_id, now) for account in slack.accounts.values())
    page, more = page_of(everybody, arguments)
    return {"members": page, "response_metadata": more["response_metadata"]}


def do_not_disturb(slack: Workspace, arguments: Arguments) -> Json:
    """When a person's next do-not-disturb hours begin and end, as Unix times."""
    account = slack.accounts.get(arguments.text("user") or slack.bot.id)
    if account is None:
        raise SlackError("user_not_found")
    return _hours(account)


def team_do_not_disturb(slack: Workspace, arguments: Arguments) -> Json:
    """The same for up to fifty people."""
    users = arguments.required("users").split(",")
    if len(users) > MOST_AT_ONCE:
        raise SlackError("too_many_users")
    return {"users": {user: _hours(slack.accounts[user]) for user in users if user in slack.accounts}}


def _hours(account: Account) -> Json:
    start, end = account.quiet or (1, 1)  # 1 and 1 is how Slack says: none
    return {"dnd_enabled": account.quiet is not None, "next_dnd_start_ts": start, "next_dnd_end_ts": end}


METHODS = {
    "users.info": Method(info, ("users:read",)),
    "users.list": Method(list_users, ("users:read",)),
    "dnd.teamInfo": Method(team_do_not_disturb, ("dnd:read",)),
    "dnd.info": Method(do_not_disturb, ("dnd:read",)),
}
