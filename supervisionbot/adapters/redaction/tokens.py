"""A text in, its words and marks out, each with its place in the text."""

import re
from dataclasses import dataclass

_LETTER = r"[^\W\d_]"
_TAIL = r"(?:s|ll|d|re|ve|m|t|em)\b"
_TOKEN = re.compile(
    rf"""
    [£$€]\d+(?:[.,]\d+)*[km]?\b                        # an amount
    | \d{{1,2}}[:.]\d\d(?:[ap]m)?\b(?![./:]\d)         # a time
    | \d+(?:/\d+)+                                    # 14/02, 24/7
    | [^\W_]*\d[^\W_]*                                # 14th, 7yo, 12b, SF19, 2024
    | {_LETTER}+n['’]t\b                              # don't, hadn't: whole, as "don" looks like a name
    | ['’]{_TAIL}                                     # 's, 'll: apart from the word before
    | (?:{_LETTER}[\u0300-\u036f]*)+(?:['’](?!{_TAIL})(?:{_LETTER}[\u0300-\u036f]*)+)*  # O'Brien
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text: `words[i]` stands at [starts[i], ends[i])."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    text: str

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, index: int) -> str:
        """What stands between the token before and this one; for the first, what stands before it."""
        return self.text[self.ends[index - 1] if index else 0 : self.starts[index]]


def tokens_of(text: str) -> Tokens:
    """Cut a text into words, numbers and single marks; white space is left out."""
    found = list(_TOKEN.finditer(text))
    return Tokens(
        tuple(match.group() for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
        text,
    )
