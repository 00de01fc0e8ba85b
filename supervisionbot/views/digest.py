"""A digest -> what supervisors' channels get: a message, and what does not fit into it, in its thread."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.post import Block, Said
from supervisionbot.records.released import Digest, DigestLine, Post
from supervisionbot.records.response import Promise
from supervisionbot.records.words import (
    ConditionUnanswered,
    DigestContinued,
    DigestEnd,
    DigestFirst,
    DigestGoesOn,
    DigestHeading,
    DigestHeadline,
    DigestLineShown,
    DigestSilent,
    Lead,
    PromiseRecalled,
    QuestionsForSupervision,
    TogetherEnd,
    TogetherLine,
    TogetherSilent,
    TogetherTold,
    Words,
)
from supervisionbot.views import actions
from supervisionbot.views.blocks import buttons, header, plain, section, section_with, small
from supervisionbot.views.digest_chart import chart
from supervisionbot.views.digest_lines import is_known, known_lines, subject_of, told

MOST_LINES = 8
"""In one message: more than that nobody reads at one go, and Slack takes about 12,000 characters."""
MOST_RECALLED = 3
QUIET_TIME = 2
"""So many digests without a line are a quiet time."""
Piece = tuple[str, Block]
"""Words as a screen reader says them, and the block that shows them."""


def digest(words: Words, codebook: Codebook, made: Digest, zone: str, post: Post | None = None) -> tuple[Said, ...]:
    """The digest's message, and those in its thread. Without a line only earlier digests shape it: see promise P8."""
    post = post or Post("", made.release.id, made.release.unit, "")
    shown = _Digest(words, codebook, made, ZoneInfo(zone), post)
    pages = [shown.lines[start : start + MOST_LINES] for start in range(0, len(shown.lines), MOST_LINES)] or [[]]
    return shown.first(pages[0]), *(shown.continued(page) for page in pages[1:])


def together(words: Words, codebook: Codebook, made: Digest, question: str) -> Said:
    """What came up when a team reflected together, for its own channel; without a line always the same."""
    lines = tuple(told(codebook, line) for line in known_lines(codebook, made))
    shown = [section(words.say(TogetherLine(line))) for line in lines] or [section(words.say(TogetherSilent()))]
    blocks = (header(words.label("together_heading")), *shown, small(words.say(TogetherEnd())))
    return Said(words.say(TogetherTold(question, lines)), blocks)


def looked_back_at(pages: Sequence[Said]) -> Said:
    """A posted digest in one piece, to be read again: without its chart and buttons."""
    blocks = [block for page in pages for block in page.plain_blocks or page.blocks if block["type"] != "actions"]
    return Said("\n\n".join(page.text for page in pages), tuple(blocks))


def questions(words: Words, codebook: Codebook, team: str, made: Digest) -> Said:
    """The questions of a digest by themselves, as a note for supervision."""
    asked = tuple(told(codebook, line).question for line in known_lines(codebook, made))
    text = words.say(QuestionsForSupervision(team, asked))
    return Said(plain(text), (section(text),))


class _Digest:
    """A digest while it is put into words."""

    def __init__(self, words: Words, codebook: Codebook, made: Digest, zone: ZoneInfo, post: Post) -> None:
        self.words, self.codebook, self.made, self.zone, self.post = words, codebook, made, zone, post
        self.is_pooled = made.release.unit != post.team
        # Where nothing was told before, that a theme comes for the first time says nothing.
        self.has_past = made.turn > made.silent_before
        self.lines = known_lines(codebook, made)

    def first(self, lines: Sequence[DigestLine]) -> Said:
        """The message itself."""
        since, until = (self._local(moment) for moment in (self.made.release.since, self.made.release.until))
        heading = self.words.say(DigestHeading(self.made.release.unit, since, until))
        recalled: set[str] = set()
        pieces = [(heading, header(heading)), *self._opening(), *self._parts(lines, recalled)]
        pieces += self._still_open(recalled)
        end = self.words.say(DigestEnd())
        text = "\n\n".join([*(plain(said) for said, _ in pieces), end])
        blocks = tuple(block for _, block in pieces)
        foot = (small(end), *self._buttons())
        return Said(text, (*blocks, *chart(self.words, self.lines, is_pooled=self.is_pooled), *foot), (*blocks, *foot))

    def continued(self, lines: Sequence[DigestLine]) -> Said:
        """A message in the thread."""
        heading = self.words.say(DigestContinued(self.made.release.unit))
        pieces = [(heading, header(heading)), *self._parts(lines, set())]
        return Said("\n\n".join(plain(said) for said, _ in pieces), tuple(block for _, block in pieces))

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def _say(self, text: str) -> Piece:
        return text, section(text)

    def _opening(self) -> Iterable[Piece]:
        """What matters most, and what a reader has to know of this digest."""
        made = self.made
        silent = DigestSilent(made.silent_before)
        yield self._say(f"*{self.words.say(self._headline())}*" if self.lines else self.words.say(silent))
        if not made.turn:
            first = self.words.say(DigestFirst())
            yield first, small(first)
        if len(self.lines) > MOST_LINES:
            titles = [subject_of(self.codebook, line).title for line in self.lines[MOST_LINES:]]
            yield self._say(self.words.say(DigestGoesOn(tuple(dict.fromkeys(titles)))))

    def _headline(self) -> DigestHeadline:
        lead = self.made.headline
        is_one_theme = bool(lead.carries and lead.hinders and lead.carries.theme.subject == lead.hinders.theme.subject)
        return DigestHeadline(
            self._lead(lead.carries),
            self._lead(lead.hinders),
            self._lead(lead.both_ways),
            is_one_theme,
            self.made.silent_before >= QUIET_TIME,
            self.made.turn,
        )

    def _lead(self, line: DigestLine | None) -> Lead | None:
        if line is None or line not in self.lines:
            return None
        in_short = subject_of(self.codebook, line).in_short[line.theme.stance]
        return Lead(in_short, line.theme.band, line.is_last_time, self.is_pooled)

    def _parts(self, lines: Sequence[DigestLine], recalled: set[str]) -> Iterable[Piece]:
        """The lines under two headings: the organisation's conditions apart from the rest."""
        conditions = self.codebook.conditions
        for heading, is_last in (("relationship", False), ("conditions", True)):
            fitting = [line for line in lines if (line.theme.subject in conditions) is is_last]
            if fitting:
                yield self._say(f"*{self.words.label(heading)}*")
            for line in fitting:
                line_told = told(self.codebook, line, has_past=self.has_past, is_pooled=self.is_pooled)
                yield self._say(self.words.say(DigestLineShown(line_told)))
                yield from self._recalled_under(line, recalled)

    def _recalled_under(self, line: DigestLine, recalled: set[str]) -> Iterable[Piece]:
        """What is open about the line's theme, once."""
        subject = line.theme.subject
        for promise in self.made.promises[:MOST_RECALLED]:
            if self._home_of(promise) == line and promise.response.id not in recalled:
                recalled.add(promise.response.id)
                yield self._promise(promise)
        for one, _, _ in self.made.unanswered:
            if one == subject and one not in recalled:
                recalled.add(one)
                title = subject_of(self.codebook, line).title
                yield self._say(self.words.say(ConditionUnanswered(title, True, self.made.turn)))

    def _home_of(self, promise: Promise) -> DigestLine | None:
        """The line under which a promise is recalled: what the organisation has to act on before what goes well."""
        about = [line for line in self.lines[:MOST_LINES] if promise.response.is_about(line.theme.subject)]
        conditions = self.codebook.conditions
        return min(
            about,
            key=lambda line: (line.theme.stance is Stance.STRENGTH, line.theme.subject not in conditions),
            default=None,
        )

    def _promise(self, promise: Promise) -> Piece:
        given = promise.response
        at, now = self._local(given.given_at), self._local(self.made.release.until)
        said = PromiseRecalled(promise.clause, given.will_do, at, given.by_when, now, self.made.turn)
        text = self.words.say(said)
        return text, section_with(text, self.words, actions.PROMISE_DONE, given.id)

    def _still_open(self, recalled: set[str]) -> Iterable[Piece]:
        """What is open about themes that this message does not tell."""
        left = [self._promise(one) for one in self.made.promises[:MOST_RECALLED] if one.response.id not in recalled]
        for subject, _, is_family in self.made.unanswered:
            if subject not in recalled and is_known(self.codebook, subject, is_family=is_family):
                title = (self.codebook.family if is_family else self.codebook.theme)(subject).title
                left.append(self._say(self.words.say(ConditionUnanswered(title, False, self.made.turn))))
        return [self._say(f"*{self.words.label('still_open')}*"), *left] if left else []

    def _buttons(self) -> Iterable[Block]:
        if self.lines and self.post.id:
            yield buttons(self.words, [actions.RESPOND_TO_TEAM], self.post.id, primary=actions.RESPOND_TO_TEAM)
        yield buttons(self.words, [actions.HOW_ANONYMOUS], self.post.team)
