"""Kills writers of a notebook at random moments and looks at what is left.

python -m tests.benchmarks.kills [ONE [TWO]]       rounds with one writer (500) and with two (200)
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tinydb import TinyDB

from reader.store.notebook import Notebook, check

ROOT = Path(__file__).parents[2]


@dataclass
class Said:
    """What writers said: the last number kept under each key, and what may have come after it."""

    kept: dict[str, int] = field(default_factory=dict)
    begun: dict[str, set[int]] = field(default_factory=dict)
    changes: int = 0

    def read(self, output: bytes) -> None:
        whole, _, _ = output.rpartition(b"\n")
        for line in whole.decode().splitlines():
            sign, key, number = line.split()
            if sign == "?":
                self.begun.setdefault(key, set()).add(int(number))
            else:
                self.kept[key] = int(number)
                self.begun.pop(key, None)
                self.changes += 1

    def lost(self, found: dict[str, int]) -> list[str]:
        """Keys that hold neither what was kept last nor what was begun after that; what they hold counts from now."""
        wrong = []
        for key in {*self.kept, *self.begun, *found}:
            now = found.get(key, 0)
            if now not in {self.kept.get(key, 0), *self.begun.get(key, ())}:
                wrong.append(f"{key}: {now}, kept {self.kept.get(key)}, begun {self.begun.get(key)}")
            self.kept[key] = now
        self.begun.clear()
        return wrong


def round_of(path: Path, said: Said, writers: int, chance: random.Random) -> None:
    """Starts writers, kills each at a moment of its own, and takes in what they said."""
    children = []
    for who in range(writers):
        seed, folds = str(chance.randrange(1, 10**6)), chance.choice(["folds", "none"])
        command = [sys.executable, "-m", "tests.benchmarks.notebook_writer", str(path), f"w{who}", seed, folds]
        children.append(subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT))
    first = []
    for child in children:
        assert child.stdout is not None
        first.append(child.stdout.readline())
    for child, line in zip(children, first, strict=True):
        time.sleep(chance.random() * 0.12)
        child.send_signal(signal.SIGKILL)
        said.read(line + child.communicate()[0])


def numbers(path: Path) -> dict[str, int]:
    """What the notebook holds, opened as the program opens it."""
    notebook = Notebook(path)
    assert not notebook.warnings
    found = {key: document["n"] for key, document in notebook.get_all("numbers").items()}
    notebook.close()
    with TinyDB(path) as db:
        plain = {d["key"]: d["n"] for d in db.table("numbers").all()}
    assert plain == found, "plain TinyDB shows something else"
    return found


def kill(path: Path, rounds: int, writers: int, seed: int) -> Said:
    """Kills writers again and again in one notebook.

    Raises:
        AssertionError: a kept change was lost, or plain TinyDB could not open the file.
    """
    chance, said = random.Random(seed), Said()
    for number in range(rounds):
        round_of(path, said, writers, chance)
        TinyDB(path).tables()  # as it lies there, the journal not folded in
        problems = check(path)
        assert not problems, problems
        if chance.random() < 0.5 or number == rounds - 1:
            lost = said.lost(numbers(path))
            assert not lost, lost
    return said


def main() -> None:
    one, two = [*map(int, sys.argv[1:]), 500, 200][:2]
    for rounds, writers in ((one, 1), (two, 2)):
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            said = kill(Path(folder, "notebook.json"), rounds, writers, seed=rounds)
            print(
                f"{rounds} rounds of kill -9, {writers} writer(s): {said.changes} changes kept, 0 lost,"
                f" {time.perf_counter() - began:.0f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
