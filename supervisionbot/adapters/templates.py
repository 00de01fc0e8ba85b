"""prompts/messages and labels.toml -> words. Strict: a template may use its record's fields and nothing else."""

import re
import traceback
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta

from supervisionbot.adapters.label_file import load_labels
from supervisionbot.adapters.template_samples import a_record
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, Change
from supervisionbot.records.words import LineTold, Message

_BANDS = {Band.MOST: "most", Band.HALF: "half", Band.SOME: "some"}
_NEARLY = timedelta(minutes=2)
_NO_SUCH_PART, _IS_NOT_HERE = re.compile(r"'[\w.]+ object' has no attribute ('\w+')"), r"there is no \1 in it."


class Markup(str):
    """Text that is Slack's own markup already and must not be escaped."""

    __slots__ = ()


def escaped(value: object) -> str:
    """Text from people, so that Slack shows it as typed: no mention, no link, no channel call."""
    if isinstance(value, Markup):
        return value
    text = str(value)
    for mark, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(mark, sign)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class TemplateWords:
    """The bot's voice, read once from prompts/. Raises WrongPrompts if a template or label is wrong."""

    def __init__(self, prompts: Path) -> None:
        self._labels = load_labels(prompts / "labels.toml")
        folder = prompts / "messages"
        self._templates = jinja2.Environment(  # noqa: S701 - Slack's escaping is done by `finalize`, these are no web pages
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            finalize=escaped,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._templates.filters.update(_filters(self.label, self._labels))
        for message in Message.__subclasses__():
            _check(self._templates, folder, message)
            self._try_out(message)

    def say(self, message: Message) -> str:
        """The message in the words of its template."""
        record = {field.name: getattr(message, field.name) for field in fields(message)}  # type: ignore[arg-type]
        text = self._templates.get_template(template_name(type(message))).render(record)
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    def _try_out(self, message: type[Message]) -> None:
        """Say a sample, filled in and as empty as can be, so that a worker is not the first to meet what fails."""
        name = template_name(message)
        for full in (True, False):
            try:
                said = self.say(a_record(message, full=full))
            except (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                where = f"messages/{name}, line {_line_of(error, name)}"
                raise WrongPrompts(f"{where}: {_NO_SUCH_PART.sub(_IS_NOT_HERE, str(error))}") from None
            if not said:
                raise WrongPrompts(f"messages/{name}: it says nothing{'' if full else ' where little is known'}.")

    def label(self, name: str) -> str:
        """A label from labels.toml."""
        return str(self._labels[name])


def template_name(message: type[Message]) -> str:
    """The file of a message: VisitLogged is said by visit_logged.md.j2."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", message.__name__).lower() + ".md.j2"


def _check(templates: jinja2.Environment, folder: Path, message: type[Message]) -> None:
    name = template_name(message)
    try:
        source = (folder / name).read_text(encoding="utf-8")
        parsed = templates.parse(source)
        templates.get_template(name)
    except OSError:
        raise WrongPrompts(f"messages/{name}: the file is missing.") from None
    except UnicodeDecodeError:
        raise WrongPrompts(f"messages/{name}: the file is no text in UTF-8.") from None
    except jinja2.TemplateSyntaxError as error:
        raise WrongPrompts(f"messages/{name}, line {error.lineno}: {error.message}") from None
    known = {field.name for field in fields(message)}  # type: ignore[arg-type]
    for unknown in sorted(meta.find_undeclared_variables(parsed) - known):
        line = next((at for at, text in enumerate(source.splitlines(), 1) if unknown in text), 1)
        raise WrongPrompts(f"messages/{name}, line {line}: there is no '{unknown}' here; known are {sorted(known)}.")


def _line_of(error: BaseException, name: str) -> int:
    """The line of the template at which rendering failed."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(name)]
    return (frames[-1].lineno or 1) if frames else 1


def _filters(label: Callable[[str], str], labels: dict[str, Any]) -> dict[str, Callable[..., Any]]:
    def stance(value: Stance) -> str:
        return label(str(value))

    def band(value: Band, is_pooled: bool = False) -> str:
        return label(f"{_BANDS[value]}_pooled" if is_pooled else _BANDS[value])

    def change(line: LineTold) -> str:
        times = label("told_times").format(nth=_nth(labels, line.times)) if line.times > 2 else ""
        return _moved(line, label) + times

    def day(at: datetime, now: datetime) -> str:
        words = {0: "today", -1: "yesterday", 1: "tomorrow"}
        word = words.get((at.date() - now.date()).days)
        return label(word) if word else f"{at:%A} {at.day} {at:%B}"

    def spoken(at: datetime, now: datetime) -> str:
        if abs(at - now) < _NEARLY:
            return label("in_a_moment" if at > now else "just_now")
        return f"{day(at, now)} at {at:%H:%M}"

    def coming(at: datetime, now: datetime) -> str:
        """As `spoken`, where a sentence needs "on Monday"."""
        said = spoken(at, now)
        return f"on {said}" if said.startswith(f"{at:%A}") else said

    return _PLAIN_FILTERS | {
        "stance": stance,
        "band": band,
        "change": change,
        "day": day,
        "spoken": spoken,
        "coming": coming,
        "details": lambda covered: _listed([_counted(labels[f"detail_{kind}"], count) for kind, count in covered]),
        "minutes": lambda length: f"{int(length.total_seconds() // 60)} minutes",
        "places": lambda channels: Markup(_listed([f"<#{channel}>" for channel in channels])),
        "mentions": lambda users: Markup(_listed([f"<@{user}>" for user in users])),
        "quoted": lambda text: Markup(escaped(text).replace("\n", "\n> ")),
    }


def _moved(line: LineTold, label: Callable[[str], str]) -> str:
    """How a line moved since it was last told, in words; nothing where there is nothing to compare with."""
    when = "" if line.is_last_time else "_before"
    if line.before and line.change is not Change.SAME:
        return label(f"told_moved{when}").format(before=label(f"{_BANDS[line.before]}_short"))
    if line.before:
        return label(f"told_same{when}") if line.times <= 2 else ""
    if line.was:
        return label("told_other").format(was=label(str(line.was)))
    return label("told_new") if line.has_past else ""


def _nth(labels: dict[str, Any], times: int) -> str:
    """The word for how often, such as third; beyond the list, its last."""
    words: list[str] = labels["nth"]
    return words[min(times, len(words)) - 1]


def _span(since: datetime, until: datetime) -> str:
    """From one day to another, without saying month or year twice: 2 to 15 March 2026."""
    if since.year != until.year:
        return f"{since.day} {since:%B %Y} to {until.day} {until:%B %Y}"
    month = "" if since.month == until.month else f" {since:%B}"
    return f"{since.day}{month} to {until.day} {until:%B %Y}"


def _said(at: datetime, now: datetime) -> str:
    """When something was said, as one would recall it: a day of this month, else the month."""
    if (at.year, at.month) == (now.year, now.month):
        return f"on {at.day} {at:%B}"
    return f"in {at:%B}" if (now - at) < timedelta(days=300) else f"in {at:%B %Y}"


def _counted(words: Sequence[str], count: int) -> str:
    return words[0] if count == 1 else f"{count} {words[1]}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


_PLAIN_FILTERS: dict[str, Callable[..., Any]] = {
    "date": lambda at: f"{at.day} {at:%B %Y}",
    "day_and_month": lambda at: f"{at.day} {at:%B}",
    "clock": lambda at: f"{at:%H:%M}",
    "said": _said,
    "span": _span,
    "listed": _listed,
    "opening": lambda text: text[:1].upper() + text[1:],
}
