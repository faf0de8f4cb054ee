"""Rules that need the whole article: later short forms belong to the full name, and one name is of one kind."""

from collections import Counter
from dataclasses import replace

from reader.domain.entity import Kind
from reader.entities import cues
from reader.entities.draft import Draft, Find
from reader.entities.lexicon import surname


def short_forms(draft: Draft) -> None:
    """ "Rubio" and "Lawrows" belong to "Marco Rubio" and "Sergej Lawrow", wherever they stand."""
    full = _surnames(draft)
    _rename(draft, full)
    first_words = {name.split()[0] for name in full}
    for index, word in enumerate(draft.words.words):
        if draft.taken[index]:
            continue
        last, name = _surname_at(draft, index, full, first_words)
        if name and (last > index or not _is_common(draft, index, word)):
            draft.take(index, last, Kind.PER, full[name])


def _surnames(draft: Draft) -> dict[str, str]:
    """Surname -> full name: of those the text names in full, then of those who need no given name."""
    full: dict[str, str] = {}
    for find in sorted(draft.finds, key=lambda f: f.first):
        if find.kind is Kind.PER and " " in find.entity and not find.derived:
            full.setdefault(surname(find.entity), find.entity)
            spelled = draft.words.words[find.last].removesuffix("’s")
            full.setdefault(spelled, find.entity)
    for name, entity in draft.lexicon.alone.items():
        full.setdefault(name, entity)
    return full


def _rename(draft: Draft, full: dict[str, str]) -> None:
    """Finds of a surname get the full name, also where it was taken for a place that no table knows."""
    for place, find in enumerate(draft.finds):
        if not find.derived and surname(find.entity) == find.entity and _may_be_person(draft, find):
            entity = full.get(find.entity) or full.get(find.entity.removesuffix("s"))
            if entity:
                draft.finds[place] = replace(find, entity=entity, kind=Kind.PER)
    singles = {f.entity for f in draft.finds if f.kind is Kind.PER and " " not in f.entity}
    full.update((name, name) for name in singles if name not in full)


def _may_be_person(draft: Draft, find: Find) -> bool:
    if find.kind is Kind.PER:
        return True
    return draft.tagged and find.kind is Kind.LOC and draft.lexicon.single(draft.word(find.last)) is None


def _surname_at(draft: Draft, index: int, full: dict[str, str], first_words: set[str]) -> tuple[int, str]:
    """The last word and the surname that stands at `index`, ("" if none does)."""
    word = draft.word(index)
    for form in (word, word.removesuffix("s"), word.rstrip("’'")):
        if form in full:
            return index, form
    if word in first_words or word.lower() in first_words:
        for last in range(min(index + 3, len(draft) - 1), index, -1):
            spelled = " ".join(draft.word(i) for i in range(index, last + 1))
            for form in (spelled, spelled.removesuffix("s"), spelled[0].lower() + spelled[1:]):
                if form in full and draft.is_free(index, last):
                    return last, form
    return index, ""


def _is_common(draft: Draft, index: int, word: str) -> bool:
    """Whether the word is rather the common noun or the title of that form, or part of another name."""
    if not word[0].isupper() or word in cues.NEVER or cues.is_title(word):
        return True
    noun, known = draft.lexicon.is_noun(word), draft.lexicon.is_surname(word)
    if draft.tagged or not known:
        return noun or (draft.tagged and not known)
    return noun and (draft.has_article(index) or draft.words.opening[index])


def consistent(draft: Draft) -> None:
    """A name that was taken for a place once and mostly for an organisation is one; evenly split it may be both."""
    counts: dict[str, Counter[Kind]] = {}
    for find in draft.finds:
        if not find.derived:
            counts.setdefault(find.entity, Counter())[find.kind] += 1
    for place, find in enumerate(draft.finds):
        kinds = counts.get(find.entity, Counter())
        if len(kinds) > 1 and not find.derived:
            kind = max(kinds, key=lambda kind: (kinds[kind], kind.value))
            if kinds[kind] >= 2 * kinds[find.kind]:
                draft.finds[place] = replace(find, kind=kind)
