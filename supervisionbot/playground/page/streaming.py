"""Changes in the workspace -> server-sent events with the regions of the page that look different now."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import StreamingResponse

from supervisionbot.playground.page.glances import Glance, Stage
from supervisionbot.playground.page.showing import Showing, mark_of

LOOK_ANYWAY_AFTER = 1.0
"""Seconds after which the page looks again: the bot's database and the clock tell nobody that they changed."""
TOGETHER = 0.02
"""Seconds in which changes that belong together are waited for."""


def stream(stage: Stage, showing: Showing, glance: Glance, request: Request) -> StreamingResponse:
    """An event for each region that differs from what the browser has (`marks` in the query)."""
    marks = dict(one.split(":", 1) for one in request.query_params.get("marks", "").split() if ":" in one)
    told = _events(stage, showing, glance, marks, request)
    return StreamingResponse(told, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _events(
    stage: Stage, showing: Showing, glance: Glance, marks: Mapping[str, str], request: Request
) -> AsyncIterator[str]:
    sent = dict(marks)
    with _woken(stage) as woken:
        yield "retry: 500\n\n"
        while not await request.is_disconnected():
            woken.clear()
            regions = await run_in_threadpool(showing.regions, glance)
            for name, html in regions.items():
                mark = mark_of(html)
                if sent.get(name) != mark:
                    sent[name] = mark
                    yield f"event: {name}\ndata: {json.dumps({'html': html, 'mark': mark})}\n\n"
            yield ": still here\n\n"
            await _wait(woken)


async def _wait(woken: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(woken.wait(), LOOK_ANYWAY_AFTER)
        await asyncio.sleep(TOGETHER)
    except TimeoutError:
        pass


@contextmanager
def _woken(stage: Stage) -> Iterator[asyncio.Event]:
    """An event that is set whenever something changes."""
    woken, loop = asyncio.Event(), asyncio.get_running_loop()

    def wake(_version: int) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(woken.set)

    stops = [stage.slack.on_change(wake), stage.desk.on_change(wake)]
    try:
        yield woken
    finally:
        for stop in stops:
            stop()
