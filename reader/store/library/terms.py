"""From a query's words to what the index is asked, in FTS5's own language.

A word asks for its stem in every language the library has, and, as a part of compounds, for each word known to
the index that contains it or ends with its stem: "minister" finds Außenminister and Ministerpräsident, but not
Administrator. Where a word is short, only compounds that begin or end with it count.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from reader.domain.query import Term
from reader.store.library import fold

_SHORTEST_PART = 4  # of a compound
_SHORTEST_INSIDE = 5  # so long, it may stand anywhere in one
_MOST = 300  # words that one word may stand for
_READ = 2000  # forms looked at for that
_REST = 3  # so much a compound is longer than its part


@dataclass(frozen=True, slots=True)
class Sought:
    """What a term comes down to: any of these.

    Args:
        stems: single words, exactly.
        compounds: single words that contain the term's, stemmed.
        begins: beginnings of folded words.
        phrases: stems side by side; with `open`, the last one is a beginning.
    """

    stems: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()
    begins: str = ""
    phrases: tuple[tuple[str, ...], ...] = ()
    open: bool = False


@dataclass
class Vocabulary:
    """The words of one library: which forms became which stems.

    Args:
        db: for as long as this lives.
    """

    db: sqlite3.Connection
    _languages: tuple[str, ...] = ()
    _known: dict[Term, Sought] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the library's articles that have a stemmer, and ""."""
        if not self._languages:
            tags = (fold.base(str(tag)) for (tag,) in self.db.execute(_DISTINCT) if tag is not None)
            self._languages = tuple(dict.fromkeys([*tags, ""]))
        return self._languages

    def sought(self, term: Term) -> Sought:
        """What `term` looks for in the index."""
        key = Term(term.text, "", term.phrase, term.prefix)
        if key not in self._known:
            self._known[key] = self._sought(key)
        return self._known[key]

    def _sought(self, term: Term) -> Sought:
        forms = fold.folded(term.text)
        if len(forms) == 1 and not term.prefix:
            stems = self._stems(forms[0])
            compounds = frozenset() if term.phrase else self._compounds(forms[0], stems)
            return Sought(stems, compounds - stems)
        if len(forms) == 1:
            return Sought(self._begun(forms[0]), begins=forms[0])
        return Sought(phrases=self._phrases(forms, term.prefix), open=term.prefix)

    def _stems(self, form: str) -> frozenset[str]:
        return frozenset(fold.stems(language).stem(form) for language in self.languages)

    def _phrases(self, forms: Sequence[str], prefix: bool) -> tuple[tuple[str, ...], ...]:
        made = []
        for language in self.languages if forms else ():
            stems = [fold.stems(language).stem(form) for form in forms]
            made.append((*stems[:-1], forms[-1]) if prefix else tuple(stems))
        return tuple(dict.fromkeys(made))

    def _begun(self, begin: str) -> frozenset[str]:
        """Stems shorter than the beginning of a word that they are the stem of ("regier" for "regierun*")."""
        rows = self.db.execute(
            "SELECT DISTINCT stem FROM forms WHERE form >= ? AND form < ? AND length(stem) < ? LIMIT ?",
            (begin, begin + "\U0010ffff", len(begin), _MOST),
        )
        return frozenset(stem for (stem,) in rows if not stem.startswith(begin))

    def _compounds(self, form: str, stems: frozenset[str]) -> frozenset[str]:
        """The stems of the words that have `form` as a part."""
        short = min(stems, key=len)
        seed = short if form.startswith(short) else form
        if len(seed) < _SHORTEST_PART:
            return frozenset()
        trigrams = " AND ".join(f'"{seed[at : at + 3]}"' for at in range(len(seed) - 2))
        rows = self.db.execute(
            """SELECT f.form, f.stem FROM parts p JOIN forms f ON f.id = p.rowid
            WHERE parts MATCH ? ORDER BY p.rowid LIMIT ?""",
            (trigrams, _READ),
        )
        # Words are numbered as they come in, so the first are the most frequent: if any are left out, it is rare ones.
        found = dict.fromkeys(stem for word, stem in rows if _has_part(word, stem, form, stems))
        return frozenset(islice(found, _MOST))


def _has_part(word: str, stem: str, form: str, stems: frozenset[str]) -> bool:
    if len(word) < len(form) + _REST:
        return False
    if any(len(part) >= _SHORTEST_PART and stem.endswith(part) for part in stems):
        return True
    return word.startswith(form) or (len(form) >= _SHORTEST_INSIDE and form in word)


_DISTINCT = """WITH RECURSIVE known(value) AS (
    SELECT min(language) FROM articles
    UNION ALL
    SELECT (SELECT min(language) FROM articles WHERE language > value) FROM known WHERE value IS NOT NULL
) SELECT value FROM known"""


def expression(sought: Sought, compounds: bool = True) -> str:
    """`sought` in the language of FTS5's MATCH, with or without compounds; "" when nothing can match it."""
    single = sought.stems | sought.compounds if compounds else sought.stems
    parts = [_quoted(stem) for stem in sorted(single)]
    if sought.begins:
        parts.append(_quoted(sought.begins) + "*")
    parts += [_quoted(" ".join(phrase)) + "*" * sought.open for phrase in sought.phrases]
    return _one(parts, " OR ")


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ") + '"'


def _one(parts: Sequence[str], by: str) -> str:
    return parts[0] if len(parts) == 1 else f"({by.join(parts)})" if parts else ""


def both(parts: Iterable[str]) -> str:
    """What matches all of these expressions."""
    return _one(list(parts), " AND ")


def either(parts: Iterable[str]) -> str:
    """What matches one of these expressions."""
    return _one(list(parts), " OR ")
