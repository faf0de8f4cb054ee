"""A page pasted as text, told apart into kicker, headline, lede, captions, subheads and body.

Nothing but the words and their order is there to go by. The rules below say what each part looks like; a part
that is not there is not invented, and no word is lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from reader.domain.article import Article, BlockKind
from reader.domain.clean import clean
from reader.intake import agency
from reader.intake.compose import Facts, Piece, compose, piece
from reader.intake.dates import parse_date
from reader.intake.ending import part_agency

_KICKER_MOST = 50  # characters
_HEADLINE_MOST = 200
_LEDE_MOST = 500
_SUBHEAD_MOST = 90
_PARAGRAPH_LEAST = 60
_CAPTION_LEAST = 20
_CAPTION_MOST = 400
_CREDIT_MOST = 90
_WRAP = range(45, 121)  # widths at which a text may have been broken by hand
_ENDS = tuple(".!?…:;,)")
_CLOSERS = "\"'”“»«’)]"
_ITEM = re.compile(r"^\s*(?P<marker>[-*•–·‣]|\d{1,2}[.)])\s+(?P<text>\S.*)$", re.DOTALL)
_QUOTED = re.compile(r"^\s*>\s?", re.MULTILINE)
_CREDIT = re.compile(
    r"^(?P<caption>.*?)[\s(\[|]*(?P<credit>(?:(?:Fotos?|Bild(?:er)?|Photos?|Photograph|Pictures?|Images?|Illustration"
    r"|Crédits?(?: photo)?|Credits?|Bildquelle|Symbolbild|Grafik|Zdjęcie)\s*:"
    r"|(?:Photo|Photograph|Image) by\b|©|\(c\))\s*"
    r"(?P<who>\S.{0,80}?))[)\]]?$",
    re.IGNORECASE | re.DOTALL,
)
_BYLINE = re.compile(
    r"^(?:(?:ein |eine )?(?:kommentar|analyse|interview|gastbeitrag|bericht|reportage|text|autor(?:in)?|author)"
    r"\s*(?::|von|by)?\s*)?"
    r"(?:von|by|par|por|di|door|text:|autor(?:in)?:|author:|words by)\s+(?P<names>\S.*)$",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"^[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w.'’-]*(?:\s+(?:von|van|de|der|den|zu|al|el|bin|und|and|et|y|e|[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w.'’-]*|&)|,)*"
)
_DATE_WORDS = re.compile(
    r"stand|aktualisiert|veröffentlicht|updated?|published|publié|mis à jour|posted|erschienen|modified"
    r"|geändert|zuletzt|lesezeit|min(?:uten)?|de lecture|[a-z]{1,4}",
    re.IGNORECASE,
)
_JUNK_LINES = "anzeige werbung advertisement publicité publicidad teilen drucken share print"
_JUNK = frozenset(_JUNK_LINES.split())


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the body, and the facts in it."""

    pieces: tuple[Piece, ...]
    used: int  # chunks
    facts: Facts


def parse_text(text: str, facts: Facts) -> Article:
    """The article that `text`, pasted from a page, holds.

    Args:
        text: as decoded; need not be clean.
        facts: what is known beside it; a byline, a date and an agency in the text fill what is empty.
    """
    marked = _captions(_groups(clean(text)))
    head = _head(marked, facts)
    body = _body(marked[head.used :])
    body, tail, named = part_agency(body)
    facts = replace(head.facts, agency=head.facts.agency or named)
    return compose((*head.pieces, *body, *tail), facts)


def body_of(text: str) -> list[Piece]:
    """The pieces of a text that is known to have no head: a mail's, a feed's."""
    return _body(_captions(_groups(clean(text))))


def _groups(text: str) -> list[list[str]]:
    """The chunks of `text`, the lines that no blank line parts together; a paragraph broken by hand is one chunk."""
    groups: list[list[str]] = []
    for part in re.split(r"\n[^\S\n]*\n\s*", text.strip()):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        chunks = _quoted(lines) or ([" ".join(lines)] if _is_wrapped(lines) else lines)
        groups.append([c for c in chunks if c.strip(" .:–-—|").lower() not in _JUNK])
    return groups


def _quoted(lines: Sequence[str]) -> list[str]:
    """The paragraphs of `lines` where a mail quotes another, once, in all of them; [] for anything else."""
    bare = [line.removeprefix(">").strip() for line in lines if line.startswith(">") and line[1:2] != ">"]
    if len(bare) != len(lines) or any(line.startswith(">") for line in bare):
        return []
    runs = [list(run) for some, run in groupby(bare, key=bool) if some]
    joined = [[" ".join(run)] if _is_wrapped(run) else run for run in runs]
    return [f"> {line}" for paragraph in joined for line in paragraph]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether `lines` are one paragraph that was broken at a width: all but the last about as long."""
    if len(lines) < 2 or any(_ITEM.match(line) or line.startswith(">") for line in lines):
        return False
    full = lines[:-1]
    widest = max(map(len, lines))
    even = widest in _WRAP and all(len(line) >= widest * 0.6 for line in full)
    return even and not all(line.endswith((".", "!", "?")) for line in full)


def _captions(groups: Sequence[Sequence[str]]) -> list[Piece]:
    """The chunks as pieces of no certain kind, captions with their credits already told apart."""
    pieces: list[Piece] = []
    chunks = [(chunk, group) for group in groups for chunk in group]
    at = 0
    while at < len(chunks):
        this, group = chunks[at]
        after = chunks[at + 1][0] if at + 1 < len(chunks) else ""
        pair = _twice(this, after) or (
            _caption_and_credit(*group) if len(group) == 2 and group[0] == this else []
        )
        pieces += pair or credited(this)
        at += 2 if pair else 1
    return pieces


def _caption_and_credit(caption: str, line: str) -> list[Piece]:
    """Two lines of their own, the second of which is a credit; [] for any other two."""
    credit = credited(line)
    if len(caption) > _CAPTION_MOST or [p.kind for p in credit] != [BlockKind.CREDIT]:
        return []
    return [piece(BlockKind.CAPTION, caption), *credit]


def _twice(first: str, second: str) -> list[Piece]:
    """A caption that stands twice, once with its credit glued to it, kept once; [] for no such pair."""
    short, long = sorted((first, second), key=len)
    rest = long[len(short) :].strip(" |–—-/")
    if len(short) < _CAPTION_LEAST or not long.startswith(short) or len(rest) > _CREDIT_MOST:
        return []
    if not rest:
        caption = short.endswith(_ENDS) and len(short) <= _CAPTION_MOST
        return [piece(BlockKind.CAPTION if caption else BlockKind.PARAGRAPH, short)]
    return [piece(BlockKind.CAPTION, short), piece(BlockKind.CREDIT, _bare_credit(rest))]


def _bare_credit(credit: str) -> str:
    return credit[1:-1] if credit[0] in "([" and credit[-1] in ")]" else credit


def credited(chunk: str) -> list[Piece]:
    """A short chunk that ends in a credit ("... Foto: Someone/Agency") as caption and credit."""
    match = _CREDIT.match(chunk) if len(chunk) <= _CAPTION_MOST else None
    if match is None or (match["caption"] and len(match["caption"]) < 3):
        return [piece(BlockKind.PARAGRAPH, chunk)]
    caption = match["caption"].rstrip(" (|[")
    pieces = [piece(BlockKind.CAPTION, caption)] if caption else []
    return [*pieces, piece(BlockKind.CREDIT, match["credit"])]


def _head(pieces: list[Piece], facts: Facts) -> _Head:
    """Kicker, headline, byline, dates and lede from the start of `pieces`."""
    at = 0
    found: list[Piece] = []
    texts = [p.text if p.kind is BlockKind.PARAGRAPH else "" for p in pieces]
    if len(texts) > 2 and _is_kicker(texts[0]) and _is_headline(texts[1]) and len(texts[1]) > len(texts[0]):
        found.append(piece(BlockKind.KICKER, texts[0]))
        at = 1
    if len(texts) <= at + 1 or not _is_headline(texts[at]):
        return _Head(tuple(found), at, facts)
    found.append(piece(BlockKind.HEADLINE, texts[at]))
    return _after_headline(pieces, at + 1, found, facts)


def _after_headline(pieces: list[Piece], at: int, found: list[Piece], facts: Facts) -> _Head:
    """Goes on while byline, date, captions and at most one lede stand there, in whatever order."""
    lede = False
    while at < len(pieces):
        item = pieces[at]
        credits = _credits(item.text)
        if item.kind in (BlockKind.CAPTION, BlockKind.CREDIT):
            found.append(item)
        elif credits is not None:
            found.append(piece(BlockKind.BYLINE, item.text))
            facts = replace(
                facts,
                author=facts.author or credits.author,
                published=facts.published or credits.published,
                agency=facts.agency or credits.agency,
            )
        elif not lede and _is_lede(pieces, at):
            found.append(piece(BlockKind.LEDE, item.text))
            lede = True
        else:
            break
        at += 1
    return _Head(tuple(found), at, facts)


def _is_kicker(text: str) -> bool:
    words = len(text.split())
    return 1 <= words <= 6 and len(text) <= _KICKER_MOST and not text.endswith((".", "!", "?", ",", "…"))


def _is_headline(text: str) -> bool:
    if not 2 < len(text) <= _HEADLINE_MOST or _credits(text) is not None or _ITEM.match(text):
        return False
    return len(text) <= 90 or not text.rstrip(_CLOSERS).endswith(".")


def _is_lede(pieces: Sequence[Piece], at: int) -> bool:
    """A short paragraph before longer ones, or one that a caption or byline parts from the body."""
    text = pieces[at].text
    rest = [
        len(p.text)
        for p in pieces[at + 1 :]
        if len(p.text) >= _PARAGRAPH_LEAST and p.kind is BlockKind.PARAGRAPH
    ]
    if not rest or len(text) < _PARAGRAPH_LEAST or len(text) > _LEDE_MOST or _ITEM.match(text):
        return False
    after = pieces[at + 1]
    signed = after.kind is BlockKind.PARAGRAPH and _credits(after.text) is not None
    pictured = after.kind is not BlockKind.PARAGRAPH
    enough = pictured or len(rest) >= 2
    return signed or (enough and len(text) <= (0.85 if pictured else 0.75) * median(rest))


def _credits(line: str) -> Facts | None:
    """Author, date and agency of a line that holds nothing else, None of any other line."""
    if len(line) > 120:
        return None
    named = agency.alone(line)
    if named:
        return Facts(agency=named)
    match = _BYLINE.match(line)
    if match is not None and (names := _NAMES.match(match["names"])):
        rest = match["names"][names.end() :]
        author = _without_place(names.group().strip(" ,"))
        if len(rest.split()) <= 8:
            return Facts(author=author, published=parse_date(rest))
    when = parse_date(line)
    words = [w for w in re.findall(r"[^\W\d_]+", line) if not _DATE_WORDS.fullmatch(w)]
    return Facts(published=when) if when is not None and len(words) <= 3 and len(line) <= 90 else None


def _without_place(names: str) -> str:
    """ "Eva Blum, Riad" without the place: one word behind the last comma, where names have two."""
    before, comma, last = names.rpartition(",")
    return before if comma and len(before.split()) > 1 and len(last.split()) == 1 else names


def _body(pieces: Sequence[Piece]) -> list[Piece]:
    return [_kind(pieces, at) for at in range(len(pieces))]


def _kind(pieces: Sequence[Piece], at: int) -> Piece:
    """The piece at `at` with the kind it has in a body."""
    item = pieces[at]
    text = item.text
    if item.kind is not BlockKind.PARAGRAPH:
        return item
    listed = _ITEM.match(text)
    if listed and _in_list(pieces, at):
        marker = "•" if len(listed["marker"]) == 1 else listed["marker"]
        return piece(BlockKind.ITEM, listed["text"], marker=marker)
    if text.startswith(">"):
        return piece(BlockKind.QUOTE, _QUOTED.sub("", text))
    return piece(BlockKind.SUBHEAD, text, level=2) if _is_subhead(pieces, at) else item


def _in_list(pieces: Sequence[Piece], at: int) -> bool:
    around = (pieces[i].text for i in (at - 1, at + 1) if 0 <= i < len(pieces))
    return any(_ITEM.match(text) for text in around)


def _is_subhead(pieces: Sequence[Piece], at: int) -> bool:
    """A short line without a full stop, before a paragraph and not right behind another short line."""
    text = pieces[at].text
    if len(text) > _SUBHEAD_MOST or at + 1 >= len(pieces) or len(text.split()) > 14:
        return False
    ended = text.rstrip(_CLOSERS).endswith((".", "!", "…", ":", ";", ",")) or text[0] in "„“\"«»'("
    after = pieces[at + 1]
    before_short = (
        at > 0 and pieces[at - 1].kind is BlockKind.PARAGRAPH and len(pieces[at - 1].text) < _PARAGRAPH_LEAST
    )
    heads = len(after.text) >= max(_PARAGRAPH_LEAST, len(text) + 1) or (
        _ITEM.match(after.text) is not None and _in_list(pieces, at + 1) and not _ITEM.match(text)
    )
    return heads and not ended and not before_short
