"""Examples of which some speak of a theme that was added lately -> examples from which that theme is learnt, too."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from supervisionbot.adapters.coding.examples import Example

ENOUGH = 100
"""From so many examples of a theme its probabilities hold; one with fewer is learnt from each of them several times."""
LEAST_EXAMPLES = 10
"""With fewer, nothing can be told of how well a theme is heard."""
PARTS = 4
LEAST_WRITERS = 4


def counts_of(examples: Iterable[Example]) -> Counter[str]:
    """How many examples speak of each theme."""
    return Counter(theme for example in examples for theme in example.codes)


def sole_writers(examples: Sequence[Example]) -> frozenset[str]:
    """Writers of more than half of what there is about some theme: held out whole, nothing would tell of it."""
    totals = counts_of(examples)
    own = Counter((example.writer, theme) for example in examples for theme in example.codes)
    return frozenset(writer for (writer, theme), count in own.items() if 2 * count > totals[theme])


def evened(examples: Sequence[Example]) -> list[Example]:
    """The examples, those of rare themes as often as it takes to make about a hundred of each.

    A theme with ten examples among thousands would else be taken for one that hardly ever occurs. Each copy stays
    in the same part of its writer as what it is a copy of, so that nothing is held out and learnt from at once.
    """
    totals, sole = counts_of(examples), sole_writers(examples)
    if len({example.writer for example in examples} - sole) < LEAST_WRITERS:
        return list(examples)  # whoever writes all of it anew has no rare themes beside common ones
    made: list[Example] = []
    for place, example in enumerate(examples):
        copies = round(ENOUGH / min((ENOUGH, *(totals[theme] for theme in example.codes))))
        if copies == 1 and example.writer not in sole:
            made.append(example)
        else:
            writer = f"{example.writer}/{place % PARTS}" if example.writer in sole else example.writer
            made += [replace(example, id=f"{writer}-{place}.{copy}") for copy in range(copies)]
    return made
