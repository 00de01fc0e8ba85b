"""The database's tables as they lie there -> rows for whoever wants proof of what is kept. For the playground."""

from supervisionbot.adapters.database import Database

TABLES = {
    "private": {
        "visits": "That a visit took place, and its kind. No name stands here.",
        "prompts": "Which question was put to whom, and how far it got.",
        "replies": "What a worker wrote: redacted first, then encrypted. This is all that is kept of the words.",
        "covered_words": "Which words a worker covered by hand: fingerprints, so that an edit covers them again.",
        "heard": "The themes that were heard in each reply.",
        "settled": "What the worker said of those themes.",
        "theme_trust": "How sure a theme must be to count by itself, where corrections moved that. Nobody stands here.",
        "voices": "What may count for the team one day, if enough others say the same.",
        "asked": "Which questions a worker was asked, so that none comes twice. Not whether they answered.",
        "pauses": "Who asked for a break.",
        "preferences": "What a worker set for themselves.",
        "occasions": "When a period was closed, and what its preview said.",
        "occasion_teams": "Which teams shared its digest.",
        "occasion_workers": "Who was in the team on that day.",
        "previews": "Who was sent the preview.",
        "sessions": "When a team reflected together, and on which question.",
        "cards": "Where a card stands that a worker took to supervision. Not what it says.",
        "rereads": "Which threads to read again, after the bot did not hear Slack for a while.",
        "health": "When the bot last looked and listened.",
        "outbox": "Which messages are to stand where in Slack, and what each is about. Never what they say.",
        "teams": "The teams, as they were set up.",
        "members": "Who works in a team, and who supervises it.",
        "traces": "How many rows were deleted since the file was last written anew. Not which.",
        "inbox": "Which messages arrived: only where they stand in Slack, never what they say.",
    },
    "released": {
        "releases": "Each time that the door was asked.",
        "released_themes": "All that ever left: a theme, how it went, and roughly for how many. Nobody's name.",
        "posts": "Which digest was posted where.",
        "responses": "What supervisors answered their team, in their own words.",
        "response_themes": "Which themes of a digest such an answer is about.",
        "response_places": "Where such an answer stands in Slack.",
        "team_news": "What changed in a team's set-up, as the team was told.",
        "audience_told": "That somebody was told who else could read a channel.",
        "ledger": "What was released and by which rules, chained so that a later change would show.",
    },
}


_NEWEST = {"voices": "given_at", "heard": "reply", "settled": "prompt"}
"""What comes nearest to the order of writing in tables that do not keep it."""


def rows_of(db: Database, table: str, most: int = 200) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The columns of a table and its newest rows, as text; encrypted words as their first characters."""
    if not any(table in tables for tables in TABLES.values()):
        raise KeyError(table)
    columns = tuple(row["name"] for row in db.rows("select name from pragma_table_info(?)", [table]))
    newest = _NEWEST.get(table, "rowid")
    rows = db.rows(f"select * from {table} order by {newest} desc limit ?", [most])  # noqa: S608 - named above
    return columns, [tuple(_shown(row[column]) for column in columns) for row in rows]


def _shown(value: object) -> str:
    if isinstance(value, bytes):
        return f"encrypted: {value[:24].decode('ascii', 'replace')}…"
    return "" if value is None else str(value)
