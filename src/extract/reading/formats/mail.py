"""Open an e-mail (.eml) or a page saved with its pictures (.mhtml).

In:  a Source of "talks.eml"
Out: an Entry of its body: subject -> title, From -> source, Date -> published ("field");
     a Source for each attachment, "talks.eml!annex.pdf"

The plain body goes before the HTML one. Pictures inside a body and signatures are passed over. Of
a saved page only the page counts; the date of its head is that of the saving and is left out.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import Final, TypeAlias

from extract.reading.encoding import Decoded, declared_encoding, decode
from extract.reading.entry import Entry, UnreadableError
from extract.reading.formats.allowance import Allowance, Meter
from extract.reading.page.visible import visible_text
from extract.reading.raw import RawFile, Source
from extract.reading.survey import storable_name

Part: TypeAlias = "Message[str, str]"

#: An e-mail may be so many times as large as a text: attachments grow by a third on their way.
TIMES: Final = 3
#: With so many times the words of the plain body, the HTML one is the text.
FULLER: Final = 5
#: Most parts inside parts.
MOST_DEPTH: Final = 20
#: Parts that say nothing: keys, signatures, receipts, and pictures that the body shows.
_PASSED_OVER: Final = re.compile(
    r"application/(?:x-)?(?:pkcs7-signature|pgp-signature|pgp-keys|ms-tnef)"
    r"|message/(?:delivery-status|disposition-notification|external-body)|text/rfc822-headers"
)
_PICTURE = re.compile(r"(?:image|audio|video|font)/|text/(?:css|javascript)")
#: Names of attachments without a name, by type.
_SUFFIXES: Final = {"text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml",
                    "application/pdf": ".pdf"}  # fmt: skip


def open_mail(source: Source, allowance: Allowance) -> Iterator[Source | Entry]:
    """Read an e-mail and open its attachments.

    Raises:
        UnreadableError: It is too large or damaged.
    """
    raw = source.load(allowance.limits.max_bytes * TIMES, f"max_bytes x {TIMES}")
    message = _message(raw.content)
    leaves = list(_leaves(message))
    yield _mail_entry(raw, message, [part for part in leaves if _is_body(part)])
    meter = allowance.meter(source)
    for number, part in enumerate(leaves, start=1):
        if _is_body(part) or _is_passed_over(part):
            continue
        allowance.open_entry()
        yield from _attachment(raw.name, meter, part, number)


def open_mhtml(source: Source, allowance: Allowance) -> Iterator[Source | Entry]:
    """Open the page that a browser saved in one file.

    Raises:
        UnreadableError: It is too large, damaged or holds no page.
    """
    raw = source.load(allowance.limits.max_bytes * TIMES, f"max_bytes x {TIMES}")
    message = _message(raw.content)
    pages = [part for part in _leaves(message) if part.get_content_type() == "text/html"]
    if not pages:
        raise UnreadableError("failed", "holds no page; save the page as .html again")
    page = pages[0]
    url = page["Content-Location"] or message["Snapshot-Content-Location"]
    content = _content(page)
    with allowance.meter(source).unpacked_entry(
        raw.name,
        io.BytesIO(content),
        called=f"{raw.name}.html",
        url=_header(url) if url and not url.startswith("cid:") else None,
        charset=page.get_content_charset(),
    ) as entry:
        yield entry


def _message(content: bytes) -> Part:
    try:
        return email.message_from_bytes(content, policy=email.policy.compat32)
    except (MessageError, ValueError, TypeError, LookupError, RecursionError) as error:
        raise UnreadableError(
            "failed", f"is a damaged e-mail ({type(error).__name__}); save its text as .txt"
        ) from error


def _leaves(message: Part, depth: int = 0) -> Iterator[Part]:
    """The parts that hold content; an attached e-mail is one of them."""
    parts = message.get_payload()
    if message.get_content_type() == "message/rfc822" or not isinstance(parts, list):
        yield message
    elif depth < MOST_DEPTH:
        for part in parts:
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)


def _is_body(part: Part) -> bool:
    """Whether a part is text of the mail itself, no attachment."""
    return part.get_content_type() in {"text/plain", "text/html"} and not _is_attached(part)


def _mail_entry(raw: RawFile, message: Part, parts: list[Part]) -> Entry:
    """The document that the mail itself is."""
    name, address = parseaddr(_header(message["From"]) or "")
    written = _header(message["Date"])
    entry = Entry(
        path=raw.name,
        title=_header(message["Subject"]),
        source=name or address or None,
        dates=() if written is None else (("field", written),),
        file_sha256=raw.sha256,
    )
    try:
        decoded = [_decoded(part) for part in parts]
    except UnreadableError as error:
        return replace(entry, status=error.status, error=error.reason)
    texts = [one for one, part in zip(decoded, parts, strict=True) if not _is_page(part)]
    pages = [one for one, part in zip(decoded, parts, strict=True) if _is_page(part)]
    # "Your program does not show HTML": then the page is the text
    if _length(pages) > FULLER * _length(texts):
        texts = pages
    texts = [one for one in texts if one.text.strip()]
    if not texts:
        reason = "the e-mail has no text of its own; its attachments, if any, are rows below"
        return replace(entry, status="empty", error=reason)
    return replace(
        entry,
        text="\n\n".join(one.text for one in texts),
        encoding=texts[0].encoding,
        warnings=tuple(warning for one in texts for warning in one.warnings),
    )


def _decoded(part: Part) -> Decoded:
    """The text of a part; of a page what it shows."""
    content, charset = _content(part), part.get_content_charset()
    if not _is_page(part):
        return decode(content, charset)
    decoded = decode(content, charset or declared_encoding(content))
    return replace(decoded, text=visible_text(decoded.text))


def _length(texts: list[Decoded]) -> int:
    return sum(len(one.text.split()) for one in texts)


def _is_page(part: Part) -> bool:
    return part.get_content_type() == "text/html"


def _attachment(path: str, meter: Meter, part: Part, number: int) -> Iterator[Source | Entry]:
    kind = part.get_content_type()
    named = _header(part.get_filename()) or f"part-{number}{_SUFFIXES.get(kind, '')}"
    name = storable_name(named.replace("\\", "/").rpartition("/")[2] or f"part-{number}")
    with meter.unpacked_entry(
        f"{path}!{name}",
        io.BytesIO(_content(part)),
        called=name if "." in name else f"{name}{_SUFFIXES.get(kind, '')}",
        charset=part.get_content_charset(),
    ) as entry:
        yield entry


def _is_attached(part: Part) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _is_passed_over(part: Part) -> bool:
    """Whether a part is no document: a signature, or a picture that the body shows."""
    kind = part.get_content_type()
    if _PASSED_OVER.fullmatch(kind):
        return True
    return part.get_content_disposition() != "attachment" and bool(_PICTURE.match(kind))


def _content(part: Part) -> bytes:
    """The bytes of a part; those of an attached e-mail are the e-mail."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return inner[0].as_bytes() if inner and isinstance(inner[0], Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header(written: object) -> str | None:
    """A header in one line: "=?utf-8?q?Talks?=" is "Talks"."""
    if written is None:
        return None
    try:
        shown = str(make_header(decode_header(str(written))))
    except (MessageError, ValueError, LookupError):
        shown = str(written)
    return " ".join(shown.encode("utf-8", "replace").decode().split()) or None
