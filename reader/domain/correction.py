"""What a person says about the names that were recognised, and how it is applied to them.

A correction holds for an entity wherever it stands, or for one article alone (`article`). It is applied to what
was recognised, never written over it: taking a correction back is applying the others to the same raw mentions.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from secrets import token_hex

from reader.domain.entity import Kind, Mention


class Change(StrEnum):
    REJECT = "reject"  # it is no name
    KIND = "kind"  # it is of another kind: `to_kind`
    RENAME = "rename"  # it is called `to`; where another entity has that name, both become one
    SPLIT = "split"  # where it stands as `form`, it is somebody else, called `to`
    MISSED = "missed"  # where `form` stands, it is `entity`


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. made: aware, UTC."""

    id: str  # 15 hex digits
    change: Change
    entity: str
    kind: Kind
    made: datetime
    to: str = ""
    to_kind: Kind | None = None
    form: str = ""
    article: str = ""  # "" for everywhere


def reject(entity: str, kind: Kind, article: str = "") -> Correction:
    """It is no name."""
    return _made(Change.REJECT, entity, kind, article=article)


def change_kind(entity: str, kind: Kind, to: Kind, article: str = "") -> Correction:
    """It is a name of another kind."""
    return _made(Change.KIND, entity, kind, to_kind=to, article=article)


def rename(entity: str, kind: Kind, to: str, article: str = "") -> Correction:
    """It is called otherwise; also how two entities become one."""
    return _made(Change.RENAME, entity, kind, to=to, article=article)


def split(entity: str, kind: Kind, form: str, to: str = "", article: str = "") -> Correction:
    """Where it stands as `form`, it is somebody else: `to`, or an entity named as the form is."""
    return _made(Change.SPLIT, entity, kind, form=form, to=to or form, article=article)


def missed(form: str, kind: Kind, entity: str = "", article: str = "") -> Correction:
    """`form` is a name that was not recognised."""
    return _made(Change.MISSED, entity or form, kind, form=form, article=article)


def _made(change: Change, entity: str, kind: Kind, **facts: object) -> Correction:
    return Correction(token_hex(8)[:15], change, entity, kind, datetime.now(UTC), **facts)  # type: ignore[arg-type]


def apply(
    mentions: Iterable[Mention], corrections: Sequence[Correction], text: str, article: str = ""
) -> list[Mention]:
    """The mentions of one text as a person wants them.

    Args:
        mentions: as recognised, by start, not overlapping.
        corrections: oldest first; those of other articles are passed over.
        article: the id of the article the text belongs to.

    Returns:
        By start, not overlapping.
    """
    found = list(mentions)
    for correction in corrections:
        if correction.article in ("", article):
            found = _STEPS[correction.change](found, correction, text)
    return found


def renamed(key: tuple[str, Kind], corrections: Iterable[Correction]) -> tuple[str, Kind]:
    """What an entity is called, and of what kind it is, by what was said of it everywhere.

    Args:
        corrections: oldest first.
    """
    entity, kind = key
    for correction in corrections:
        if not correction.article and (correction.entity, correction.kind) == (entity, kind):
            if correction.change is Change.RENAME:
                entity = correction.to
            elif correction.change is Change.KIND:
                kind = correction.to_kind or kind
    return entity, kind


def _concerns(mention: Mention, correction: Correction) -> bool:
    return mention.entity == correction.entity and mention.kind is correction.kind


def _reject(mentions: list[Mention], correction: Correction, text: str) -> list[Mention]:
    return [m for m in mentions if not _concerns(m, correction)]


def _kind(mentions: list[Mention], correction: Correction, text: str) -> list[Mention]:
    kind = correction.to_kind or correction.kind
    return [replace(m, kind=kind) if _concerns(m, correction) else m for m in mentions]


def _rename(mentions: list[Mention], correction: Correction, text: str) -> list[Mention]:
    return [replace(m, entity=correction.to) if _concerns(m, correction) else m for m in mentions]


def _split(mentions: list[Mention], correction: Correction, text: str) -> list[Mention]:
    return [
        replace(m, entity=correction.to)
        if _concerns(m, correction) and text[m.start : m.end] == correction.form
        else m
        for m in mentions
    ]


def _missed(mentions: list[Mention], correction: Correction, text: str) -> list[Mention]:
    """Adds the entity wherever its form stands as whole words; a shorter mention inside gives way."""
    added: list[Mention] = []
    at = text.find(correction.form) if correction.form else -1
    while at >= 0:
        end = at + len(correction.form)
        if _whole(text, at, end):
            added.append(Mention(at, end, correction.kind, correction.entity))
        at = text.find(correction.form, end)
    kept = [m for m in mentions if not any(a.start <= m.start and m.end <= a.end for a in added)]
    free = [a for a in added if not any(m.start < a.end and a.start < m.end for m in kept)]
    return sorted([*kept, *free], key=lambda m: m.start)


def _whole(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


_STEPS: Mapping[Change, Callable[[list[Mention], Correction, str], list[Mention]]] = {
    Change.REJECT: _reject,
    Change.KIND: _kind,
    Change.RENAME: _rename,
    Change.SPLIT: _split,
    Change.MISSED: _missed,
}


def to_document(correction: Correction) -> dict[str, str]:
    """A correction as the notebook keeps it: plain text under plain names, nothing empty."""
    document = {
        "id": correction.id,
        "change": correction.change.value,
        "entity": correction.entity,
        "kind": correction.kind.value,
        "made": correction.made.isoformat(),
        "to": correction.to,
        "to_kind": correction.to_kind.value if correction.to_kind else "",
        "form": correction.form,
        "article": correction.article,
    }
    return {name: value for name, value in document.items() if value}


def from_document(document: Mapping[str, str]) -> Correction:
    """The correction that `to_document` wrote."""
    to_kind = document.get("to_kind", "")
    return Correction(
        document["id"],
        Change(document["change"]),
        document["entity"],
        Kind(document["kind"]),
        datetime.fromisoformat(document["made"]),
        document.get("to", ""),
        Kind(to_kind) if to_kind else None,
        document.get("form", ""),
        document.get("article", ""),
    )
