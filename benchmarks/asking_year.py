"""How often each theme comes up in a simulated year of 20 workers. Run as: python -m benchmarks.asking_year"""

import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from supervisionbot.app import wiring
from supervisionbot.records.private import Asked
from supervisionbot.rules import asking
from supervisionbot.settings import Settings

WORKERS, VISITS = 20, 220
PROMPTS = Path(__file__).parent.parent / "prompts"


def main() -> None:
    """Print the count of each theme, its spread over workers, and how often a question came twice within ten."""
    library = wiring.open_library(Settings(prompts_dir=PROMPTS))
    chance, at = random.Random(1), datetime(2026, 1, 1, tzinfo=UTC)
    totals: Counter[str] = Counter()
    spread, repeats = [], 0
    for worker in range(WORKERS):
        past: list[Asked] = []
        for _ in range(VISITS):
            kind = chance.choice(library.kinds)
            turn = crc32(f"U{worker}".encode())
            found = asking.choose(library.questions, past, kind=kind.id, is_heavy=kind.heavy, turn=turn).question
            repeats += found.id in {one.question for one in past[:10]}
            past.insert(0, Asked(str(worker), found.id, found.theme, at, ""))
        counts = Counter(one.theme for one in past)
        totals += counts
        spread += [min(counts.values()), max(counts.values())]
    for theme, count in totals.most_common():
        print(f"{theme:<16} {count}")
    print(f"for one worker: {min(spread)} to {max(spread)} times a theme; repeats within ten: {repeats}")


if __name__ == "__main__":
    main()
