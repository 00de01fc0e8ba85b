"""Replies are read one at a time, however many threads bring them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from supervisionbot.app.in_turn import InTurn
from supervisionbot.records.codebook import Coding, Span


class Reader:
    """Reads both ways, and knows how many read at once at the most."""

    def __init__(self) -> None:
        self.now = self.most = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        self.now += 1
        self.most = max(self.most, self.now)
        sum(range(20_000))
        yield
        self.now -= 1

    def find(self, text: str) -> tuple[Span, ...]:
        with self.reading():
            return (Span(0, len(text), "NAME"),)

    def code(self, text: str, question: str = "", asked_theme: str = "") -> Coding:
        with self.reading():
            return Coding((), ())

    def evidence(self, text: str, theme: str) -> tuple[Span, ...]:
        with self.reading():
            return (Span(0, 1, theme),)


def test_no_two_replies_are_read_at_once() -> None:
    reader = Reader()
    both = InTurn(reader, reader)

    with ThreadPoolExecutor(8) as threads:
        spans = list(threads.map(both.find, ["Ana"] * 40))
        codings = list(threads.map(both.code, ["I was late."] * 40))
        places = list(threads.map(both.evidence, ["I was late."] * 40, ["time"] * 40))

    assert reader.most == 1
    assert set(spans) == {(Span(0, 3, "NAME"),)}
    assert codings == [Coding((), ())] * 40
    assert set(places) == {(Span(0, 1, "time"),)}
