"""Mails as programs write them: several texts in one, forwarded ones, digests, letters in headers as they are."""

import pytest

from reader.domain.article import Article, BlockKind
from reader.domain.errors import InputError
from reader.intake import mail
from reader.intake.compose import Facts
from reader.intake.decode import decode
from reader.intake.kinds import kind_of
from reader.intake.mail import parse_mail, parse_mailbox

HEAD = "From: Amt <amt@rat.example>\nSubject: Post\nDate: Sun, 16 Mar 2025 18:04:00 +0100\nMIME-Version: 1.0\n"


def many(kind: str, *parts: str) -> str:
    """A body of `parts`, each with its own headers."""
    inside = "".join(f"--grenze\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="grenze"\n\n{inside}--grenze--\n'


def text(words: str, kind: str = "plain", more: str = "") -> str:
    return f"Content-Type: text/{kind}; charset=utf-8\n{more}\n{words}\n"


def read(body: str) -> str:
    return parse_mail((HEAD + body).encode(), Facts()).text.removeprefix("Post").strip()


def test_texts_behind_one_another_are_all_read() -> None:
    body = many(
        "mixed",
        text("<p>Oben.</p>", "html"),
        text("Anhang", more="Content-Disposition: attachment\n"),
        text("Unten."),
    )
    assert read(body) == "Oben.\n\nUnten."


def test_the_same_words_in_another_form_are_read_once() -> None:
    assert read(many("mixed", text("Einmal."), text("<p>Einmal.</p>", "html"))) == "Einmal."
    assert read(
        many("alternative", text("Kurz gesagt."), text("<p>Kurz gesagt, und schöner.</p>", "html"))
    ) == ("Kurz gesagt, und schöner.")


def test_a_forwarded_mail_and_a_digest_come_with_their_subjects() -> None:
    inside = (
        f"Content-Type: message/rfc822\n\nSubject: =?utf-8?q?Gr=C3=B6=C3?= =?utf-8?q?=9Fe?=\n{text('Innen.')}"
    )
    assert read(many("mixed", text("Siehe unten."), inside)) == "Siehe unten.\n\nGröße\n\nInnen."
    digest = many("digest", "\nSubject: Eins\n\nDas Erste.", "\nSubject: Zwei\n\nDas Zweite.")
    assert read(digest) == "Eins\n\nDas Erste.\n\nZwei\n\nDas Zweite."


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_letters_may_stand_in_headers_as_they_are(encoding: str) -> None:
    written = f'From: "Müller, Anna" <a@rat.example>\nSubject: Größe zählt\n{text("Worte.")}'.encode(encoding)
    found = parse_mail(written, Facts())
    assert (found.title, found.source) == ("Größe zählt", "Müller, Anna")


def test_a_header_in_chinese_says_more_than_its_encoding_knows() -> None:
    found = parse_mail(b"Subject: =?gb2312?B?ztLDx7+0v7SM0w==?=\n\nWorte hier.\n", Facts())
    assert "?" not in found.title


MAILBOX = (
    b"From a@x.example Sun Mar 16 18:04:00 2025\nSubject: Eins\n\nText.\n\nFrom here on it was new.\n\n"
    b"From - Mon Mar 17 18:04:00 2025\nSubject: Zwei\n\n>From the start.\n\n"
    b"From b at x.example  Tue, 18 Mar 2025 10:00:00 +0100\r\nSubject: Drei\r\n\r\nText.\r\n"
)


def titles(articles: list[Article]) -> list[str]:
    return [article.title for article in articles]


def test_a_line_of_text_that_starts_with_from_parts_no_mails() -> None:
    found = parse_mailbox(MAILBOX, Facts())
    assert titles(found) == ["Eins", "Zwei", "Drei"]
    assert "From here on it was new." in found[0].text
    assert "From the start." in found[1].text
    assert titles(parse_mailbox(b"From x\nSubject: A\n\nT\n\nFrom y\nSubject: B\n\nT\n", Facts())) == ["A", "B"]


def test_a_mailbox_beyond_reason_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_MAILS_MOST", 2)
    with pytest.raises(InputError, match="more than 2 mails"):
        parse_mailbox(MAILBOX, Facts())


@pytest.mark.parametrize("short", [b"One", b"ok", b"a", b""])
def test_a_word_of_three_letters_is_no_utf_16(short: bytes) -> None:
    assert decode(short) == short.decode()


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        ("Return-Path: <a@x.example>\nReceived: from y\n", "eml"),
        ("MIME-Version: 1.0\nFrom: a@x.example\nSubject: S\n", "eml"),
        ("From: dem Rat\nAn alle: die Brücke\n", "text"),
        ("Received wisdom is no mail.\n", "text"),
        ("From a@x.example Sun Mar 16 18:04:00 2025\nSubject: S\n", "mbox"),
    ],
)
def test_a_mail_is_known_by_its_headers_whatever_its_file_is_called(start: str, kind: str) -> None:
    assert kind_of(f"{start}\nWorte.\n".encode()) == kind


def test_what_a_mail_quotes_is_put_together_again() -> None:
    quoted = (
        "> Der Rat hat gestern bis in die Nacht hinein getagt und am Ende\n"
        "> beschlossen, dass die Brücke erneuert wird, wie es der Plan ja\n> schon sagte.\n>\n> Kurz.\n"
    )
    found = parse_mail(f"{HEAD}\nSie schrieben:\n\n{quoted}\nSo ist es.\n".encode(), Facts())
    quotes = [found.text[b.start : b.end] for b in found.blocks if b.kind is BlockKind.QUOTE]
    assert [(quote[:7], quote[-6:]) for quote in quotes] == [("Der Rat", "sagte."), ("Kurz.", "Kurz.")]
    twice = parse_mail(f"{HEAD}\n> > Ein Satz.\n> Noch einer.\n".encode(), Facts())
    assert "Ein Satz." in twice.text
