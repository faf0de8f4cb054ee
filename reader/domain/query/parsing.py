"""From a query's text to its tree, by recursive descent.

    either := all (OR all)*
    all    := one+                              words side by side: all of them
    one    := "-" one | "(" either ")" | field value | word | phrase
    value  := word | phrase | "(" either ")"    brackets only behind title: text: note:

The same parser reads what is still being typed: then a mistake is skipped instead of raised.
"""

from dataclasses import replace
from datetime import datetime

from reader.domain.clean import clean, clean_line
from reader.domain.errors import QueryError
from reader.domain.query.facts import fact, unknown
from reader.domain.query.fields import FIELDS, SORTS, TEXTS
from reader.domain.query.nodes import Field, Node, Not, Query, Term, all_of, any_of
from reader.domain.query.scan import Kind, Token, scan

LONGEST = 2000
DEEPEST = 40
_SHORTEST = 3  # letters of a word that is being typed, to be taken as the beginning of one
_ENDS = (Kind.CLOSE, Kind.OR)


def parse(text: str, now: datetime | None = None) -> Query:
    """The query that `text` asks for; "" is every article.

    Args:
        now: against which relative dates are checked; this moment by default.

    Raises:
        QueryError: it makes no sense; it knows the place and what would be right.
    """
    try:
        _refuse(text)
        return _Parser(scan(_plain(text)), now).query()
    except QueryError as error:
        error.query = text
        raise


def parse_partial(text: str, now: datetime | None = None) -> Query:
    """The query of a text that is still being typed: what is complete of it. Never raises.

    A word that ends the text is also looked for as the beginning of one.
    """
    text = "".join(" " if _foreign(char) else char for char in text[:LONGEST])
    tokens = scan(_plain(text))
    growing = tokens[-1] if tokens and tokens[-1].end == len(text) else None
    try:
        return _Parser(tokens, now, strict=False, growing=growing).query()
    except QueryError:  # brackets without end
        return Query()


def _foreign(char: str) -> bool:
    return char == "\0" or "\ud800" <= char <= "\udfff"


def _refuse(text: str) -> None:
    """Refuses what cannot be a query, however it is read."""
    if len(text) > LONGEST:
        message = f"The query is {len(text):,} characters long; {LONGEST:,} are the most."
        raise QueryError(message, LONGEST, len(text), "Look for a few words of it.")
    for at, char in enumerate(text):
        if _foreign(char):
            message = f"Character {at + 1} of the query is none that a text can hold."
            raise QueryError(message, at, at + 1, "Leave it out.")


def _plain(text: str) -> str:
    """`text` with a space for each control character, so that places stay what they are."""
    return "".join(char if char.isprintable() or clean(char) else " " for char in text)


class _Parser:
    """One pass over the tokens. Not strict: what is wrong is left out."""

    def __init__(
        self, tokens: list[Token], now: datetime | None, strict: bool = True, growing: Token | None = None
    ) -> None:
        self._tokens = tokens
        self._now = now
        self._strict = strict
        self._growing = growing  # the word that is being typed
        self._at = 0
        self._depth = 0
        self._field = ""  # of the brackets around: title:(a b)
        self._sort = ""
        self._skipped: Token | None = None  # the last word without a letter

    def query(self) -> Query:
        root = self._either()
        while (token := self._peek()) is not None:  # only a bracket too many ends it early
            self._wrong("This bracket closes none.", token, "Leave it out, or open one before it.")
            self._at += 1
            root = all_of(n for n in (root, self._either()) if n is not None)
        if root is None and not self._sort and self._skipped is not None:
            self._wrong("There is no letter or digit to look for.", self._skipped)
        return Query(root, self._sort)

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _wrong(self, message: str, token: Token, hint: str = "") -> None:
        if self._strict:
            raise QueryError(message, token.start, token.end, hint)

    def _either(self) -> Node | None:
        parts = []
        dangling: Token | None = None
        while True:
            part = self._all()
            if part is not None:
                parts.append(part)
            elif dangling is not None or self._is(Kind.OR):
                near = dangling or self._tokens[self._at]
                self._wrong("OR needs something on both sides.", near, 'To find the word, write "OR".')
            if not self._is(Kind.OR):
                return any_of(parts)
            dangling = self._tokens[self._at]
            self._at += 1

    def _is(self, kind: Kind) -> bool:
        token = self._peek()
        return token is not None and token.kind is kind

    def _all(self) -> Node | None:
        parts = []
        while (token := self._peek()) is not None and token.kind not in _ENDS:
            part = self._one()
            if part is not None:
                parts.append(part)
        return all_of(parts)

    def _one(self) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        match token.kind:
            case Kind.AND:
                return None
            case Kind.MINUS:
                return self._negated(token)
            case Kind.OPEN:
                return self._group(token)
            case Kind.FIELD:
                return self._of_field(token)
            case _:
                return self._term(token, self._field)

    def _negated(self, minus: Token) -> Node | None:
        following = self._peek()
        if following is None or following.kind in (*_ENDS, Kind.AND):
            self._wrong("A minus needs what is to be left out.", minus)
            return None
        self._deeper(minus)
        sort = self._sort
        part = self._one()
        self._depth -= 1
        if self._sort != sort:
            self._wrong("sort: cannot be left out.", following, "Write it without the minus.")
        return None if part is None else Not(part)

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:  # also when reading tolerantly: the stack is finite
            raise QueryError(f"More than {DEEPEST} brackets stand in each other.", token.start, token.end)

    def _group(self, opening: Token) -> Node | None:
        self._deeper(opening)
        inner = self._either()
        self._depth -= 1
        if self._is(Kind.CLOSE):
            self._at += 1
            if inner is None:
                self._wrong("There is nothing in these brackets.", opening)
        else:
            self._wrong("This bracket is not closed.", opening, "Close it with ).")
        return inner

    def _of_field(self, token: Token) -> Node | None:
        name = token.text.lower()
        value = self._peek()
        behind = value is not None and value.start == token.end and value.kind is not Kind.CLOSE
        if name not in FIELDS:
            return self._unknown(token, name, behind)
        if value is None or not behind:
            self._wrong(f"{name}: needs a value right behind the colon.", token, _example(name, value))
            return None
        if name in TEXTS:
            return self._of_text(name, value)
        self._at += 1
        if value.kind is Kind.OPEN:
            self._wrong(f"Brackets cannot follow {name}:.", value, f"Write {name}:a OR {name}:b.")
            self._at -= 1
            return None
        return self._fact(name, token, value)

    def _unknown(self, token: Token, name: str, behind: bool) -> Node | None:
        """An unknown field; a colon in running text, with a space behind it, is none."""
        hint = unknown(name)
        if behind or hint:
            shown = clean_line(token.text)
            self._wrong(f"There is no field {shown}:.", token, hint or f'For the words write "{shown}: ...".')
            if behind and not self._is(Kind.OPEN):
                self._at += 1
            return None
        return self._term(replace(token, text=f"{token.text}:"), self._field)

    def _of_text(self, name: str, value: Token) -> Node | None:
        outer, self._field = self._field, name
        self._at += 1
        node = self._group(value) if value.kind is Kind.OPEN else self._term(value, name)
        self._field = outer
        return node

    def _fact(self, name: str, token: Token, value: Token) -> Node | None:
        try:
            if not value.closed:
                raise QueryError(
                    "This quotation mark is not closed.", value.start, value.end, 'Close it with ".'
                )
            text = fact(name, value.text + "*" * value.prefix, value.start, value.end, self._now)
        except QueryError:
            if self._strict:
                raise
            return None
        if name != "sort":
            return Field(name, text)
        if self._depth or self._sort not in ("", text) or text not in SORTS:
            self._wrong("sort: can stand only once, and in no brackets.", token)
        self._sort = text
        return None

    def _term(self, token: Token, field: str) -> Node | None:
        if not token.closed:
            self._wrong("This quotation mark is not closed.", token, 'Close it with ".')
        if not any(char.isalnum() for char in token.text):
            self._without_letters(token, field)
            return None
        text, prefix = token.text, token.prefix
        if "*" in text:
            self._wrong("A * stands only at the end of a word.", token, f"{text.split('*')[0]}*")
            if token.kind is Kind.WORD:
                return self._begun(text.split("*")[0], field)
            text = text.replace("*", " ")
        text = clean_line(text)
        if token is self._growing and token.kind is Kind.WORD and not prefix and len(text) >= _SHORTEST:
            return any_of((Term(text, field), Term(text, field, prefix=True)))
        return Term(text, field, token.kind is Kind.PHRASE, prefix)

    def _begun(self, text: str, field: str) -> Node | None:
        return Term(clean_line(text), field, prefix=True) if any(map(str.isalnum, text)) else None

    def _without_letters(self, token: Token, field: str) -> None:
        if token.prefix or field or token.kind is Kind.PHRASE:
            what = "A * needs the beginning of a word before it." if token.prefix else ""
            self._wrong(what or "There is no letter or digit to look for.", token)
        self._skipped = token


def _example(name: str, value: Token | None) -> str:
    word = clean_line(value.text) if value is not None and value.kind in (Kind.WORD, Kind.PHRASE) else ""
    return (
        f"Write {name}:{word or '...'} without a space."
        if word
        else f"As in {_EXAMPLES.get(name, name + ':word')}."
    )


_EXAMPLES = {
    "is": "is:unread",
    "has": "has:note",
    "after": "after:2025-03",
    "before": "before:2w",
    "on": "on:yesterday",
    "words": "words:>500",
    "sort": "sort:best",
    "lang": "lang:de",
    "person": 'person:"Marco Rubio"',
}
