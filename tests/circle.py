"""A team in its own channel, reflecting together, for tests."""

from dataclasses import replace
from datetime import timedelta

from supervisionbot.adapters import team_store
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from tests.conftest import Office

LISTENED = "I listened for once."
SILENT = "There is nothing that I can tell this time."
SOON = timedelta(minutes=1)


class Circle:
    """North's channel, with everybody in it, after a morning of visits."""

    def __init__(self, office: Office, north: Channel, sam: Person) -> None:
        self.office, self.sam = office, sam
        self.workers = [person for person in office.people.values() if person.id != sam.id]
        self.channel = office.slack.add_channel("north-team", [*self.workers, sam])
        db = office.bot.wiring.db
        [team] = team_store.teams(db)
        team_store.save_team(db, replace(team, channel=self.channel.id), office.clock.time)
        for worker in self.workers:
            worker.runs("/reflect visit first visit")
        office.forward(look_every=timedelta(hours=1), hours=2)

    def starts(self, line: str = "/reflect together 10", who: Person | None = None) -> Message:
        """Somebody starts it there. Out: the question."""
        (who or self.sam).runs(line, self.channel)
        self.office.forward(look_every=SOON, minutes=1)
        return self.posts()[-1]

    def posts(self) -> list[Message]:
        """What the bot told everybody there."""
        return [one for one in self.sam.sees(self.channel) if not one.only_for]

    def answers(self, who: Person, text: str = LISTENED, visit: str = "") -> dict[str, str]:
        """Somebody answers in private. Out: what is wrong with the form."""
        who.presses("answer_together", on=self.question)
        more = {"together_visit": visit} if visit else {}
        return who.submits({"answer_words": text, **more})

    @property
    def question(self) -> Message:
        """The newest question of the team."""
        return next(one for one in reversed(self.posts()) if "answer_together" in str(one.blocks))

    def ends(self) -> Message:
        """The time runs out. Out: what the team is told."""
        self.office.forward(look_every=SOON, minutes=11)
        return self.posts()[-1]
