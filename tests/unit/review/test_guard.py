"""Who may talk to the server: forged hosts, origins and tokens are refused on every route."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from extract.api.review import Review, open_review
from extract.records import PlaceMention
from extract.review.guard import HEADERS, MOST_BYTES, Guard
from extract.settings import Settings
from reviews import document, row, write_tables

LORN = document("a.txt", "Envoys met in Lorn.")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    project = tmp_path_factory.mktemp("guarded")
    write_tables(project / "out", [LORN], [row(PlaceMention, LORN, "Lorn")])
    review = open_review(project / "out", settings=Settings(project=project), author="Ann")
    yield review
    review.taken.close()


def port(review: Review) -> int:
    number: int = review.taken.getsockname()[1]
    return number


def ask(
    review: Review, method: str, path: str, headers: Mapping[str, str], body: bytes = b""
) -> httpx.Response:
    """A request through the guard."""
    guarded = Guard(review.app, port(review), review.token)

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(guarded)
        async with httpx.AsyncClient(
            transport=transport, base_url=f"http://127.0.0.1:{port(review)}"
        ) as client:
            return await client.request(method, path, headers=dict(headers), content=body)

    return asyncio.run(answer())


def good(review: Review, **other: str) -> dict[str, str]:
    """Headers of the page itself, some of them changed."""
    host = f"127.0.0.1:{port(review)}"
    return {
        "host": host,
        "origin": f"http://{host}",
        "cookie": f"review-{port(review)}={review.token}",
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
    } | {name.replace("_", "-"): value for name, value in other.items()}


def every_route(review: Review) -> list[tuple[str, str]]:
    """Method and path of each route of the app."""
    routes = [route for route in review.app.routes if isinstance(route, Route)]
    assert len(routes) == len(review.app.routes)
    return [
        (method, route.path.replace("{name}", "review.js"))
        for route in routes
        for method in sorted(route.methods or ())
    ]


def test_the_page_itself_is_answered_everywhere(opened: Review) -> None:
    met = {
        (method, path): ask(opened, method, path, good(opened), b'{"doc": "a.txt"}').status_code
        for method, path in every_route(opened)
    }
    assert {path for (_, path), status in met.items() if status == 200} == {
        "/", "/page/review.js", "/about", "/waiting", "/identities",
    }  # fmt: skip
    assert set(met.values()) == {200, 422}  # the others want a document, a time, something asked


FORGED = {
    "host": {"host": "evil.example"},
    "host-rebound": {"host": "evil.example:80"},
    "host-other-port": {"host": "127.0.0.1:1"},
    "host-without-port": {"host": "127.0.0.1"},
    "token-missing": {"cookie": ""},
    "token-wrong": {"cookie": "review-PORT=wrong"},
    "token-empty": {"cookie": "review-PORT="},
    "token-of-another-port": {"cookie": "review-1=TOKEN"},
    "token-cut": {"cookie": "review-PORT=CUT"},
    "cookie-broken": {"cookie": "\x01=;;;\x02"},
    "site-cross": {"sec_fetch_site": "cross-site"},
    "site-same": {"sec_fetch_site": "same-site"},
}
FORGED_ORIGINS = {
    "other": "http://evil.example",
    "null": "null",
    "https": "https://127.0.0.1:PORT",
    "other-port": "http://127.0.0.1:1",
    "other-name": "http://localhost:PORT",
    "longer": "http://127.0.0.1:PORT.evil.example",
    "empty": "",
}


def filled(review: Review, text: str) -> str:
    words = {"PORT": str(port(review)), "TOKEN": review.token, "CUT": review.token[:-1]}
    for word, value in words.items():
        text = text.replace(word, value)
    return text


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED.keys())
def test_forged_requests_are_refused_on_every_route(
    opened: Review, change: Mapping[str, str]
) -> None:
    headers = good(opened, **{name: filled(opened, value) for name, value in change.items()})
    for method, path in [*every_route(opened), ("GET", "/nowhere"), ("DELETE", "/")]:
        answer = ask(opened, method, path, headers, b"{}")
        assert answer.status_code == 403, (method, path)
        assert "Lorn" not in answer.text


@pytest.mark.parametrize("origin", FORGED_ORIGINS.values(), ids=FORGED_ORIGINS.keys())
def test_what_changes_something_needs_our_origin(opened: Review, origin: str) -> None:
    changing = [(m, p) for m, p in every_route(opened) if m not in {"GET", "HEAD"}]
    assert {path for _, path in changing} == {"/decide", "/undo"}
    for method, path in changing:
        forged = good(opened, origin=filled(opened, origin))
        assert ask(opened, method, path, forged, b"{}").status_code == 403
        missing = {name: value for name, value in good(opened).items() if name != "origin"}
        assert ask(opened, method, path, missing, b"{}").status_code == 403


def test_the_token_in_the_address_lets_in_once_and_vanishes(opened: Review) -> None:
    host = {"host": f"127.0.0.1:{port(opened)}"}
    answer = ask(opened, "GET", f"/?token={opened.token}", host)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"review-{port(opened)}={opened.token}; ")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    for path in ("/?token=wrong", "/?token=", f"/?token={opened.token}&token=x"):
        assert ask(opened, "GET", path, host).status_code == 403
    for method, path in every_route(opened):
        if path != "/":
            answer = ask(opened, method, f"{path}?token={opened.token}", host, b"{}")
            assert answer.status_code == 403, path


def test_localhost_is_we_too(opened: Review) -> None:
    host = f"localhost:{port(opened)}"
    headers = good(opened, host=host, origin=f"http://{host}")
    assert ask(opened, "GET", "/about", headers).status_code == 200
    assert ask(opened, "POST", "/undo", headers, b"{}").status_code == 422


def test_every_answer_has_the_strict_headers(opened: Review) -> None:
    refused = good(opened, host="evil.example")
    for headers in (good(opened), refused):
        for method, path in [*every_route(opened), ("GET", "/nowhere")]:
            answer = ask(opened, method, path, headers, b"{}")
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }


def test_bodies_have_an_end_and_a_kind(opened: Review) -> None:
    long = b" " * (MOST_BYTES + 1)
    assert ask(opened, "POST", "/decide", good(opened), long).status_code == 413
    form = good(opened, content_type="application/x-www-form-urlencoded")
    assert ask(opened, "POST", "/decide", form, b"{}").status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"time": 1}',
        b'{"asked": {}}',
        b'{"more": 1}',
        b"[" * 100_000,
        b"nul",
    ],
)
def test_bodies_of_another_form_are_refused(opened: Review, body: bytes) -> None:
    for path in ("/decide", "/undo"):
        answer = ask(opened, "POST", path, good(opened), body)
        assert answer.status_code == 400
        assert answer.json() == {"error": "the request has another form"}


def test_a_log_that_cannot_be_written_is_told_so_that_the_page_tries_again(
    tmp_path: Path,
) -> None:
    write_tables(tmp_path / "out", [LORN], [row(PlaceMention, LORN, "Lorn")])
    (tmp_path / "data").write_text("in the way")
    review = open_review(tmp_path / "out", settings=Settings(project=tmp_path), author="Ann")
    asked = {"action": "accept", "table": "places", "start": 14, "end": 18}
    body = {"doc": "a.txt", "time": "2026-05-04T10:00:00Z", "asked": [asked]}
    answer = ask(review, "POST", "/decide", good(review), json.dumps(body).encode())
    review.taken.close()
    assert answer.status_code == 507
    assert "the log cannot be written" in answer.json()["error"]


def test_nothing_but_the_page_is_sent_from_the_disk(opened: Review) -> None:
    for name in ("main.js", "__init__.py", "..%2fguard.py", "../guard.py", "SOURCES.toml", ""):
        assert ask(opened, "GET", f"/page/{name}", good(opened)).status_code == 404, name
    assert ask(opened, "GET", "/page/outlines.json", good(opened)).status_code == 200
