"""Marks in changed texts, drawn again and again: what became of them.

    python -m tests.benchmarks.anchors [--draws 20] [--from 1]

The table of tests/test_anchor.py with other marks and other changes in each draw; with both texts at hand, and with
only the mark. It ends with 1 when one mark lands on a wrong place and is not called uncertain.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable

from reader.domain.anchor import anchor, carry
from reader.domain.mark import Mark
from tests.test_anchor import table

WAYS: dict[str, Callable[[Mark, str, str], Mark]] = {
    "both texts at hand": carry,
    "only the mark at hand": lambda made, _, new: anchor(made, new),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--from", dest="first", type=int, default=1)
    given = parser.parse_args()
    wrong = 0
    for name, find in WAYS.items():
        found: Counter[str] = Counter()
        for seed in range(given.first, given.first + given.draws):
            found.update(verdict for _, verdict in table(find, seed))
        wrong += found["wrong"]
        print(f"{name}: {found.total()} cases")
        for verdict, count in found.most_common():
            print(f"  {verdict:<24}{count:>7}{100 * count / found.total():>7.1f} %")
        print(f"  {'wrong':<24}{found['wrong']:>7}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
