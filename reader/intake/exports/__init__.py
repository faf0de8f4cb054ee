"""What other programs give back of what a person saved there: Pocket, Instapaper, wallabag, Omnivore, Readwise.

Every format comes down to the same values: what was saved, with its state, its tags and the passages marked in it.
A row that makes no sense is left out and named with its line; the others count.
"""

from reader.intake.exports.files import read_export
from reader.intake.exports.saved import Export, Passage, Saved

__all__ = ["Export", "Passage", "Saved", "read_export"]
