"""The page and the stand-in behind it as one web application. In: a workspace, a clock, the bot -> out: Starlette."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from supervisionbot.playground.cast import Cast
from supervisionbot.playground.clock import Clock
from supervisionbot.playground.nouns import CannotDo, Json, SlackError
from supervisionbot.playground.page.desk import Desk
from supervisionbot.playground.page.doing import do
from supervisionbot.playground.page.drawing import Drawer
from supervisionbot.playground.page.errands import Errands
from supervisionbot.playground.page.glances import Bot, Stage, files_in_sight, glance_of
from supervisionbot.playground.page.safety import SafeHeaders, SameOrigin
from supervisionbot.playground.page.showing import Showing
from supervisionbot.playground.page.streaming import stream
from supervisionbot.playground.server import stand_in_app
from supervisionbot.playground.workspace import Workspace

STATIC = Path(__file__).parent / "static"
MOST_BYTES = 200_000
KEPT = {"Content-Disposition": "attachment"}
Endpoint = Callable[[Request], Awaitable[Response]]


def page_app(slack: Workspace, clock: Clock, cast: Cast, bot: Bot, **timing: Any) -> Starlette:
    """One application for `server.serve(slack, app=...)`: Slack's own addresses for the bot, the page for people.

    In: `bot` gives the bot's side, or None while it is not there yet, so that the page can open before; `timing`
    is handed on to `stand_in_app`.
    """
    desk = Desk()
    stage = Stage(slack, clock, cast, bot, desk, Errands(desk))
    showing = Showing(stage, Drawer())
    routes = [
        Route("/", _page(stage, showing)),
        Route("/changes", _changes(stage, showing)),
        Route("/do/{name}", _doing(stage), methods=["POST"]),
        Route("/file/{file}", _file(stage)),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    page = Mount("/", routes=routes, middleware=[Middleware(SafeHeaders)])
    app = stand_in_app(slack, routes=[page], **timing)
    app.add_middleware(SameOrigin)
    return app


def _page(stage: Stage, showing: Showing) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        glance = glance_of(stage, request.query_params)
        return HTMLResponse(await run_in_threadpool(showing.page, glance))

    return endpoint


def _changes(stage: Stage, showing: Showing) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return stream(stage, showing, glance_of(stage, request.query_params), request)

    return endpoint


def _doing(stage: Stage) -> Endpoint:
    """Takes JSON only: a form on another site cannot send it without asking first."""

    async def endpoint(request: Request) -> Response:
        if request.headers.get("content-type") != "application/json" or "origin" not in request.headers:
            return JSONResponse({"problem": "only the page itself may do this"}, 403)
        try:
            given = read(await request.body())
            glance = glance_of(stage, {name: str(value) for name, value in given.items()})
            await run_in_threadpool(do, stage, request.path_params["name"], glance, given)
        except (CannotDo, SlackError, ValueError) as error:
            return JSONResponse({"problem": in_words(error)}, 409)
        return JSONResponse({})

    return endpoint


def _file(stage: Stage) -> Endpoint:
    """A file that stands in a message, for those who see the message; always to be kept, never to be opened here."""

    async def endpoint(request: Request) -> Response:
        glance = glance_of(stage, request.query_params)
        for file in files_in_sight(stage, glance):
            if file.id == request.path_params["file"]:
                return Response(file.content, media_type="application/octet-stream", headers=KEPT)
        return Response("That file is not here.", 404, media_type="text/plain")

    return endpoint


def read(body: bytes) -> Json:
    """The JSON object in a body. Raises ValueError."""
    given = json.loads(body) if len(body) <= MOST_BYTES else None
    if not isinstance(given, dict):
        raise CannotDo("the page asked for nothing")
    return given


def in_words(error: Exception) -> str:
    """What the page says when something cannot be done; nothing that was typed is repeated."""
    if isinstance(error, CannotDo):
        return f"That cannot be done: {error}."
    return "That could not be understood. Please try it once more."
