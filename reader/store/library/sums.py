"""What the mentions of all articles add up to: by entity, by article and by the words used.

Changes of many articles are gathered and written once: a correction may touch thousands.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from reader.domain.entity import NAMES, Mention
from reader.store.library import fold

Name = tuple[str, str]  # entity and kind


class Sums:
    """Changes of the sums, to be written in one transaction."""

    def __init__(self) -> None:
        self._mentions: Counter[Name] = Counter()
        self._articles: Counter[Name] = Counter()
        self._forms: Counter[tuple[Name, str]] = Counter()
        self._named: dict[tuple[Name, int], int] = {}  # how often it stands in an article now

    def move(self, key: int, text: str, old: Sequence[Mention], new: Sequence[Mention]) -> None:
        """Counts `new` where `old` was counted: the mentions of the article `key`, in its `text`."""
        before, after = names_in(old), names_in(new)
        for name in before.keys() | after.keys():
            if before[name] != after[name]:
                self._mentions[name] += after[name] - before[name]
                self._articles[name] += (name in after) - (name in before)
                self._named[name, key] = after[name]
        gone, come = Counter(old), Counter(new)
        for mentions, sign in ((gone - come, -1), (come - gone, 1)):
            for name, form in _forms(text, mentions.elements()):
                self._forms[name, form] += sign

    def write(self, db: sqlite3.Connection) -> None:
        """Brings the tables up to date."""
        forms = {pair: times for pair, times in self._forms.items() if times}
        named = self._mentions.keys() | {name for name, _ in forms}
        ids = {name: _entity(db, name) for name in sorted(named)}
        db.executemany(
            "UPDATE entities SET mentions = mentions + ?, articles = articles + ? WHERE id = ?",
            [(times, self._articles[name], ids[name]) for name, times in self._mentions.items()],
        )
        counts = [(ids[name], key, count) for (name, key), count in self._named.items()]
        db.executemany(
            "DELETE FROM named WHERE entity = ? AND key = ?", [row[:2] for row in counts if not row[2]]
        )
        db.executemany(
            "INSERT OR REPLACE INTO named(entity, key, count) VALUES(?, ?, ?)",
            [row for row in counts if row[2]],
        )
        for (name, form), times in forms.items():
            _count_alias(db, ids[name], form, times)


def names_in(mentions: Iterable[Mention]) -> Counter[Name]:
    """How often each name stands in an article; dates and amounts are none."""
    return Counter((m.entity, m.kind.value) for m in mentions if m.kind in NAMES)


def _forms(text: str, mentions: Iterable[Mention]) -> Iterable[tuple[Name, str]]:
    for mention in mentions:
        if mention.kind in NAMES and not mention.derived:
            yield (mention.entity, mention.kind.value), " ".join(text[mention.start : mention.end].split())


def _entity(db: sqlite3.Connection, name: Name) -> int:
    found = db.execute("SELECT id FROM entities WHERE name = ? AND kind = ?", name).fetchone()
    if found is not None:
        return int(found[0])
    made = db.execute("INSERT INTO entities(name, kind) VALUES(?, ?)", name).lastrowid
    assert made is not None
    _count_alias(db, made, name[0], 0)
    return made


def _count_alias(db: sqlite3.Connection, entity: int, form: str, times: int) -> None:
    if db.execute(
        "UPDATE aliases SET count = count + ? WHERE entity = ? AND form = ?", (times, entity, form)
    ).rowcount:
        return
    made = db.execute(
        "INSERT INTO aliases(entity, form, count) VALUES(?, ?, ?)", (entity, form, times)
    ).lastrowid
    db.execute("INSERT INTO alias_words(rowid, form) VALUES(?, ?)", (made, " ".join(fold.folded(form))))
