"""What people see and what is kept -> short answers for asserts."""

from supervisionbot.playground.nouns import Message
from supervisionbot.playground.people import Person
from tests.conftest import Office, is_question


def questions_to(person: Person) -> list[Message]:
    """All questions that the person was asked, the oldest first."""
    return [one for one in person.dm if is_question(one)]


def answers_in(person: Person, question: Message) -> list[str]:
    """What the bot said in the thread of a question."""
    return [person.reads(one) for one in person.thread(question) if one.user == person.slack.bot.id]


def states(office: Office) -> list[str]:
    """The states of all prompts, in the order in which they are due."""
    return [row["state"] for row in office.rows("select state from prompts order by due_at, id")]


def voices(office: Office) -> list[tuple[str, str]]:
    """Theme and stance of every voice."""
    rows = office.rows("select theme, stance from voices order by theme, stance")
    return [(row["theme"], row["stance"]) for row in rows]


def count(office: Office, table: str) -> int:
    """How many rows a table holds."""
    return int(office.rows(f"select count(*) as rows from {table}")[0]["rows"])
