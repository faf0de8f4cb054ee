"""The tables of library.db, as numbered steps.

The data model in words. An article's `key` is the second of its date times 256 plus a counter, so that keys in
descending order are articles newest first: every index, the full text and every list are sorted by it already,
nothing needs a sort and no page an offset. `articles` holds what lists show and conditions ask, `versions` the
whole article, packed, once for each text it had. What the notebook says (states, tags, marks) is mirrored into
`articles`, `tags` and `marks`; for articles that are not here it waits in `waiting`. `tallies` is kept by
triggers: counting is reading.

Full text: `fulltext` holds folded and stemmed words and no text of its own; `forms` knows which words became which
stem, `parts` finds forms by three letters in a row, for parts of compounds; `remarks` has notes and tags.

`articles.story` joins reports that are the same; `sketches` finds them (see stories.py).

Mentions lie packed by article in `mentions`; `named` says which entity stands in which article how often.
"""

APPLICATION = 0x476C6F73  # "Glos", in the file's header
TIE_BITS = 8  # so many articles of one second keep their second: 2**8

_TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE articles(
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    sorting TEXT NOT NULL,               -- the title as it is sorted
    source TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    feed TEXT NOT NULL DEFAULT '',
    published INTEGER,                   -- microseconds since 1970, UTC; so are all times
    added INTEGER NOT NULL,
    words INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    tags TEXT NOT NULL DEFAULT '',       -- one a line
    marks INTEGER NOT NULL DEFAULT 0,
    notes INTEGER NOT NULL DEFAULT 0,
    names INTEGER NOT NULL DEFAULT 0,    -- entities it names
    recognised TEXT NOT NULL DEFAULT '', -- the recogniser's version
    story INTEGER NOT NULL DEFAULT 0     -- the id of the first of several reports of it, as a number
);
CREATE INDEX articles_key ON articles(key);
CREATE INDEX articles_read ON articles(read);
CREATE INDEX articles_archived ON articles(archived);
CREATE INDEX articles_current ON articles(archived, read);
CREATE INDEX articles_starred ON articles(starred) WHERE starred = 1;
CREATE INDEX articles_marked ON articles(marks) WHERE marks > 0;
CREATE INDEX articles_noted ON articles(notes) WHERE notes > 0;
CREATE INDEX articles_source ON articles(source);
CREATE INDEX articles_author ON articles(author);
CREATE INDEX articles_language ON articles(language);
CREATE INDEX articles_feed ON articles(feed, archived);
CREATE INDEX articles_words ON articles(words);
CREATE INDEX articles_sorting ON articles(sorting, key DESC);
CREATE INDEX articles_recognised ON articles(recognised);
CREATE INDEX articles_story ON articles(story) WHERE story <> 0;

CREATE TABLE sketches(
    number INTEGER NOT NULL,             -- one of the article's sketch
    key INTEGER NOT NULL,
    PRIMARY KEY(number, key)
) WITHOUT ROWID;

CREATE TABLE versions(
    key INTEGER NOT NULL REFERENCES articles(key) ON UPDATE CASCADE ON DELETE CASCADE,
    number INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE(key, number)
);

CREATE TABLE tags(
    tag TEXT NOT NULL,
    key INTEGER NOT NULL REFERENCES articles(key) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY(tag, key)
) WITHOUT ROWID;
CREATE INDEX tags_key ON tags(key);

CREATE TABLE marks(
    id TEXT PRIMARY KEY,
    key INTEGER NOT NULL REFERENCES articles(key) ON UPDATE CASCADE ON DELETE CASCADE,
    start INTEGER NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    color TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX marks_key ON marks(key);

CREATE TABLE waiting(id TEXT PRIMARY KEY, remarks TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE feeds(id TEXT PRIMARY KEY, facts TEXT NOT NULL) WITHOUT ROWID;
"""

# How many articles there are of each kind and name, unread and in all, in the archive and out of it.
_TALLIES = """
CREATE TABLE tallies(
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    unread INTEGER NOT NULL,             -- unread and total: not in the archive
    total INTEGER NOT NULL,
    archived_unread INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    PRIMARY KEY(kind, name)
) WITHOUT ROWID;
"""

# The tallies that an article counts in, but for its tags: kind, name, and whether it does.
_COUNTED = (
    ("all", "''", "1"),
    ("starred", "''", "{row}.starred"),
    ("feed", "{row}.feed", "{row}.feed <> ''"),
)
_ADD = """ON CONFLICT(kind, name) DO UPDATE SET unread = unread + excluded.unread, total = total + excluded.total,
            archived_unread = archived_unread + excluded.archived_unread, archived = archived + excluded.archived;"""


def _numbers(row: str, sign: str) -> str:
    """The four numbers of a tally that article `row` adds or takes."""
    kept = f"{row}.archived = 0"
    return ", ".join(
        f"{sign}({condition})"
        for condition in (
            f"{row}.read = 0 AND {kept}",
            kept,
            f"{row}.read = 0 AND {row}.archived",
            f"{row}.archived",
        )
    )


def _count(row: str, sign: str) -> str:
    """The statements of a trigger that count article `row` ("new" or "old") in or out."""
    return "\n".join(
        f"""    INSERT INTO tallies SELECT '{kind}', {name.format(row=row)}, {_numbers(row, sign)}
        WHERE {counts.format(row=row)} {_ADD}"""
        for kind, name, counts in _COUNTED
    )


def _count_tags(row: str, sign: str) -> str:
    """The same for each of its tags, as the article was or is."""
    return f"""    INSERT INTO tallies SELECT 'tag', tag, {_numbers(row, sign)} FROM tags
        WHERE key = new.key {_ADD}"""  # a key that changes has changed in `tags` already


def _count_tag(row: str, sign: str) -> str:
    """The statement that counts row `row` of `tags`."""
    return f"""    INSERT INTO tallies SELECT 'tag', {row}.tag, {_numbers("a", sign)} FROM articles a
        WHERE a.key = {row}.key {_ADD}"""


_TRIGGERS = f"""
CREATE TRIGGER articles_counted AFTER INSERT ON articles BEGIN
{_count("new", "+")}
END;
CREATE TRIGGER articles_uncounted BEFORE DELETE ON articles BEGIN
    DELETE FROM tags WHERE key = old.key;
{_count("old", "-")}
END;
CREATE TRIGGER articles_recounted AFTER UPDATE OF read, starred, archived, feed ON articles
WHEN (old.read, old.starred, old.archived, old.feed) <> (new.read, new.starred, new.archived, new.feed) BEGIN
{_count("old", "-")}
{_count("new", "+")}
{_count_tags("old", "-")}
{_count_tags("new", "+")}
END;
CREATE TRIGGER tags_counted AFTER INSERT ON tags BEGIN
{_count_tag("new", "+")}
END;
CREATE TRIGGER tags_uncounted BEFORE DELETE ON tags BEGIN
{_count_tag("old", "-")}
END;
"""

_INDEX = """
CREATE VIRTUAL TABLE fulltext USING fts5(title, lede, body, content='', tokenize='ascii');
INSERT INTO fulltext(fulltext, rank) VALUES('hashsize', 4194304);
INSERT INTO fulltext(fulltext, rank) VALUES('rank', 'bm25(10.0, 4.0, 1.0)');
CREATE VIRTUAL TABLE remarks USING fts5(note, tag, tokenize='ascii');
CREATE TABLE forms(
    id INTEGER PRIMARY KEY,
    form TEXT NOT NULL,
    stem TEXT NOT NULL,
    compound INTEGER NOT NULL,           -- it may be one: long, and of a language that has them
    UNIQUE(form, stem)
);
CREATE VIRTUAL TABLE parts USING fts5(form, content='', tokenize='trigram', detail='none');
"""

_NAMES = """
CREATE TABLE mentions(
    key INTEGER PRIMARY KEY REFERENCES articles(key) ON UPDATE CASCADE ON DELETE CASCADE,
    raw TEXT NOT NULL,
    corrected TEXT                       -- NULL where no correction touches them
);
CREATE TABLE entities(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    UNIQUE(name, kind)
);
CREATE INDEX entities_mentions ON entities(mentions);
CREATE INDEX entities_articles ON entities(articles);
CREATE TABLE named(
    entity INTEGER NOT NULL,
    key INTEGER NOT NULL REFERENCES articles(key) ON UPDATE CASCADE ON DELETE CASCADE,
    count INTEGER NOT NULL,
    PRIMARY KEY(entity, key)
) WITHOUT ROWID;
CREATE INDEX named_key ON named(key, entity, count);
CREATE TABLE aliases(
    id INTEGER PRIMARY KEY,
    entity INTEGER NOT NULL,
    form TEXT NOT NULL,
    count INTEGER NOT NULL DEFAULT 0,
    UNIQUE(entity, form)
);
CREATE VIRTUAL TABLE alias_words USING fts5(form, content='', tokenize='ascii', prefix='1 2 3');
"""

# What libraries of the first days had not yet or had otherwise, though they bear the number 1 as well.
_SINCE = """
ALTER TABLE articles ADD COLUMN story INTEGER NOT NULL DEFAULT 0;
ALTER TABLE marks ADD COLUMN color TEXT NOT NULL DEFAULT 'yellow';
CREATE TABLE IF NOT EXISTS sketches(
    number INTEGER NOT NULL,
    key INTEGER NOT NULL,
    PRIMARY KEY(number, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS articles_story ON articles(story) WHERE story <> 0;
DROP INDEX articles_author;
CREATE INDEX articles_author ON articles(author);
DROP INDEX articles_feed;
CREATE INDEX articles_feed ON articles(feed, archived);
DROP INDEX articles_sorting;
CREATE INDEX articles_sorting ON articles(sorting, key DESC);
"""

# Step n brings a file from version n - 1 to n; a column that is there already is not added. A step that is out in
# the world never changes.
STEPS: tuple[str, ...] = (_TABLES + _TALLIES + _TRIGGERS + _INDEX + _NAMES, _SINCE)
