"""What people read: one record for each template in prompts/messages, named alike (VisitLogged: visit_logged.md.j2).

A template may use the fields of its record and nothing else; all of them are rendered in a test.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, Change


class Message:
    """A record that a template is filled with."""

    __slots__ = ()


class Words(Protocol):
    """Where words come from: a message in mrkdwn, and short labels of buttons and fields."""

    def say(self, message: Message) -> str:
        """The message in the words of its template. Text from people is escaped, so it cannot ping or link."""

    def label(self, name: str) -> str:
        """A label from labels.toml; KeyError if there is none of that name."""


@dataclass(frozen=True, slots=True)
class ThemeSaid:
    """A theme and how it was spoken of, as shown to people."""

    title: str
    stance: Stance
    is_sure: bool = True


# --- visits


@dataclass(frozen=True, slots=True)
class VisitSaid:
    """A visit as shown to its worker: kind, and when, in local time."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VisitLogged(Message):
    """A visit is in the book; when the question comes. Times are local to the worker."""

    kind: str
    at: datetime
    ask_at: datetime
    now: datetime
    paused_until: datetime | None = None
    is_together: bool = False


@dataclass(frozen=True, slots=True)
class VisitLoggedBefore(Message):
    """The same visit was logged already."""

    kind: str
    at: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class VisitAhead(Message):
    """The visit lies in the future."""

    at: datetime
    now: datetime
    typed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class VisitTooOld(Message):
    """The visit lies over a week back."""

    at: datetime
    now: datetime
    typed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KindNotKnown(Message):
    """No kind of visit has that name."""

    given: str = field(repr=False)
    nearest: tuple[str, ...]
    kinds: tuple[str, ...]
    typed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TimeNotUnderstood(Message):
    """The words after the kind are no time."""

    given: str = field(repr=False)
    typed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoTeamYet(Message):
    """The worker is in no team; `contacts` are users who can add them."""

    contacts: tuple[str, ...]
    typed: str = field(repr=False)


# --- the thread


@dataclass(frozen=True, slots=True)
class PromptAsked(Message):
    """The one question after a visit, or several in a row. Without a visit, the worker asked for it."""

    question: str
    visits: tuple[VisitSaid, ...] = ()
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class WhyThisQuestion(Message):
    """Why a question was chosen; the fields are those of the rule that chose it."""

    theme: str
    turns: int | None
    was_wanted: bool
    fits_kind: bool
    is_gentle: bool


@dataclass(frozen=True, slots=True)
class PutOffUntil(Message):
    """What stands in place of a question that was put off."""

    at: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class HardOneNoted(Message):
    """The worker said that the visit was a hard one, before the question came."""

    at: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Reminder(Message):
    """The one reminder of an open question."""


@dataclass(frozen=True, slots=True)
class FollowUp(Message):
    """The one further question."""

    question: str


@dataclass(frozen=True, slots=True)
class ThemesHeard(Message):
    """What the bot heard in a thread, to be confirmed. `covered` counts details by kind, such as ("NAME", 2).

    `turn` is any whole number: it varies the opening. Without a theme, `sort` says why: words, signs, other_language.
    `by_hand`: how many words the worker covered.
    """

    themes: tuple[ThemeSaid, ...]
    covered: tuple[tuple[str, int], ...] = ()
    turn: int = 0
    sort: str = "words"
    by_hand: int = 0


@dataclass(frozen=True, slots=True)
class ThemesConfirmed(Message):
    """The worker settled the themes. `is_together`: of an answer to the team's own question."""

    themes: tuple[ThemeSaid, ...]
    covered: tuple[tuple[str, int], ...] = ()
    by_hand: int = 0
    is_together: bool = False


@dataclass(frozen=True, slots=True)
class ThemesLeftOut(Message):
    """The worker keeps the thread out of the team's themes."""

    themes: tuple[ThemeSaid, ...]
    covered: tuple[tuple[str, int], ...] = ()
    by_hand: int = 0


@dataclass(frozen=True, slots=True)
class ThemeSpoken:
    """A theme and the words that spoke for it, strongest first; none where nothing in particular did."""

    title: str
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class WhyTheseThemes(Message):
    """Why the themes of a thread were heard, for the worker alone."""

    themes: tuple[ThemeSpoken, ...]


@dataclass(frozen=True, slots=True)
class NoWordsKept(Message):
    """The words of a thread are not kept, or not any more: there is nothing to cover and nothing to explain."""

    keeps_text: bool


@dataclass(frozen=True, slots=True)
class CoverMore(Message):
    """Over the form for covering more: what it does, and what it does not."""


@dataclass(frozen=True, slots=True)
class KeptWords(Message):
    """Words as they are kept, shown to their worker alone."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignpostSafeguarding(Message):
    """A reply sounds as if somebody may be in danger now."""

    contact: str


@dataclass(frozen=True, slots=True)
class SignpostWellbeing(Message):
    """A reply sounds as if the worker is not coping."""

    contact: str


@dataclass(frozen=True, slots=True)
class RepliesGone(Message):
    """The worker deleted every reply of a thread."""


@dataclass(frozen=True, slots=True)
class WordsWanted(Message):
    """A file or an empty message came instead of words."""


@dataclass(frozen=True, slots=True)
class WhichQuestion(Message):
    """A message outside every thread, while several questions are open."""


@dataclass(frozen=True, slots=True)
class NoQuestionOpen(Message):
    """A message outside every thread, while no question is open."""


@dataclass(frozen=True, slots=True)
class ReplyNotStored(Message):
    """The reply could not be taken in; nothing was stored."""


# --- commands


@dataclass(frozen=True, slots=True)
class Help(Message):
    """What the bot does and what one can ask of it."""


@dataclass(frozen=True, slots=True)
class CommandNotKnown(Message):
    """No such command."""

    given: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ThemeNotKnown(Message):
    """No theme has that name."""

    given: str = field(repr=False)
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionOnItsWay(Message):
    """The worker asked for a question now."""


@dataclass(frozen=True, slots=True)
class NoQuestionLeft(Message):
    """No question of the bank fits just now."""


@dataclass(frozen=True, slots=True)
class PausedNow(Message):
    """The bot asks nothing until then (None: until they resume)."""

    until: datetime | None
    now: datetime


@dataclass(frozen=True, slots=True)
class PauseNotUnderstood(Message):
    """The words after `pause` are no day to come."""

    given: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ResumedNow(Message):
    """The bot asks again."""

    was_paused: bool


@dataclass(frozen=True, slots=True)
class OwnReflections(Message):
    """The heading over a worker's own reflections."""

    count: int
    keeps_text: bool


@dataclass(frozen=True, slots=True)
class OwnReflection(Message):
    """One own reflection, for the worker alone."""

    at: datetime
    kind: str
    question: str
    themes: tuple[ThemeSaid, ...]
    is_left_out: bool
    texts: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class NoReflectionsYet(Message):
    """The worker has none yet."""


@dataclass(frozen=True, slots=True)
class RecordOnItsWay(Message):
    """The worker asked for their own record."""


@dataclass(frozen=True, slots=True)
class RecordHere(Message):
    """The files with the worker's own record."""


@dataclass(frozen=True, slots=True)
class ForgetMe(Message):
    """What forgetting means, before it is done."""


@dataclass(frozen=True, slots=True)
class Forgotten(Message):
    """Everything of the worker is deleted."""


@dataclass(frozen=True, slots=True)
class NothingForgotten(Message):
    """The worker thought again."""


@dataclass(frozen=True, slots=True)
class PrivacyNotice(Message):
    """Who reads what, and for how long it is kept. `heard_by`: whose machine hears themes, if not this one.

    `learns`: whether corrections are counted, by theme.
    """

    floor: int
    keep_days: int
    keeps_text: bool
    heard_by: str = ""
    learns: bool = False


@dataclass(frozen=True, slots=True)
class NoDigestYet(Message):
    """No digest was posted yet, or the person may see none."""


@dataclass(frozen=True, slots=True)
class DigestsSoFar(Message):
    """The heading over digests already posted."""


@dataclass(frozen=True, slots=True)
class TeamSaved(Message):
    """A team is set up or changed."""

    name: str
    workers: int
    rhythm: str
    floor: int
    has_own_digest: bool
    next_floor: int | None = None


@dataclass(frozen=True, slots=True)
class FloorFalls(Message):
    """The team hears that fewer of them are to be enough for a theme, and from when."""

    team: str
    before: int
    floor: int
    holds_from: datetime


@dataclass(frozen=True, slots=True)
class TeamNotYours(Message):
    """Only the team's supervisors and workspace admins may set up teams."""


@dataclass(frozen=True, slots=True)
class SomethingWentWrong(Message):
    """An error that is ours."""


# --- reflecting together


@dataclass(frozen=True, slots=True)
class TogetherElsewhere(Message):
    """A team reflects together in its own channel; where that is, if it has one."""

    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TogetherNotNow(Message):
    """A reflection together cannot start; `why` is one of few, open, today, digest."""

    why: str
    least_workers: int
    digest_at: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class TogetherLengths(Message):
    """For how long a team can reflect together, where something else was typed."""

    lengths: tuple[timedelta, ...]


@dataclass(frozen=True, slots=True)
class TogetherCalled(Message):
    """A reflection together is on its way to the channel."""

    channel: str
    length: timedelta


@dataclass(frozen=True, slots=True)
class TogetherNotPosted(Message):
    """The bot could not post in the team's channel."""

    channel: str


@dataclass(frozen=True, slots=True)
class TogetherAsked(Message):
    """The question for the team, in its channel. `starter` may be nobody any more."""

    starter: str
    question: str
    closes_at: datetime
    now: datetime
    floor: int


@dataclass(frozen=True, slots=True)
class TogetherClosed(Message):
    """What stands in place of the question for the team when it is over."""

    question: str


@dataclass(frozen=True, slots=True)
class TogetherHere(Message):
    """The team's question over the private form: who reads the answer, what is shown at the end."""

    question: str
    floor: int


@dataclass(frozen=True, slots=True)
class TogetherOwn(Message):
    """The root of the worker's own thread about the team's question."""

    question: str
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class TogetherOver(Message):
    """The same root once the reflection together is over."""

    question: str


@dataclass(frozen=True, slots=True)
class TogetherNotOpen(Message):
    """Somebody wants to answer when it is over."""


@dataclass(frozen=True, slots=True)
class TogetherNotYours(Message):
    """Somebody who is not of the team wants to answer."""

    team: str


@dataclass(frozen=True, slots=True)
class TogetherStaysOpen(Message):
    """It cannot be closed now: by this person at all, or yet."""

    starter: str
    is_starter: bool
    from_at: datetime


@dataclass(frozen=True, slots=True)
class TogetherTold(Message):
    """What came up together, as plain text; the same sentence without a line, whatever was given."""

    question: str
    lines: tuple["LineTold", ...]


@dataclass(frozen=True, slots=True)
class TogetherLine(Message):
    """One theme that came up together."""

    line: "LineTold"


@dataclass(frozen=True, slots=True)
class TogetherSilent(Message):
    """The constant sentence of a reflection together without a line."""


@dataclass(frozen=True, slots=True)
class TogetherEnd(Message):
    """How it was made anonymous: the same at the end of every reflection together."""


# --- supervision


@dataclass(frozen=True, slots=True)
class CardForSupervision(Message):
    """What a worker chose to bring to supervision, as the supervisor reads it, under the worker's own name."""

    worker: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardLost(Message):
    """The worker's card did not reach the supervisor, and its words are not kept."""


@dataclass(frozen=True, slots=True)
class CardSent(Message):
    """The worker's card is with the supervisor."""

    supervisor: str


@dataclass(frozen=True, slots=True)
class CardWithdrawn(Message):
    """The worker took the card back."""


@dataclass(frozen=True, slots=True)
class CardWarning(Message):
    """What sending a card means, over the form."""


# --- App Home


@dataclass(frozen=True, slots=True)
class HomeWelcome(Message):
    """The first lines of the tab."""

    is_worker: bool
    is_supervisor: bool


@dataclass(frozen=True, slots=True)
class HomeOpen(Message):
    """The heading over open questions."""

    count: int


@dataclass(frozen=True, slots=True)
class HomeReflections(Message):
    """The heading over own reflections."""


@dataclass(frozen=True, slots=True)
class NothingFound(Message):
    """No own reflection fits the search."""


@dataclass(frozen=True, slots=True)
class HomePause(Message):
    """Whether the worker paused, and until when if that is set."""

    is_paused: bool
    until: datetime | None


@dataclass(frozen=True, slots=True)
class HomeKept(Message):
    """What is kept of the worker, and for how long."""

    keep_days: int
    keeps_text: bool
    reflections: int


@dataclass(frozen=True, slots=True)
class AnswerHere(Message):
    """The question over the private form, and who reads the answer."""

    question: str


# --- the preview


@dataclass(frozen=True, slots=True)
class Preview(Message):
    """What supervisors will read tomorrow."""

    unit: str
    lines: tuple["LineTold", ...]
    posted_at: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class PreviewLeftOut(Message):
    """The worker's part is out of this digest."""

    unit: str


@dataclass(frozen=True, slots=True)
class PreviewPartBack(Message):
    """The worker's part is in this digest again."""

    unit: str


@dataclass(frozen=True, slots=True)
class PreviewOver(Message):
    """The digest was posted already."""


# --- the digest


@dataclass(frozen=True, slots=True)
class LineTold:
    """One line of a digest, as people read it.

    `has_past`: whether a digest before it told anything. `is_pooled`: whether several teams share it. `is_for_two`:
    whether its question is one for one-to-one supervision. The rest is as in DigestLine.
    """

    title: str
    stance: Stance
    band: Band
    in_practice: str
    question: str
    change: Change = Change.NEW
    before: Band | None = None
    is_family: bool = False
    is_last_time: bool = False
    times: int = 1
    was: Stance | None = None
    has_past: bool = False
    is_pooled: bool = False
    is_for_two: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """A line of the digest in a few words, for its first sentence; `is_again` if the digest before told it, too."""

    in_short: str
    band: Band
    is_again: bool
    is_pooled: bool


@dataclass(frozen=True, slots=True)
class DigestHeading(Message):
    """The title of a digest, in plain text."""

    unit: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class DigestFirst(Message):
    """What a digest is, said in the first one."""


@dataclass(frozen=True, slots=True)
class DigestHeadline(Message):
    """What matters most, in one sentence; `turn` is any whole number and varies it.

    Of `carries`, `hinders` and `both_ways` those are there that the release has; `is_one_theme` if two are one theme.
    """

    carries: Lead | None
    hinders: Lead | None
    both_ways: Lead | None
    is_one_theme: bool
    after_silence: bool
    turn: int


@dataclass(frozen=True, slots=True)
class DigestLineShown(Message):
    """One line of a digest with its question for supervision."""

    line: LineTold


@dataclass(frozen=True, slots=True)
class DigestContinued(Message):
    """The heading of what stands in the thread of a long digest."""

    unit: str


@dataclass(frozen=True, slots=True)
class DigestGoesOn(Message):
    """That a long digest goes on in its thread, and with which themes."""

    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromiseRecalled(Message):
    """What supervisors said that they would do; `clause` fits after "you would", else it is empty. Local times."""

    clause: str
    will_do: str = field(repr=False)
    given_at: datetime
    by_when: date | None
    now: datetime
    turn: int


@dataclass(frozen=True, slots=True)
class ConditionUnanswered(Message):
    """A condition for practice about which the team has heard nothing yet."""

    title: str
    is_told_now: bool
    turn: int


@dataclass(frozen=True, slots=True)
class DigestSilent(Message):
    """The sentences of a digest without a line: they depend on earlier digests alone, see promise P8."""

    silent_before: int


@dataclass(frozen=True, slots=True)
class DigestEnd(Message):
    """What was held back and how it was made anonymous: the same under every digest."""


@dataclass(frozen=True, slots=True)
class HowAnonymous(Message):
    """How digests are made anonymous, in full."""

    floor: int
    visits: int
    weeks: int
    least_workers: int


# --- what supervisors answer


@dataclass(frozen=True, slots=True)
class ResponseTold(Message):
    """What supervisors answer their team; `heard` are themes of a digest as it told them, `by_name` plain text."""

    by_name: str
    unit: str
    since: datetime
    until: datetime
    heard: tuple[ThemeSaid, ...]
    will_do: str = field(repr=False)
    by_when: date | None
    who: str = field(repr=False)
    is_done: bool


@dataclass(frozen=True, slots=True)
class ResponseDone(Message):
    """That something is done which supervisors had told their team."""

    by_name: str
    clause: str
    will_do: str = field(repr=False)
    outcome: str = field(repr=False)
    given_at: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class ResponseTakenBack(Message):
    """What stands in place of a response that was taken back."""

    by_name: str


@dataclass(frozen=True, slots=True)
class ResponseCard(Message):
    """What supervisors see of a response, with what they can still do."""

    by_name: str
    team: str
    will_do: str = field(repr=False)
    by_when: date | None
    who: str = field(repr=False)
    is_done: bool


@dataclass(frozen=True, slots=True)
class RespondIntro(Message):
    """Where a response goes, over its form; `channels` is the team's own channel, if it has one."""

    team: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoneIntro(Message):
    """What was said to the team, over the form by which it is marked as done."""

    will_do: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RespondNotYours(Message):
    """Only the team's supervisors may answer."""

    team: str


@dataclass(frozen=True, slots=True)
class QuestionsForSupervision(Message):
    """The questions of the newest digest, for App Home."""

    team: str
    questions: tuple[str, ...]


# --- who may see


@dataclass(frozen=True, slots=True)
class OthersCanRead(Message):
    """Who could read a team's digest channel besides its people; `is_held`: the digest waits until they cannot."""

    team: str
    channels: tuple[str, ...]
    people: tuple[str, ...]
    guests: tuple[str, ...]
    apps: tuple[str, ...]
    is_public: bool
    is_shared: bool
    is_held: bool


@dataclass(frozen=True, slots=True)
class AudienceNotKnown(Message):
    """That nobody could find out who can read a digest channel, so that nothing is posted there."""

    team: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamNews(Message):
    """What changed in a team's set-up, as its members are told. Empty or None means: no change of that.

    Users are named in plain text. `digests_go_to`: "" for the supervisors directly, else a channel.
    """

    team: str
    is_new: bool
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    supervisors_joined: tuple[str, ...] = ()
    supervisors_left: tuple[str, ...] = ()
    digest_channels: tuple[str, ...] | None = None
    own_channels: tuple[str, ...] | None = None
    floor: tuple[int, ...] = ()
    rhythm: str = ""
    pool: str | None = None
    is_strict: bool | None = None
