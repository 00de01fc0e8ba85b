"""A moment to come -> the clock there, in steps, the bot looking after its things at each of them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from supervisionbot.playground.bot_side import BotSide
from supervisionbot.playground.clock import Clock

LONGEST_STEP = timedelta(hours=1)
PREVIEW_AHEAD = timedelta(days=1)
Progress = Callable[[float], None]


def pass_until(moment: datetime, clock: Clock, bot: BotSide, progress: Progress | None = None) -> None:
    """Let time pass up to a moment; what falls due before it happens at its own time."""
    start = clock.now()
    while True:
        bot.look()
        now = clock.now()
        if now >= moment:
            return
        if progress is not None:
            progress((now - start) / (moment - start))
        clock.forward_to(min(_stops(now, moment, bot)))


def _stops(now: datetime, moment: datetime, bot: BotSide) -> Iterator[datetime]:
    """Where to stop next at the latest: where something falls due, or after an hour."""
    yield min(moment, now + LONGEST_STEP)
    prompt, digest = bot.next_prompt(), bot.next_digest()
    for due in (prompt, digest, digest and digest - PREVIEW_AHEAD, bot.next_end()):
        if due is not None and due > now:
            yield due
