"""Mails to articles: a newsletter as a file, or a mailbox of them.

The subject is the headline, the sender the source. Of a text in several forms the marked-up one is read, unless its
words are few; several texts one behind the other, as lists of mails and forwarded ones have them, are all read;
attachments are left alone.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from reader.domain.article import Article, BlockKind
from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.intake.compose import Facts, Piece, compose, piece
from reader.intake.dates import parse_date
from reader.intake.decode import decode
from reader.intake.ending import part_agency
from reader.intake.html import pieces_of
from reader.intake.text import body_of

_FROM_LINE = re.compile(
    rb"^From [^\n]*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:\d+ +)?"
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b[^\n]*\n",
    re.MULTILINE,
)
_FROM_AFTER_BLANK = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")  # where no date says more
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MAILS_MOST = 5000  # of one mailbox
_PARTS_MOST = 1000  # of one mail
_DEPTH_MOST = 50  # of parts in parts
_HEADER_MOST = 2000  # characters of a header that are read


def parse_mailbox(data: bytes, facts: Facts) -> list[Article]:
    """The mails of an mbox file.

    Raises:
        InputError: they are more than anybody reads.
    """
    line = _FROM_LINE if _FROM_LINE.search(data) else _FROM_AFTER_BLANK
    mails = [m for m in line.split(data) if m.strip()]
    if len(mails) > _MAILS_MOST:
        raise InputError(f"The mailbox has more than {_MAILS_MOST} mails; split it.")
    return [parse_mail(_ESCAPED.sub(rb"\1", mail), facts) for mail in mails]


def parse_mail(data: bytes, facts: Facts) -> Article:
    """The article that one mail (RFC 5322, MIME) holds; its text is "" when the mail has none."""
    mail = _message(data)
    body, tail, named = part_agency(_pieces(mail))
    subject = _spoken(_header(mail, "Subject"))
    if not subject and not body:
        return compose((), facts)
    sender, address = parseaddr(_header(mail, "From"))
    own = replace(
        facts,
        title=facts.title or subject,
        source=facts.source or _spoken(sender) or clean_line(address),
        published=facts.published or parse_date(clean_line(_header(mail, "Date"))),
        agency=facts.agency or named,
        key=facts.key or clean_line(_header(mail, "Message-ID")),
    )
    return compose((piece(BlockKind.HEADLINE, subject), *body, *tail), own)


def _message(data: bytes) -> Message:
    if data.lower().count(b"\ncontent-type:") > _PARTS_MOST:
        raise InputError(f"The mail has more than {_PARTS_MOST} parts and was not read.")
    try:
        return message_from_bytes(data)
    except RecursionError as error:
        raise InputError("The mail nests its parts beyond reason and was not read.") from error


def _header(mail: Message, name: str) -> str:
    """A header as it stands in the mail; "" where it is missing. Some write letters there as they are."""
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name.lower()), "")[
        :_HEADER_MOST
    ]
    return decode(raw.encode("utf-8", "surrogateescape"), name="The mail")


def _spoken(raw: str) -> str:
    """A header's words on one line, as they stand where their encoding is broken."""
    try:
        parts = decode_header(raw)
        found = (p if isinstance(p, str) else decode(p, declared=said or "") for p, said in parts)
        return clean_line("".join(found))
    except (MessageError, InputError, ValueError):
        return clean_line(raw)


def _pieces(mail: Message, depth: int = 0) -> list[Piece]:
    """What is to be read of a mail, or of a part of one."""
    if depth > _DEPTH_MOST or (depth and mail.get_content_disposition() == "attachment"):
        return []
    inside = mail.get_payload()
    parts = [part for part in inside if isinstance(part, Message)] if isinstance(inside, list) else []
    if not parts:
        return _text(mail)
    if mail.get_content_type() == "multipart/alternative":
        return _fullest([(part.get_content_type(), _pieces(part, depth + 1)) for part in parts])
    found = _in_a_row(_pieces(part, depth + 1) for part in parts)
    if mail.get_content_type() == "message/rfc822" and (subject := _spoken(_header(parts[0], "Subject"))):
        return [piece(BlockKind.SUBHEAD, subject), *found]
    return found


def _in_a_row(parts: Iterable[list[Piece]]) -> list[Piece]:
    """The pieces of all parts; what says the same as one before it, in another form, is left out."""
    found: dict[str, list[Piece]] = {}
    for pieces in parts:
        found.setdefault("".join("".join(piece.text for piece in pieces).split()), pieces)
    return [piece for pieces in found.values() for piece in pieces]


def _fullest(forms: list[tuple[str, list[Piece]]]) -> list[Piece]:
    """Of the forms of one text the plain one, where a richer one has less than half of its words."""
    plain = max((pieces for kind, pieces in forms if kind == "text/plain"), key=_letters, default=[])
    rich = max((pieces for kind, pieces in forms if kind != "text/plain"), key=_letters, default=[])
    return plain if _letters(rich) * 2 < _letters(plain) else rich


def _letters(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _text(part: Message) -> list[Piece]:
    """A part's own text; nothing where it is a picture, or a signature."""
    kind = part.get_content_type()
    payload = part.get_payload(decode=True) if kind in ("text/plain", "text/html") else None
    if not isinstance(payload, bytes) or not payload.strip():
        return []
    text = decode(payload, declared=part.get_content_charset("") or "", name="The mail")
    return pieces_of(text) if kind == "text/html" else body_of(text)
