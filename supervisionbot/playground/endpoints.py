"""Slack's own addresses -> the workspace. In: HTTP requests -> out: Slack's answers."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from supervisionbot.playground import connections, responses, web_api
from supervisionbot.playground.arguments import decode
from supervisionbot.playground.nouns import SlackError
from supervisionbot.playground.workspace import Workspace

Endpoint = Callable[[Request], Awaitable[Response]]


def web_api_endpoint(slack: Workspace) -> Endpoint:
    """The Web API: /api/chat.postMessage and so on."""

    async def endpoint(request: Request) -> Response:
        try:
            values = decode(request.headers.get("content-type", ""), await request.body(), request.query_params)
        except SlackError as error:
            return as_json(web_api.Answer(web_api.error_body(error)))
        token = str(values.pop("token", "")) or bearer(request)
        answer = web_api.answer(slack, request.path_params["method"], values, token)
        if answer.delay:
            await asyncio.sleep(answer.delay)
        if answer.drops:
            await connections.cut(request)
        return as_json(answer)

    return endpoint


def bearer(request: Request) -> str:
    """The token in the Authorization header."""
    return request.headers.get("authorization", "").removeprefix("Bearer ").strip()


def as_json(answer: web_api.Answer) -> Response:
    """An answer on the wire."""
    body = json.dumps(answer.body, ensure_ascii=False).encode()
    return Response(body, answer.status, dict(answer.headers), "application/json; charset=utf-8")


def response_endpoint(slack: Workspace) -> Endpoint:
    """What interactions give the app to answer to."""

    async def endpoint(request: Request) -> Response:
        if slack.faults.is_down:
            await connections.cut(request)
        try:
            body = decode(request.headers.get("content-type", "json"), await request.body(), {})
            responses.take(slack, request.path_params["secret"], body)
        except SlackError as error:
            is_over = error.error in ("no_such_url", "expired_url", "used_url")
            return as_json(web_api.Answer(web_api.error_body(error), 404 if is_over else 400))
        return PlainTextResponse("ok")

    return endpoint


def upload_endpoint(slack: Workspace) -> Endpoint:
    """Takes the bytes of a file."""

    async def endpoint(request: Request) -> Response:
        content = await request.body()
        with slack.changing():
            file = slack.files.get(request.path_params["file"])
            if file is None or file.complete or len(content) != file.length:
                return PlainTextResponse("unknown file or wrong length", 400)
            slack.files[file.id] = replace(file, content=content)
        return PlainTextResponse(f"OK - {len(content)}")

    return endpoint


def download_endpoint(slack: Workspace) -> Endpoint:
    """Gives the app the bytes of a file; anybody else sees a login page with status 200, as in Slack."""

    async def endpoint(request: Request) -> Response:
        file = slack.files.get(request.path_params["file"])
        if bearer(request) != slack.bot_token or "files:read" not in slack.scopes:
            return Response("<!DOCTYPE html><title>Sign in</title>", media_type="text/html")
        if file is None:
            return PlainTextResponse("not found", 404)
        return Response(file.content, media_type="application/octet-stream")

    return endpoint
