"""Everything that can go wrong in words a person can act on.

SupervisionBotError
├── Refused                 the person asked for something that cannot be done as asked; tell them
├── Malformed               a payload is not in the form in which Slack sends it; nobody is told
├── WrongSettings           a setting is missing or malformed; the bot does not start
├── WrongPrompts            a file in prompts/ is wrong; the bot does not start
├── NotDelivered            Slack did not take a message, and surely posted nothing
│   ├── SlackIsBusy         Slack asked to wait; try again after the seconds it names
│   ├── SlackRefusesBot     the token is revoked or lacks a scope, or the app is gone; an operator must act
│   └── MessageGone         the message to change, or the thread to post in, is not there any more
├── DeliveryUnknown         Slack may or may not have taken a message; look before posting again
├── Overtaken               what was being worked on changed meanwhile; read it again
├── NotRedacted             identifying detail could not be removed; nothing was stored
├── NotCoded                the coder gave no answer
├── NotReleasable           something other than codes came to the door
├── WrongDatabase           the database cannot be used; the bot does not start
└── DatabaseFailed          the database did not take a change or could not be read; nothing was half written
"""


class SupervisionBotError(Exception):
    """Something went wrong in Supervision Bot."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").strip())


class Refused(SupervisionBotError):
    """What was asked for cannot be done; the message says why and what to do instead."""


class RefusedSetting(Refused):
    """A team cannot be set up so. `label` names the sentence in prompts/labels.toml, `given` is what it is about."""

    def __init__(self, label: str, given: object = "") -> None:
        super().__init__(label)
        self.label, self.given = label, str(given)


class Malformed(SupervisionBotError):
    """A payload is not in the form in which Slack sends it: the message names its kind and fields, never a value."""


class WrongSettings(SupervisionBotError):
    """A setting is missing or malformed."""


class WrongPrompts(SupervisionBotError):
    """A file in prompts/ is wrong: the message names file, line and reason."""


class NotDelivered(SupervisionBotError):
    """Slack did not take the message; a later look tries again. `reason` is Slack's own word for why."""

    def __init__(self, message: str = "", reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason


class SlackIsBusy(NotDelivered):
    """Slack asked the bot to wait before it tries again."""

    def __init__(self, message: str = "", retry_after: float = 1.0) -> None:
        super().__init__(message, "ratelimited")
        self.retry_after = retry_after


class SlackRefusesBot(NotDelivered):
    """Slack takes nothing from this token: an operator must act."""


class MessageGone(NotDelivered):
    """The message to change, or the thread to post in, is not there any more."""


class DeliveryUnknown(SupervisionBotError):
    """Slack may have taken the message; look for it before posting again."""


class Overtaken(SupervisionBotError):
    """What was being worked on changed meanwhile; nothing was kept, it is read again."""


class NotRedacted(SupervisionBotError):
    """Identifying detail could not be removed, so nothing was stored."""


class NotCoded(SupervisionBotError):
    """The coder gave no answer."""


class NotReleasable(SupervisionBotError):
    """Only codes may come to the door of the private side."""


class WrongDatabase(SupervisionBotError):
    """The database cannot be used: the message says why."""


class DatabaseFailed(SupervisionBotError):
    """The database failed (a full disk, a read-only file, damage); what belonged together was not written at all."""
