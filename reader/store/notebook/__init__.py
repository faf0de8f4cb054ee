"""The notebook: what only the person knows, in one TinyDB file that survives anything.

- book.py: Notebook, the door: states, marks, other tables, undo. documents.py: marks and states as documents;
  margin.py: marks by article and by id.
- pen.py writes what is wished, remembers it for undo and tells who listens; wishes.py, history.py: its parts.
- plain.py: what may stand in a document. record.py: documents that can be joined.
- ledger.py: tables in memory, changes all or nothing. file.py: the same on disk, a file and a journal;
  readonly.py: the same, not to be changed; opening.py chooses. storage.py: TinyDB on top of them.
- snapshot.py: the file's form; journal.py: the journal's; journal_file.py: it, open and locked; migrate.py: from
  schema to schema. disk.py and lock.py: what is asked of the system; refusal.py: what is said when it refuses;
  places.py: what lies beside the file.
- joining.py: two notebooks' tables as one; merge.py: another notebook folded in; conflict.py: copies that a sync
  service left; backup.py: the file as it was on other days; repair.py: what is wrong, and what can be done.
"""

from reader.store.notebook.book import Notebook
from reader.store.notebook.conflict import conflicts
from reader.store.notebook.merge import Merged, merge, unmerged
from reader.store.notebook.pen import Changed
from reader.store.notebook.repair import check, repair

__all__ = ["Changed", "Merged", "Notebook", "check", "conflicts", "merge", "repair", "unmerged"]
