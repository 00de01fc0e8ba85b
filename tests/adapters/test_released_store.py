"""Releases, posts and the ledger in a real database file."""

import json
import sqlite3
from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.adapters import released_store as store
from supervisionbot.adapters.database import Database
from supervisionbot.records.codebook import Stance
from supervisionbot.records.post import Posted
from supervisionbot.records.released import Band, Post, Release, ReleasedTheme
from tests.builders import MONDAY

THEMES = (
    ReleasedTheme("time", Stance.STRAIN, Band.MOST),
    ReleasedTheme("empathy", Stance.STRENGTH, Band.HALF),
    ReleasedTheme("connecting", Stance.MIXED, Band.SOME, is_family=True),
)


def a_release(number: int = 1, unit: str = "North", themes: tuple[ReleasedTheme, ...] = THEMES) -> Release:
    until = MONDAY + timedelta(weeks=number)
    return Release(f"{unit}@{number}", unit, until - timedelta(weeks=1), until, themes)


def a_post(post_id: str = "post1", release: str = "North@1", **more: Any) -> Post:
    return Post(post_id, release, more.pop("team", "North"), more.pop("channel", "C1"), **more)


def tampered(db: Database, sql: str, *values: object) -> None:
    """Somebody with the file at hand takes the locks off and changes it."""
    db.run("drop trigger ledger_is_kept")
    db.run("drop trigger ledger_is_fixed")
    db.run(sql, values)


def three_lines(db: Database) -> None:
    for number in range(3):
        store.add_to_ledger(db, {"release": f"r{number}", "themes": []}, MONDAY + timedelta(weeks=number))


def test_a_release_is_read_back_as_it_was(db: Database) -> None:
    store.save_release(db, a_release(), [])

    assert store.release(db, "North@1") == a_release()


def test_a_silent_release_is_kept_like_any_other(db: Database) -> None:
    store.save_release(db, a_release(themes=()), [])

    assert store.releases_of(db, "North") == [a_release(themes=())]


def test_a_release_that_was_never_made_is_none(db: Database) -> None:
    assert store.release(db, "North@1") is None


def test_releases_of_a_unit_come_oldest_first_and_without_those_of_others(db: Database) -> None:
    for one in (a_release(2), a_release(1), a_release(1, "South")):
        store.save_release(db, one, [])

    assert store.releases_of(db, "North") == [a_release(1), a_release(2)]


def test_a_release_cannot_be_made_twice(db: Database) -> None:
    store.save_release(db, a_release(), [])

    with pytest.raises(sqlite3.IntegrityError):
        store.save_release(db, a_release(themes=()), [])


def test_a_sent_post_keeps_where_it_stands(db: Database) -> None:
    store.save_release(db, a_release(), [a_post()])

    store.mark_sent(db, a_post().id, Posted("C1", "17.5"))
    [row] = db.rows("select state, posted_in, ts from posts")

    assert row == {"state": "sent", "posted_in": "C1", "ts": "17.5"}


def test_only_sent_posts_of_ones_own_teams_are_seen_newest_first_and_once_each(db: Database) -> None:
    posts = {1: [a_post("a", channel="S1"), a_post("b", channel="S2")], 2: [a_post("c", "North@2")]}
    for number, some in posts.items():
        store.save_release(db, a_release(number), some)
    store.save_release(db, a_release(3), [a_post("d", "North@3")])
    store.save_release(db, a_release(1, "South"), [a_post("e", "South@1", team="South")])
    for post in ("a", "b", "c", "e"):
        store.mark_sent(db, post, Posted("C1", "17.5"))

    assert [post.release for post in store.posts_seen_by(db, ["North"])] == ["North@2", "North@1"]
    assert [post.release for post in store.posts_seen_by(db, ["South"])] == ["South@1"]
    assert store.posts_seen_by(db, []) == []


def test_ledger_lines_come_back_in_order_with_number_and_time(db: Database) -> None:
    three_lines(db)

    lines = store.ledger(db)

    assert [(line["number"], line["release"]) for line in lines] == [(1, "r0"), (2, "r1"), (3, "r2")]
    assert lines[0]["at"] == "2026-03-02T10:00:00.000000+00:00"


def test_an_empty_ledger_and_one_that_was_left_alone_are_whole(db: Database) -> None:
    before = store.first_broken_link(db)
    three_lines(db)

    assert before is None
    assert store.first_broken_link(db) is None


@pytest.mark.parametrize(
    "sql",
    [
        "update ledger set line = '{}' where number = 2",
        "delete from ledger where number = 2",
        "update ledger set at = '2020' where number = 2",
        "update ledger set chain = 'x' where number = 2",
        "insert or replace into ledger (number, at, line, chain) values (2, 'now', '{}', 'x')",
    ],
)
def test_the_ledger_refuses_to_be_changed(db: Database, sql: str) -> None:
    three_lines(db)

    with pytest.raises(sqlite3.DatabaseError):
        db.run(sql)

    assert store.first_broken_link(db) is None


@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("update ledger set line = '{\"themes\": []}' where number = 2", 2),
        ("update ledger set at = '2020-01-01' where number = 1", 1),
        ("update ledger set chain = 'f' where number = 3", 3),
        ("update ledger set number = 9 where number = 3", 9),
        ("delete from ledger where number = 1", 2),
        ("delete from ledger where number = 2", 3),
        ("insert into ledger (number, at, line, chain) values (4, '2026', '{}', 'made up')", 4),
    ],
)
def test_a_change_made_all_the_same_shows(db: Database, sql: str, broken: int) -> None:
    three_lines(db)

    tampered(db, sql)

    assert store.first_broken_link(db) == broken


def test_two_lines_cannot_change_places(db: Database) -> None:
    three_lines(db)
    tampered(db, "update ledger set number = 99 where number = 1")
    db.run("update ledger set number = 1 where number = 2")
    db.run("update ledger set number = 2 where number = 99")

    assert store.first_broken_link(db) == 1


def test_the_same_line_has_another_link_at_another_place(db: Database) -> None:
    for _ in range(2):
        store.add_to_ledger(db, {"release": "r"}, MONDAY)

    assert len({row["chain"] for row in db.rows("select chain from ledger")}) == 2


def test_a_line_is_kept_in_one_form_whatever_order_it_was_given_in(db: Database) -> None:
    store.add_to_ledger(db, {"b": 1, "a": "Zoë"}, MONDAY)

    assert db.rows("select line from ledger")[0]["line"] == json.dumps({"a": "Zoë", "b": 1}, ensure_ascii=False)


def test_a_release_keeps_the_link_of_its_line(db: Database) -> None:
    for number in (1, 2):
        store.save_release(db, a_release(number), [])
        store.add_to_ledger(db, {"release": f"North@{number}"}, MONDAY)

    assert store.releases_with_links(db) == [
        (a_release(number), entry["chain"]) for number, entry in enumerate(store.ledger(db), 1)
    ]


def test_a_line_about_no_release_changes_none(db: Database) -> None:
    store.save_release(db, a_release(), [])
    store.add_to_ledger(db, {"kind": "floor"}, MONDAY)

    assert store.releases_with_links(db) == [(a_release(), "")]
