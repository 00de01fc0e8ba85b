"""A team reflects together in its own channel: when it may start and end, who counts as asked, what is asked.

What is told at the end passes the one door by the same rules as a digest. What else a session could show, and why it
does not:

- *Nobody sees in between.* Nothing is told before the end, so closing early, right after somebody said that they had
  answered, gives no before and after to compare. A least time also keeps the starter from picking the moment.
- *What is given in a session counts there alone.* It is told at its end or not at all, and never waits for a digest,
  so no later digest can show who was missing for a theme in the session.
- *Being asked in a session is no being asked for a digest.* Else a session would make everybody somebody who could
  account for the next digest, though only one of them was asked after a visit since the last.
- *Later digests are compared with a session*, as with any occasion: fewer than the floor asked after visits since
  then, and the digest waits. A session in the day before a preview would silence that digest, so none starts then.
  One after the preview leaves the digest alone: that is of the time before, and its lines are fixed.
- *A session is compared with everything earlier*, also with a digest that is only previewed yet. Everybody is asked
  anew, so whatever differs, anybody of those at work can account for it: at least the floor, and two more.
- *A second session next day, a leaver between*: all that remain were asked anew, about another question; what the
  leaver said is one guess among everybody's second thoughts. More than one a day there never is.
- *Who was away said nothing*, as whoever knows the rota knows. So who counts as asked is not the roster, but those
  not on a pause who were asked after a visit within the week.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from supervisionbot.records.bank import Question
from supervisionbot.records.private import Asked, Session, SessionState
from supervisionbot.records.team import Unit

LENGTHS = tuple(timedelta(minutes=minutes) for minutes in (10, 20, 45))
USUAL = timedelta(minutes=20)
LEAST = timedelta(minutes=5)
"""Nobody closes a session sooner: everybody shall have had the time to answer."""
AT_WORK_WITHIN = timedelta(days=7)
BEFORE_PREVIEW = timedelta(days=1)


class NotNow(StrEnum):
    """Why a session cannot start."""

    FEW = "few"
    OPEN = "open"
    TODAY = "today"
    DIGEST = "digest"


def why_not(
    unit: Unit, least_workers: int, sessions: Sequence[Session], preview_at: datetime, now: datetime
) -> NotNow | None:
    """Why the team cannot start a session now, by what everybody may know; None if it can.

    `unit` is the team by itself, `sessions` are its own so far, `preview_at` is its next digest's preview.
    """
    zone = ZoneInfo(unit.timezone)
    if len(unit.workers) < least_workers:
        return NotNow.FEW
    if any(one.state is not SessionState.CLOSED and now - one.called_at < timedelta(days=1) for one in sessions):
        return NotNow.OPEN
    if any(one.called_at.astimezone(zone).date() == now.astimezone(zone).date() for one in sessions):
        return NotNow.TODAY
    return NotNow.DIGEST if preview_at - BEFORE_PREVIEW <= now < preview_at else None


def wish_from(text: str) -> tuple[str, timedelta | None]:
    """Read `honesty`, `honesty for 45 minutes` or `10`: the words for a theme, and how long.

    None for a length that there is not.
    """
    match = re.fullmatch(r"(.*?)\s*(?:\b(?:for )?(\d{1,4})\s*(?:m|min|mins|minutes)?)?", text.strip().lower())
    theme, minutes = (match[1], match[2]) if match else (text, None)
    length = timedelta(minutes=int(minutes)) if minutes else USUAL
    return theme, length if length in LENGTHS else None


def fit_for_a_team(bank: Iterable[Question]) -> list[Question]:
    """The questions that a whole team can be asked: for any visit, any worker, any day."""
    return [one for one in bank if not (one.kinds or one.newly_qualified or one.gentle)]


def asked_before(sessions: Iterable[Session]) -> list[Asked]:
    """What the team was asked together so far, in the order of `sessions`."""
    return [Asked(one.team, one.question, one.theme, one.called_at, one.team) for one in sessions]


def asked_now(
    session: Session, workers: Collection[str], lately: Iterable[Asked], paused: Collection[str]
) -> list[Asked]:
    """Who counts as asked in a session: those at work, not the whole roster. `lately` are askings after visits."""
    opened_at = session.opened_at or session.called_at
    at_work = {one.worker for one in lately if opened_at - AT_WORK_WITHIN <= one.at <= opened_at}
    present = (at_work & set(workers)) - set(paused)
    return [Asked(worker, session.question, session.theme, opened_at, session.team) for worker in sorted(present)]


def may_close_from(session: Session) -> datetime:
    """When the starter may close it at the soonest."""
    return (session.opened_at or session.called_at) + LEAST
