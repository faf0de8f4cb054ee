"""Writes into a notebook until it is killed, and says on standard output what it is about to do and what is done.

    python -m tests.benchmarks.notebook_writer NOTEBOOK WHO SEED FOLDS

Lines: `? KEY N` before a change, `! KEY N` when the notebook has said that it is kept; N is 0 for a removal.
"""

import random
import sys
from pathlib import Path

from reader.store.notebook import Notebook


def main() -> None:
    path, who, seed, folds = sys.argv[1:]
    chance = random.Random(seed)
    notebook = Notebook(Path(path))
    number = int(seed) * 1_000_000
    while True:
        number += 1
        key = f"{who}-{chance.randrange(40)}"
        removal = chance.random() < 0.2
        print(f"? {key} {0 if removal else number}", flush=True)
        if removal:
            notebook.delete("numbers", [key])
        else:
            notebook.put("numbers", key, {"n": number, "text": "x" * chance.randrange(400)})
        print(f"! {key} {0 if removal else number}", flush=True)
        if folds == "folds" and chance.random() < 0.05:
            notebook.db.ledger.fold()


if __name__ == "__main__":
    main()
