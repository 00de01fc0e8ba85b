"""When people do not want to be disturbed: asked of Slack for fifty at once, and kept for some minutes."""

import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from supervisionbot.errors import DeliveryUnknown, NotDelivered

AT_ONCE = 50  # https://docs.slack.dev/reference/methods/dnd.teamInfo
_KEPT_FOR = timedelta(minutes=5)


class Rest:
    """Do-not-disturb hours. `say` calls a method of `reads` and raises our errors."""

    def __init__(self, reads: WebClient, say: Callable[..., Any], now: Callable[[], datetime]) -> None:
        self._reads, self._say, self._now = reads, say, now
        self._kept: dict[str, tuple[datetime, dict[str, Any]]] = {}
        self._lock = threading.Lock()

    def ask_for(self, users: Collection[str]) -> None:
        """Ask for all of these at once: Slack takes some fifty single questions a minute, and twenty for fifty each."""
        wanted = sorted(user for user in users if self._of(user) is None)
        for first in range(0, len(wanted), AT_ONCE):
            try:
                found = self._say(self._reads.dnd_teamInfo, users=",".join(wanted[first : first + AT_ONCE]))
            except (NotDelivered, DeliveryUnknown):
                return
            for user, hours in (found.get("users") or {}).items():
                self._keep(user, hours)

    def until(self, user: str) -> datetime | None:
        """When the rest ends that holds now; None if none does, or the scope was not granted."""
        hours = self._of(user)
        if hours is None:
            try:
                hours = dict(self._say(self._reads.dnd_info, user=user).data)
            except (NotDelivered, DeliveryUnknown):
                return None
            self._keep(user, hours)
        now, start, end = self._now(), hours.get("next_dnd_start_ts") or 0, hours.get("next_dnd_end_ts") or 0
        is_quiet = bool(hours.get("dnd_enabled")) and start <= now.timestamp() < end
        return datetime.fromtimestamp(end, now.tzinfo) if is_quiet else None

    def _of(self, user: str) -> dict[str, Any] | None:
        with self._lock:
            kept = self._kept.get(user)
        return kept[1] if kept and kept[0] > self._now() else None

    def _keep(self, user: str, hours: dict[str, Any]) -> None:
        with self._lock:
            self._kept[user] = self._now() + _KEPT_FOR, hours
