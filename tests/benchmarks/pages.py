"""How much of the article our pages give, measured as scrapinghub/article-extraction-benchmark measures it.

    python -m tests.benchmarks.pages FOLDER        FOLDER holds *.html.gz and ground-truth.json

Word shingles of four, as a multiset; precision and recall are means over pages, each page weighing the same, and F1
is the harmonic mean of the two means. The body is compared: no headline, byline, caption or credit.
"""

import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from reader.domain.article import Article, BlockKind
from reader.intake.compose import Facts
from reader.intake.decode import decode
from reader.intake.page import parse_page

HEAD = frozenset(
    (
        BlockKind.KICKER,
        BlockKind.HEADLINE,
        BlockKind.BYLINE,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.IMAGE,
    )
)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def shares(true: str, said: str) -> tuple[float | None, float | None]:
    """Precision and recall of one page; None where the benchmark leaves the page out of the mean."""
    expected, given = shingles(true), shingles(said)
    common = sum((expected & given).values())
    precision = common / given.total() if given else None
    recall = common / expected.total() if expected else None
    return precision, recall


def body(article: Article) -> str:
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind not in HEAD)


def f1(pairs: list[tuple[float | None, float | None]]) -> tuple[float, float, float]:
    precision = statistics.mean(p for p, _ in pairs if p is not None)
    recall = statistics.mean(r for _, r in pairs if r is not None)
    return 2 * precision * recall / (precision + recall), precision, recall


def main(folder: Path) -> None:
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    bodies, wholes, times = [], [], []
    for key, expected in truth.items():
        page = folder / f"{key}.html.gz"
        if not page.exists():
            continue
        markup = decode(gzip.decompress(page.read_bytes()))
        started = time.perf_counter()
        article = parse_page(markup, Facts(url=expected.get("url", "")))
        times.append(time.perf_counter() - started)
        true = expected.get("articleBody", "")
        bodies.append(shares(true, body(article)))
        wholes.append(shares(true, article.text))
        score = [round(x or 0, 3) for x in bodies[-1]]
        if min(score) < 0.9:
            print(key[:12], score, article.title[:60], file=sys.stderr)
    print(
        f"{len(times)} pages, median {1000 * statistics.median(times):.0f} ms, most {1000 * max(times):.0f} ms"
    )
    for name, pairs in (("body", bodies), ("whole text", wholes)):
        print("{:<12} F1 {:.3f}  precision {:.3f}  recall {:.3f}".format(name, *f1(pairs)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
