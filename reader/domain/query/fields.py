"""The fields a query knows, each with a line of help; and what people write instead of them."""

from reader.domain.mark import COLORS

TEXTS = {
    "title": "words of the headline",
    "text": "words of the article's text, without its headline",
    "note": "words of your notes",
}
FACTS = {
    "tag": "a tag of the article",
    "source": "the paper or site",
    "author": "who wrote it",
    "lang": "the language: de, en, fr",
    "feed": "the feed it came from",
    "entity": "a person, organisation or place it names",
    "person": "a person it names",
    "org": "an organisation it names",
    "place": "a place it names",
    "color": "the colour of a mark: yellow, green, blue, pink, orange, purple",
    "is": "unread, read, starred, archived, marked",
    "has": "note, tag, entity",
    "after": "published on or after: 2025-03-16, 2025-03, yesterday, 3d, 2w",
    "before": "published before that day, month or year",
    "on": "published on that day, or in that month or year",
    "words": "length in words: >500, <200, 300-800",
    "sort": "newest, oldest, best, title",
}
FIELDS = {**TEXTS, **FACTS}
IS = ("unread", "read", "starred", "archived", "marked")
HAS = ("note", "tag", "entity", "mark")
SORTS = ("newest", "oldest", "best", "title")
CHOICES = {"color": COLORS, "is": IS, "has": HAS, "sort": SORTS}
DATES = ("after", "before", "on")
DAYS = ("today", "yesterday", "1d", "3d", "1w", "2w", "1m", "1y")

# What other programs call these fields; it only serves to say what would be right.
OTHER_NAMES = {
    "body": "text",
    "content": "text",
    "headline": "title",
    "subject": "title",
    "titel": "title",
    "notiz": "note",
    "label": "tag",
    "tags": "tag",
    "from": "source",
    "site": "source",
    "paper": "source",
    "quelle": "source",
    "colour": "color",
    "farbe": "color",
    "by": "author",
    "autor": "author",
    "language": "lang",
    "sprache": "lang",
    "who": "person",
    "per": "person",
    "people": "person",
    "organisation": "org",
    "organization": "org",
    "location": "place",
    "loc": "place",
    "ort": "place",
    "since": "after",
    "newer": "after",
    "from_date": "after",
    "until": "before",
    "older": "before",
    "date": "on",
    "day": "on",
    "length": "words",
    "order": "sort",
    "state": "is",
    "status": "is",
}
