"""Mails to articles: a newsletter as a file, or a mailbox of them.

The subject is the headline, the sender the source. Of a mail in several forms the marked-up one is read,
unless its words are few; attachments are left alone.
"""

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
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

_FROM_LINE = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MAILS_MOST = 5000  # of one mailbox
_PARTS_MOST = 1000  # of one mail
_HEADER_MOST = 2000  # characters of a header that are read


def parse_mailbox(data: bytes, facts: Facts) -> list[Article]:
    """The mails of an mbox file that have any text."""
    mails = [m for m in _FROM_LINE.split(data) if m.strip()][:_MAILS_MOST]
    return [parse_mail(_ESCAPED.sub(rb"\1", mail), facts) for mail in mails]


def parse_mail(data: bytes, facts: Facts) -> Article:
    """The article that one mail (RFC 5322, MIME) holds; its text is "" when the mail has none."""
    mail = _message(data)
    body, tail, named = part_agency(_pieces(mail))
    subject = _header(mail, "Subject")
    if not subject and not body:
        return compose((), facts)
    sender, address = parseaddr(_header(mail, "From"))
    own = replace(
        facts,
        title=facts.title or subject,
        source=facts.source or clean_line(sender) or clean_line(address),
        published=facts.published or parse_date(_header(mail, "Date")),
        agency=facts.agency or named,
        key=facts.key or _header(mail, "Message-ID"),
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
    """A header on one line, as it stands where its encoding is broken; "" where it is missing."""
    raw = str(mail.get(name) or "")[:_HEADER_MOST]
    try:
        return clean_line(str(make_header(decode_header(raw))))
    except (ValueError, LookupError):
        return clean_line(raw)


def _pieces(mail: Message) -> list[Piece]:
    marked, plain = _text(mail, "text/html"), _text(mail, "text/plain")
    pieces = pieces_of(marked) if marked else []
    if sum(len(p.text) for p in pieces) * 2 < len(plain):
        return body_of(plain)
    return pieces


def _text(mail: Message, kind: str) -> str:
    for part in mail.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return decode(payload, declared=part.get_content_charset("") or "", name="The mail")
    return ""
