"""Who may talk to the page's server: the browser that was given the token, from the page itself.

In:  any request to the port
Out: the app's answer with strict headers; 403 for a forged Host or Origin or without the token,
     413 and 415 for bodies too long or of another kind

Other pages in the same browser and other users of the machine can reach the port. They do not know
the token; a page whose name was pointed at 127.0.0.1 has another Host; a form or script of another
page has another Origin.
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Bytes of a request; accepting all rows of a long document needs some 100 kB.
MOST_BYTES: Final = 2_000_000
#: Methods that change nothing.
_SAFE: Final = frozenset({"GET", "HEAD"})
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Stands before an app.

    Args:
        app: What it guards.
        port: Where the server listens; tells the hosts that are ours.
        token: The secret of this start.
    """

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app, self._token = app, token
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._cookie = f"review-{port}"  # cookies do not tell ports apart

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the app answer."""
        if scope["type"] != "http":
            return
        answered = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, answered)
            return
        if scope["method"] not in _SAFE:
            body = await _body(receive)
            if body is None:
                too_long = PlainTextResponse("the request is too long", 413)
                await too_long(scope, receive, answered)
                return
            receive = _again(body)
        await self._app(scope, receive, answered)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that goes no further; None if it may."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return PlainTextResponse("not this host", 403)
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            words = (
                "Links of other pages are not followed; paste the address into the address bar."
            )
            return PlainTextResponse(words, 403)
        if scope["method"] not in _SAFE:
            if headers.getlist("origin") != [f"http://{hosts[0]}"]:
                return PlainTextResponse("not from this origin", 403)
            if headers.get("content-type", "").split(";")[0].strip() != "application/json":
                return PlainTextResponse("only JSON", 415)
        if self._is_known(headers):
            return None
        return self._admission(scope)

    def _is_known(self, headers: Headers) -> bool:
        """Whether the cookie holds the token."""
        try:
            cookies = SimpleCookie("; ".join(headers.getlist("cookie")))
        except CookieError:
            return False
        morsel = cookies.get(self._cookie)
        return morsel is not None and self._is_token(morsel.value)

    def _admission(self, scope: Scope) -> Response:
        """The first visit brings the token in the address, and goes on without it."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        is_first = scope["method"] in _SAFE and scope["path"] == "/" and len(given) == 1
        if not is_first or not self._is_token(given[0]):
            words = "Open the address that `extract review` printed; it holds this start's token."
            return PlainTextResponse(words, 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
        return answer

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())


async def _body(receive: Receive) -> bytes | None:
    """What was sent, up to MOST_BYTES; None if it is more, or breaks off."""
    body, is_all = b"", False
    while not is_all:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES or message["type"] != "http.request":
            return None
        is_all = not message.get("more_body", False)
    return body


def _again(body: bytes) -> Receive:
    """Gives a body that was received already."""

    async def read() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return read


def _with_headers(send: Send) -> Send:
    """What is sent, with headers that allow nothing but the page itself."""

    async def write(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return write
