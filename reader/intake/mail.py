"""Mails to articles: a newsletter as a file, or a mailbox of them.

The subject is the headline, the sender the source. Of a mail in several forms the marked-up one is read,
unless its words are few; attachments are left alone.
"""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from reader.domain.article import Article, BlockKind
from reader.domain.clean import clean_line
from reader.intake.compose import Facts, Piece, compose, piece
from reader.intake.dates import parse_date
from reader.intake.decode import decode
from reader.intake.ending import part_agency
from reader.intake.html import pieces_of
from reader.intake.text import body_of

_FROM_LINE = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MAILS_MOST = 5000  # of one mailbox


def parse_mailbox(data: bytes, facts: Facts) -> list[Article]:
    """The mails of an mbox file that have any text."""
    mails = [m for m in _FROM_LINE.split(data) if m.strip()][:_MAILS_MOST]
    return [parse_mail(_ESCAPED.sub(rb"\1", mail), facts) for mail in mails]


def parse_mail(data: bytes, facts: Facts) -> Article:
    """The article that one mail (RFC 5322, MIME) holds; its text is "" when the mail has none."""
    mail = message_from_bytes(data, policy=policy.default)
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


def _header(mail: EmailMessage, name: str) -> str:
    """A header on one line, "" where it is missing or broken beyond what the standard library can read."""
    try:
        return clean_line(str(mail.get(name, "")))
    except (ValueError, TypeError, AttributeError, IndexError, LookupError):  # raised for headers of no grammar
        return ""


def _pieces(mail: EmailMessage) -> list[Piece]:
    marked, plain = _text(mail, "text/html"), _text(mail, "text/plain")
    pieces = pieces_of(marked) if marked else []
    if sum(len(p.text) for p in pieces) * 2 < len(plain):
        return body_of(plain)
    return pieces


def _text(mail: EmailMessage, kind: str) -> str:
    for part in mail.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return decode(payload, declared=part.get_content_charset("") or "", name="The mail")
    return ""
