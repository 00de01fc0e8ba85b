"""Who lives in the playground -> people and teams for the stand-in; the same names in the story and on the page."""

from dataclasses import dataclass

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

NORTH = (
    "Ana Okafor",
    "Ben Whitlow",
    "Chandra Rao",
    "Dilys Pugh",
    "Ewan Baird",
    "Farah Aziz",
    "Grace Adeyemi",
    "Hugh Tolan",
)
SOUTH = ("Ines Duarte", "Jo Marsh", "Kit Sayer")


@dataclass(frozen=True, slots=True)
class PlayTeam:
    """A team of the playground: who works in it, who supervises it, where its digests go and where it talks."""

    name: str
    workers: tuple[Person, ...]
    supervisor: Person
    digest_channel: Channel
    channel: Channel


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody. `north` is large enough for a digest of its own, `south` is not."""

    north: PlayTeam
    south: PlayTeam
    admin: Person


def assemble(slack: Workspace) -> Cast:
    """Let everybody join the workspace, with their channels."""
    admin = slack.add_person("Ada Quist", is_admin=True)
    return Cast(_team(slack, "North", NORTH, "Sam Field"), _team(slack, "South", SOUTH, "Ros Vane"), admin)


def _team(slack: Workspace, name: str, names: tuple[str, ...], supervisor: str) -> PlayTeam:
    workers = tuple(slack.add_person(one) for one in names)
    leader = slack.add_person(supervisor)
    digests = slack.add_channel(f"{name.lower()}-supervisors", [leader])
    channel = slack.add_channel(f"{name.lower()}-team", [*workers, leader])
    return PlayTeam(name, workers, leader, digests, channel)
