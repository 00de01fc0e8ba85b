"""Moments -> words, in the time zone of who reads them. In: aware datetimes, Slack's timestamps -> out: text."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

HOME_ZONE = "Europe/London"
# https://docs.slack.dev/messaging/formatting-message-text#date-formatting
FORMATS = {
    "{date_num}": "%Y-%m-%d",
    "{date_slash}": "%d/%m/%Y",
    "{date_long_pretty}": "%A {day} %B %Y",
    "{date_short_pretty}": "{day} %b %Y",
    "{date_pretty}": "{day} %B %Y",
    "{date_long}": "%A {day} %B %Y",
    "{date_short}": "{day} %b %Y",
    "{date}": "{day} %B %Y",
    "{time_secs}": "%H:%M:%S",
    "{time}": "%H:%M",
}


def at(ts: str | float, zone: str | None) -> datetime:
    """A Slack timestamp or Unix time as a local moment."""
    return datetime.fromtimestamp(float(ts), ZoneInfo(zone or HOME_ZONE))


def day(moment: datetime) -> str:
    """Monday 2 March."""
    return f"{moment:%A} {moment.day} {moment:%B}"


def short(moment: datetime, zone: str | None = None) -> str:
    """Mon 2 March, 09:45."""
    here = moment.astimezone(ZoneInfo(zone or HOME_ZONE))
    return f"{here:%a} {here.day} {here:%B}, {here:%H:%M}"


def clock(moment: datetime) -> str:
    """09:45."""
    return f"{moment:%H:%M}"


def slack_date(seconds: int, pattern: str, zone: str | None) -> str:
    """A date as Slack's date tokens ask for it."""
    moment = at(seconds, zone)
    for token, form in FORMATS.items():
        pattern = pattern.replace(token, moment.strftime(form.replace("{day}", str(moment.day))))
    return pattern


def unix(local: str, zone: str | None) -> int:
    """What a field for date and time holds, as Unix seconds. Raises ValueError."""
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone or HOME_ZONE))
    return int(moment.astimezone(UTC).timestamp())
