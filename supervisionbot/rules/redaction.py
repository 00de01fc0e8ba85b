"""A text and where identifying detail stands in it in, the text with marks in those places out."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from supervisionbot.records.codebook import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The order in which people are told what was covered, and the word that stands in the text instead.
_MARKS = {
    "NAME": "name",
    "PLACE": "place",
    "DATE": "date",
    "AGE": "age",
    "PHONE": "phone",
    "EMAIL": "email",
    "ID": "reference",
    "POSTCODE": "postcode",
    "URL": "link",
    "OTHER": "detail",
}
_MARK = re.compile(rf"\[({'|'.join(_MARKS.values())})(?: (\d{{1,4}}))?\]")
_ENTITY = re.compile(r"&(?:amp|lt|gt);")
_SURENESS = {
    kind: rank for rank, kind in enumerate(("EMAIL", "URL", "POSTCODE", "PHONE", "DATE", "AGE", "NAME", "PLACE"))
}
_NUMBERED = frozenset({"NAME", "PLACE"})
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_BETWEEN = re.compile(r"[ \t\-–'’/]{1,2}")
_TITLES = _words("mr mrs ms miss mx dr prof rev sgt pc dc ds uncle aunt auntie aunty nan nana gran big wee")
# Names that are words too: on their own they are known by their capital only.
_WORDS_TOO = _words(
    "will mark grace joy faith hope rose may june april august summer dawn amber ruby pearl jade iris "
    "lily ivy holly daisy poppy violet olive hazel heather rowan ash bill frank chase grant drew pat "
    "art gene jack rob sue carol gay guy jean dale glen cliff heath brook brooke river sky star angel "
    "destiny precious blessing comfort patience mercy charity prudence constance verity honor honour "
    "justice prince king earl duke miles rich max ray tony bob don van young old long short white black "
    "brown green gray grey day knight bishop page cook baker butler carter fisher hunter mason parker "
    "porter potter taylor turner walker ward wood woods stone field fields hill banks ford wells west "
    "north east bell ball rice love price small little best good wise sharp strong swift power moon "
    "snow winter lee so do an my he to is in at on or by no go be we me us it as if of"
)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with marks for what could identify somebody.

    `covered` tells how many different things of each kind were covered, in a fixed order, kinds with none
    left out. `spans` are the places covered, as offsets into the text as it was given, merged and in order.
    """

    text: str = field(repr=False)
    covered: tuple[tuple[str, int], ...]
    spans: tuple[Span, ...]


def known_details(text: str, names: Collection[str]) -> tuple[Span, ...]:
    """Where names or references known beforehand stand: whole, and each part of a name, however written.

    Letters match without regard to case and accents; an "s" after a name ("the Nowaks") is covered with it.
    A part that is a common word ("Will") is covered where it has a capital. References hold a digit and match
    as a whole.
    """
    plain, places = _plain(text)
    found = {
        Span(places[start], places[end - 1] + 1, kind)
        for name in names
        for start, end, kind in _mentions(name, plain, text, places)
    }
    return tuple(sorted(found, key=lambda span: (span.start, span.end, span.kind)))


def cover(text: str, spans: Iterable[Span]) -> Redacted:
    """Put a mark in the place of each span, widened to whole words; old marks are left as they are.

    The same name or place gets the same mark throughout ("[name]", "[name 2]"). ValueError if a span
    does not fit.
    """
    merged = _merge(text, spans)
    marks = _Marks(text)
    pieces, at = [], 0
    for span in merged:
        pieces += [text[at : span.start], marks.of(span)]
        at = span.end
    return Redacted("".join([*pieces, text[at:]]), marks.counts(), merged)


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text in small letters without accents, and where each of its characters stood."""
    letters, places = [], []
    for place, mark in enumerate(text):
        for part in unicodedata.normalize("NFKD", mark).casefold():
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def _mentions(name: str, plain: str, text: str, places: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    parts = re.findall(r"[^\W_]+", _plain(name)[0])
    if sum(map(len, parts)) < 2:
        return
    kind = "ID" if any(mark.isdigit() for mark in name) else "NAME"
    whole = r"[\W_]{0,3}".join(map(re.escape, parts))
    yield from ((match.start(), match.end(), kind) for match in re.finditer(rf"(?<!\w){whole}s?(?!\w)", plain))
    for part in parts if kind == "NAME" and len(parts) > 1 else ():
        yield from _part_mentions(part, plain, text, places)


def _part_mentions(part: str, plain: str, text: str, places: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    if len(part) < 2:
        return
    for match in re.finditer(rf"(?<![^\W_]){re.escape(part)}s?(?![^\W_])", plain):
        if part not in _WORDS_TOO or text[places[match.start()]].isupper():
            yield match.start(), match.end(), "NAME"


def _merge(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(_whole(text, spans), key=_widest_first):
        if merged and _belongs(text, merged[-1], span):
            merged[-1] = _joined(merged[-1], span)
        else:
            merged.append(span)
    return tuple(merged)


def _widest_first(span: Span) -> tuple[int, int, int, str]:
    """Of two kinds for the same words, the one with the surer form comes first."""
    return span.start, -span.end, _SURENESS.get(span.kind, len(_SURENESS)), span.kind


def _whole(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Each span widened to whole words, letters and entities, without what an earlier run has put there."""
    marks = [match.span() for match in _MARK.finditer(text)]
    entities = [match.span() for match in _ENTITY.finditer(text)]
    for span in spans:
        if not 0 <= span.start <= span.end <= len(text):
            raise ValueError("a span does not fit the text")
        for piece in _outside(span.start, span.end, marks):
            whole = _to_words(text, *piece, entities)
            yield from (Span(*part, span.kind) for part in _outside(*whole, marks) if _says(text, *part))


def _says(text: str, start: int, end: int) -> bool:
    return any(not mark.isspace() for mark in text[start:end])


def _outside(start: int, end: int, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in marks:
        if first < end and start < last:
            if start < first:
                yield start, first
            start = last
    if start < end:
        yield start, end


def _to_words(text: str, start: int, end: int, entities: Sequence[tuple[int, int]]) -> tuple[int, int]:
    for first, last in entities:
        if first < end and start < last:
            start, end = min(start, first), max(end, last)
    while 0 < start < len(text) and _hangs_together(text[start - 1], text[start]):
        start -= 1
    while 0 < end < len(text) and _hangs_together(text[end - 1], text[end]):
        end += 1
    return start, end


def _hangs_together(left: str, right: str) -> bool:
    """Whether a cut between two characters would split a word or what is seen as one letter."""
    if right in _JOINERS or left == "\u200d" or unicodedata.combining(right):
        return True
    if "\ud800" <= left <= "\udbff" and "\udc00" <= right <= "\udfff":
        return True
    if "\U0001f3fb" <= right <= "\U0001f3ff":
        return True
    return _in_word(left) and _in_word(right)


def _in_word(mark: str) -> bool:
    return mark.isalnum() or unicodedata.category(mark).startswith("M")


def _belongs(text: str, left: Span, right: Span) -> bool:
    if right.start <= left.end:
        return True
    between = text[left.end : right.start]
    return left.kind == right.kind and _BETWEEN.fullmatch(between) is not None


def _joined(left: Span, right: Span) -> Span:
    kind = right.kind if right.end - right.start > left.end - left.start else left.kind
    return Span(left.start, max(left.end, right.end), kind)


class _Marks:
    """Gives out the marks of one text, and remembers which name has which."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: dict[str, list[frozenset[str]]] = {kind: [] for kind in _MARKS}
        self._used = dict.fromkeys(_MARKS, 0)
        for match in _MARK.finditer(text):
            kind = next(kind for kind, word in _MARKS.items() if word == match[1])
            self._used[kind] = max(self._used[kind], int(match[2] or 1))

    def of(self, span: Span) -> str:
        kind = span.kind if span.kind in _MARKS else "OTHER"
        number = self._number(kind, self._words(span)) + self._used[kind]
        return f"[{_MARKS[kind]} {number}]" if kind in _NUMBERED and number > 1 else f"[{_MARKS[kind]}]"

    def counts(self) -> tuple[tuple[str, int], ...]:
        return tuple((kind, len(seen)) for kind, seen in self._seen.items() if seen)

    def _words(self, span: Span) -> frozenset[str]:
        words = re.findall(r"\w+", _plain(self._text[span.start : span.end])[0])
        return frozenset(word for word in words if word not in _TITLES) or frozenset(words)

    def _number(self, kind: str, words: frozenset[str]) -> int:
        for number, known in enumerate(self._seen[kind], start=1):
            if words <= known or known <= words:
                return number
        self._seen[kind].append(words)
        return len(self._seen[kind])
