"""The page and its server on 127.0.0.1.

In:  a Desk, what gives candidates for places
Out: a Starlette app behind its Guard; `serve` runs it until Ctrl-C
"""

from __future__ import annotations

import json
import os
import socket
from asyncio import Lock
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from extract.errors import ExtractError, ReviewError
from extract.records import Document, Mention
from extract.review.assets import MAP, PAGE, asset
from extract.review.desk import Desk
from extract.review.guard import Guard
from extract.review.sheet import columns_shown, types_shown

_TYPES: Final = {
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
}
_UNPROCESSABLE: Final = 422
_NO_ROOM: Final = 507
#: Digits of an offset or a place in the list, at most.
_DIGITS: Final = 9

#: Meanings of a place mention, or of a name that was typed: the likeliest first.
Meanings = Callable[[Document, Mention | None, str], Sequence[Mapping[str, Any]]]


@dataclass(slots=True)
class _Counter:
    """The routes of one desk.

    Args:
        desk: Where the documents lie.
        meanings: Gives candidates for places.
        lock: One request at a time is at the desk.
    """

    desk: Desk
    meanings: Meanings
    lock: Lock

    async def at_desk(self, act: Callable[..., Any], *given: object) -> Response:
        """Do something at the desk, out of the way of the server."""
        async with self.lock:
            return await run_in_threadpool(_answered, act, *given)

    async def about(self, _request: Request) -> Response:
        """What holds for all documents: author, columns, types."""
        return _json(
            {
                "author": self.desk.author,
                "columns": columns_shown(),
                "types": types_shown(),
            }
        )

    async def waiting(self, request: Request) -> Response:
        """A part of the list of documents."""
        asked = request.query_params
        words, start = asked.get("words", ""), _number(asked.get("start", ""))

        def act() -> dict[str, Any]:
            self.desk.look()
            return self.desk.waiting(words, start)

        return await self.at_desk(act)

    async def document(self, request: Request) -> Response:
        """One document."""

        def act() -> dict[str, Any]:
            self.desk.look()
            return self.desk.sheet(request.query_params.get("doc", ""))

        return await self.at_desk(act)

    async def identities(self, request: Request) -> Response:
        """Identities that a row may be merged into."""
        asked = request.query_params
        return await self.at_desk(
            self.desk.identities, asked.get("table", ""), asked.get("words", "")
        )

    async def places(self, request: Request) -> Response:
        """What a place may mean; the model may have to be loaded first."""
        asked = request.query_params
        doc_id, words = asked.get("doc", ""), asked.get("words", "")
        at = _number(asked.get("start", ""))

        def act() -> Sequence[Mapping[str, Any]]:
            return self.meanings(*found, words)

        async with self.lock:
            try:
                found = await run_in_threadpool(self.desk.row, doc_id, "places", at)
            except ReviewError as error:
                return _json({"error": str(error)}, _UNPROCESSABLE)
        return await run_in_threadpool(_answered, act)

    async def decide(self, request: Request) -> Response:
        """Write decisions down."""
        return await self._changed(
            request, lambda given: self.desk.decide(given["doc"], given["time"], given["asked"])
        )

    async def undo(self, request: Request) -> Response:
        """Take the last decisions back."""
        return await self._changed(request, lambda given: self.desk.undo(given["time"]))

    async def _changed(
        self, request: Request, act: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> Response:
        given = _object(await request.body())
        if given is None:
            return _json({"error": "the request has another form"}, 400)
        return await self.at_desk(act, given)


def app_for(desk: Desk, meanings: Meanings) -> Starlette:
    """The app of a desk, without its guard."""
    counter = _Counter(desk, meanings, Lock())
    return Starlette(
        routes=[
            Route("/", _page),
            Route("/page/{name}", _page),
            Route("/about", counter.about),
            Route("/waiting", counter.waiting),
            Route("/document", counter.document),
            Route("/identities", counter.identities),
            Route("/places", counter.places),
            Route("/decide", counter.decide, methods=["POST"]),
            Route("/undo", counter.undo, methods=["POST"]),
        ]
    )


def listen(port: int) -> socket.socket:
    """Take a port of 127.0.0.1.

    Args:
        port: Which; 0 for a free one.

    Raises:
        ReviewError: Another program has it.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let two programs have one port
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(("127.0.0.1", port))
        taken.listen(64)  # a browser that comes before the server is ready waits
    except OSError as error:
        taken.close()
        raise ReviewError.port_taken(port, error.strerror or str(error)) from error
    return taken


def serve(app: Starlette, taken: socket.socket, token: str) -> None:
    """Answer until the process is told to end."""
    server_of(app, taken, token).run(sockets=[taken])


def server_of(app: Starlette, taken: socket.socket, token: str) -> uvicorn.Server:
    """The server of an app behind its guard, not started yet."""
    guarded = Guard(app, taken.getsockname()[1], token)
    config = uvicorn.Config(
        guarded,
        log_level="warning",
        access_log=False,  # the first address holds the token
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


async def _page(request: Request) -> Response:
    """A file of the page."""
    name = request.path_params.get("name", PAGE[0])
    if name not in {*PAGE, MAP}:
        return Response("no such file", 404, media_type="text/plain")
    kind = _TYPES[PurePosixPath(name).suffix]
    return Response(asset(name), media_type=kind)


def _answered(act: Callable[..., Any], *given: object) -> Response:
    """What an act gives, or why it could not be."""
    try:
        return _json(act(*given))
    except ExtractError as error:
        return _json({"error": str(error)}, _UNPROCESSABLE)
    except OSError as error:  # a full disk: the page keeps the decision and tries again
        return _json({"error": f"the log cannot be written: {error}"}, _NO_ROOM)


def _number(text: str) -> int:
    """A number in an address; 0 where there is none."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0


def _json(value: object, status: int = 200) -> Response:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(content, status, media_type="application/json")


def _object(body: bytes) -> dict[str, Any] | None:
    """A body as the object it must be: texts `doc` and `time`, a list `asked`."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return None
    wanted = {"doc": str, "time": str, "asked": list}
    if not isinstance(given, dict) or set(given) - set(wanted):
        return None
    full = {"doc": "", "time": "", "asked": [], **given}
    fits = all(isinstance(full[name], kind) for name, kind in wanted.items())
    return full if fits else None
