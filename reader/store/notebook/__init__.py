"""The notebook: what only the person knows, in one TinyDB file that survives anything.

book.py       Notebook, the door: states, marks, other tables, undo
documents.py  marks and states as documents         plain.py    what may stand in a document
record.py     documents that can be joined          wishes.py   what is wanted, as steps of a change
history.py    undo and redo                         margin.py   marks by article and by id
ledger.py     tables in memory, changes all or nothing
merge.py      another notebook folded in            repair.py   what is wrong, and what can be done
"""

from reader.store.notebook.book import Changed, Notebook
from reader.store.notebook.merge import Merged, merge
from reader.store.notebook.repair import check, repair

__all__ = ["Changed", "Merged", "Notebook", "check", "merge", "repair"]
