"""The tables, step by step. A step that has run anywhere is never changed; a new one follows it."""

from sqlite_utils import Database, Migrations

migrations = Migrations("supervisionbot")


def steps() -> list[str]:
    """The names of all steps, oldest first."""
    return [one.name for one in migrations.pending(Database(memory=True))]


TEAMS = """
create table teams (
    name text primary key, since text not null, digest_channel text not null, floor integer not null,
    delay_minutes integer not null, weekday integer not null, digest_at text not null, weeks integer not null,
    timezone text not null, starts text not null, ends text not null, days text not null, country text not null,
    pool text not null, pool_since text, danger_contact text not null, support_contact text not null
) strict;
create table members (
    team text not null references teams(name) on delete cascade, user text not null, role text not null,
    primary key (team, user, role)
) strict;
create index members_by_user on members(user);
"""

PRIVATE = """
create table visits (
    id text primary key, worker text not null, team text not null, kind text not null, at text not null,
    logged_at text not null, case_ref text not null, prompt text not null
) strict;
create index visits_by_prompt on visits(prompt);
create index visits_by_worker on visits(worker);
create table prompts (
    id text primary key, worker text not null, team text not null, visit text not null, kind text not null,
    wanted_theme text not null, question text not null, theme text not null, state text not null,
    consent text not null, due_at text not null, sending_at text, asked_at text, channel text not null,
    thread text not null, answer text not null, followed_up integer not null, is_heavy integer not null,
    is_reminded integer not null, why text not null
) strict;
create index prompts_by_state on prompts(state, due_at);
create index prompts_by_worker on prompts(worker, due_at);
create index prompts_by_thread on prompts(channel, thread);
create table replies (
    id text primary key, prompt text not null references prompts(id) on delete cascade, worker text not null,
    at text not null, covered text not null, words blob
) strict;
create index replies_by_prompt on replies(prompt);
create table heard (
    reply text not null references replies(id) on delete cascade, theme text not null, stance text not null,
    probability real not null, stance_probability real not null, primary key (reply, theme)
) strict;
create table settled (
    prompt text not null references prompts(id) on delete cascade, theme text not null, stance text,
    by_hand integer not null, primary key (prompt, theme)
) strict;
create table voices (
    prompt text not null references prompts(id) on delete cascade, theme text not null, stance text not null,
    worker text not null, team text not null, visit text not null, case_ref text not null, at text not null,
    given_at text not null, is_withdrawn integer not null default 0, spent_on text not null default '',
    primary key (prompt, theme, stance)
) strict;
create index voices_by_team on voices(team, spent_on, at);
create index voices_by_worker on voices(worker);
create table asked (worker text not null, question text not null, theme text not null, at text not null) strict;
create index asked_by_worker on asked(worker, at);
create index asked_by_time on asked(at);
create table pauses (worker text primary key, until text) strict;
create table preferences (worker text primary key, is_newly_qualified integer not null) strict;
create table inbox (
    event text primary key, channel text not null, ts text not null, thread text not null, worker text not null,
    noted_at text not null, tries integer not null, is_done integer not null
) strict;
create index inbox_open on inbox(is_done, noted_at);
create table cards (
    id text primary key, worker text not null, supervisor text not null, channel text not null, ts text not null,
    sent_at text not null
) strict;
create table occasions (
    id text primary key, unit text not null, cut text not null, closes_at text not null, is_closed integer not null,
    is_open integer not null, shown text, preview text
) strict;
create table occasion_workers (
    occasion text not null references occasions(id) on delete cascade, worker text not null,
    primary key (occasion, worker)
) strict;
create table previews (
    occasion text not null references occasions(id) on delete cascade, worker text not null,
    primary key (occasion, worker)
) strict;
"""

RELEASED = """
create table releases (
    id text primary key, unit text not null, since text not null, until text not null
) strict;
create table released_themes (
    release text not null references releases(id), position integer not null, subject text not null,
    stance text not null, band text not null, is_family integer not null, primary key (release, position)
) strict;
create table posts (
    id text primary key, release text not null references releases(id), team text not null, channel text not null,
    state text not null, sending_at text, posted_in text not null, ts text not null
) strict;
create table ledger (
    number integer primary key, at text not null, line text not null, chain text not null
) strict;
create trigger ledger_is_kept before delete on ledger begin select raise(abort, 'the ledger is append-only'); end;
create trigger ledger_is_fixed before update on ledger begin select raise(abort, 'the ledger is append-only'); end;
"""


@migrations()
def first_tables(db: Database) -> None:
    """Teams, the private side and the released side."""
    # Not `executescript`: it would commit the step's transaction before its record is written.
    for statement in (TEAMS + PRIVATE + RELEASED).strip().split(";\n"):
        db.conn.execute(statement)


@migrations()
def team_channels(db: Database) -> None:
    """The team's own channel, beside that of its supervisors."""
    db.conn.execute("alter table teams add column channel text not null default ''")


@migrations()
def covered_words(db: Database) -> None:
    """Which words of a thread its worker covered by hand: keyed hashes, so that an edit covers them again."""
    db.conn.execute(
        "create table covered_words (prompt text not null references prompts(id) on delete cascade,"
        " fingerprint blob not null, primary key (prompt, fingerprint)) strict"
    )


TOGETHER = """
create table sessions (
    id text primary key, team text not null, channel text not null, starter text not null, question text not null,
    theme text not null, minutes integer not null, called_at text not null, state text not null, sending_at text,
    opened_at text, closes_at text, ts text not null
) strict;
create index sessions_by_team on sessions(team, called_at);
alter table prompts add column session text not null default '';
create index prompts_by_session on prompts(session);
alter table occasions add column is_together integer not null default 0;
alter table releases add column together text not null default '';
"""


@migrations()
def teams_reflect_together(db: Database) -> None:
    """Sessions in which a team reflects in its own channel; what was given in one is marked by it."""
    for statement in TOGETHER.strip().split(";\n"):
        db.conn.execute(statement)


@migrations()
def occasions_stand_still(db: Database) -> None:
    """Which teams shared an occasion and how many workers they were, and for which team a worker was asked."""
    for statement in (
        "alter table occasions add column teams text not null default '[]'",
        "alter table occasions add column size integer not null default 0",
        "alter table asked add column team text not null default ''",
        "update occasions set size = (select count(*) from occasion_workers where occasion = id), teams = (select"
        " json_group_array(name) from teams where case pool when '' then name else pool end = occasions.unit)",
        "update asked set team = coalesce((select team from prompts where prompts.worker = asked.worker"
        " and prompts.asked_at = asked.at), '')",
    ):
        db.conn.execute(statement)


@migrations()
def releases_keep_their_link(db: Database) -> None:
    """Each release knows its line's link in the chain, so that a ledger cut off at its end shows."""
    db.conn.execute("alter table releases add column link text not null default ''")


@migrations()
def theme_trust(db: Database) -> None:
    """From which sureness a theme counts unconfirmed, where corrections moved it: one number a theme, no person."""
    db.conn.execute("create table theme_trust (theme text primary key, sure_from real not null) strict")


@migrations()
def floors_fall_slowly(db: Database) -> None:
    """A lower floor waits until the team was told and a full period is over."""
    db.conn.execute(
        "create table lowerings (team text primary key references teams(name) on delete cascade,"
        " floor integer not null, holds_from text) strict"
    )


RESPONSES = """
alter table teams add column is_strict integer not null default 1;
alter table teams add column admin text not null default '';
create table responses (
    id text primary key, team text not null, release text not null, post text not null, supervisor text not null,
    given_at text not null, will_do text not null, by_when text, who text not null, state text not null,
    outcome text not null
) strict;
create index responses_by_team on responses(team, given_at);
create table response_themes (
    response text not null references responses(id) on delete cascade, position integer not null,
    subject text not null, stance text not null, is_family integer not null, primary key (response, position)
) strict;
create table team_news (id text primary key, team text not null, at text not null, changes text not null) strict;
create table audience_told (
    channel text not null, finding text not null, told_at text not null, primary key (channel, finding)
) strict;
"""


@migrations()
def responses_and_audiences(db: Database) -> None:
    """What supervisors answer their team, what changed in its set-up, and who may read its digests."""
    for statement in RESPONSES.strip().split(";\n"):
        db.conn.execute(statement)


OUTBOX = """
create table outbox (
    number integer primary key, id text not null unique, kind text not null, about text not null,
    recipient text not null, thread text not null, worker text not null, hint text not null, state text not null,
    due_at text not null, sending_at text, channel text not null, ts text not null, wanted integer not null,
    tries integer not null, trouble text not null
) strict;
create index outbox_by_state on outbox(state, due_at);
create index outbox_by_recipient on outbox(recipient, state);
create index outbox_by_about on outbox(about);
create index outbox_by_worker on outbox(worker, state);
insert into outbox select null, id, 'question', id, worker, '', worker, '', 'sending', sending_at, sending_at,
    '', '', 1, 1, '' from prompts where state = 'sending';
insert into outbox select null, id, 'digest', id, channel, '', '', '', state, coalesce(sending_at, '2000'), sending_at,
    '', '', 1, 1, '' from posts where state <> 'sent';
update posts set state = 'due' where state = 'sending';
alter table inbox add column look_at text not null default '';
create index inbox_by_message on inbox(channel, ts)
"""
# What is left of a prompt must not outlive it, least of all that it was skipped.
OUTBOX_FOLLOWS = """
create trigger outbox_follows_prompts after delete on prompts begin delete from outbox where about = old.id; end
"""


@migrations()
def outbox(db: Database) -> None:
    """Every message that is to stand in Slack; what was under way moves here."""
    for statement in (*OUTBOX.strip().split(";\n"), OUTBOX_FOLLOWS):
        db.conn.execute(statement)


@migrations()
def sessions_without_places(db: Database) -> None:
    """Where a team's question stands, and whether it is under way, is told by the outbox alone."""
    for column in ("sending_at", "ts"):
        db.conn.execute(f"alter table sessions drop column {column}")


QUICKER = """
create index teams_by_name on teams(lower(name));
create table occasion_teams (
    occasion text not null references occasions(id) on delete cascade, team text not null, primary key (occasion, team)
) strict;
insert into occasion_teams select occasions.id, value from occasions, json_each(occasions.teams);
create index occasion_teams_by_team on occasion_teams(team);
alter table occasions drop column teams;
create index occasions_open on occasions(closes_at) where is_closed = 0;
create index occasion_workers_by_worker on occasion_workers(worker);
create index previews_by_worker on previews(worker);
create index releases_by_unit on releases(unit, until);
create index replies_by_worker on replies(worker, at);
create index replies_with_words on replies(at) where words is not null;
create index voices_by_time on voices(at);
drop index voices_by_team;
create index voices_waiting on voices(team, at) where spent_on = '';
create index voices_withdrawn on voices(team) where is_withdrawn = 1;
"""


@migrations()
def quicker_on_large_files(db: Database) -> None:
    """What is looked for often is found by an index, however many rows there are."""
    for statement in QUICKER.strip().split(";\n"):
        db.conn.execute(statement)


WITH_TRACES = ("replies", "prompts", "visits", "voices", "heard", "settled", "asked", "inbox", "cards", "pauses")


@migrations()
def traces(db: Database) -> None:
    """How much was deleted since the file was last written anew: what forgets to say so leaves no traces either."""
    count = "begin update traces set deletions = deletions + 1; end"
    db.conn.execute("create table traces (deletions integer not null, seen_at text) strict")
    db.conn.execute("insert into traces values (0, null)")
    for table in WITH_TRACES:
        db.conn.execute(f"create trigger traces_of_{table} after delete on {table} {count}")
    db.conn.execute(f"create trigger traces_of_words after update of words, covered on replies {count}")


@migrations()
def response_places(db: Database) -> None:
    """Where what supervisors answered stands in Slack, so that it can be changed there however old it is."""
    db.conn.execute(
        "create table response_places (response text not null references responses(id) on delete cascade,"
        " kind text not null, recipient text not null, channel text not null, ts text not null,"
        " primary key (response, kind, recipient)) strict"
    )


@migrations()
def signs_of_life(db: Database) -> None:
    """When the running bot last looked and listened, and which threads to read again after it did not."""
    db.conn.execute("create table health (name text primary key, at text not null, detail text not null) strict")
    db.conn.execute(
        "create table rereads (channel text not null, thread text not null, worker text not null, since text not null,"
        " look_at text not null, primary key (channel, thread)) strict"
    )


@migrations()
def word_of_lowerings(db: Database) -> None:
    """When word of a lower floor was put in the outbox."""
    db.conn.execute("alter table lowerings add column told_of text")


@migrations()
def own_replies_by_their_index(db: Database) -> None:
    """A worker's newest threads are found without reading each reply of a year."""
    db.conn.execute("drop index replies_by_worker")
    db.conn.execute("create index replies_by_worker on replies(worker, at, prompt)")


SESSIONS_UNDER_WAY = """
update sessions set state = 'due' where state = 'sending';
insert into outbox select null, id, 'together', id, channel, '', '', '', 'sending', called_at, called_at,
    '', '', 1, 1, '' from sessions where state = 'due' and id not in (select about from outbox where kind = 'together')
"""


@migrations()
def sessions_under_way(db: Database) -> None:
    """A team's question that was under way before there was an outbox is looked up like any other message."""
    for statement in SESSIONS_UNDER_WAY.strip().split(";\n"):
        db.conn.execute(statement)


TOGETHER_ON_A_PAGE = """
create table voices_anew (
    prompt text not null references prompts(id) on delete cascade, theme text not null, stance text not null,
    worker text not null, team text not null, visit text not null, case_ref text not null, at text not null,
    given_at text not null, is_withdrawn integer not null default 0, spent_on text not null default '',
    primary key (team, at, prompt, theme, stance)
) strict, without rowid;
insert into voices_anew select * from voices order by team, at, prompt, theme, stance;
drop table voices;
alter table voices_anew rename to voices;
create unique index voices_by_prompt on voices(prompt, theme, stance);
create index voices_by_worker on voices(worker);
create index voices_by_time on voices(at);
create index voices_withdrawn on voices(team) where is_withdrawn = 1;
create table heard_anew (
    reply text not null references replies(id) on delete cascade, theme text not null, stance text not null,
    probability real not null, stance_probability real not null, primary key (reply, theme)
) strict, without rowid;
insert into heard_anew select * from heard order by reply, theme;
drop table heard;
alter table heard_anew rename to heard;
create table settled_anew (
    prompt text not null references prompts(id) on delete cascade, theme text not null, stance text,
    by_hand integer not null, primary key (prompt, theme)
) strict, without rowid;
insert into settled_anew select * from settled order by prompt, theme;
drop table settled;
alter table settled_anew rename to settled;
drop index prompts_by_worker;
create index prompts_by_worker on prompts(worker, due_at, id);
drop index asked_by_worker;
create index asked_by_worker on asked(worker, at, team, question, theme);
"""


@migrations()
def together_on_a_page(db: Database) -> None:
    """What is read together lies together: a team's voices, what was heard of a worker, who was asked."""
    for statement in TOGETHER_ON_A_PAGE.strip().split(";\n"):
        db.conn.execute(statement)
    for table in ("voices", "heard", "settled"):
        count = "begin update traces set deletions = deletions + 1; end"
        db.conn.execute(f"create trigger traces_of_{table} after delete on {table} {count}")


DUE_BY_INDEX = """
alter table prompts add column remind_at text;
create index prompts_to_remind on prompts(coalesce(remind_at, '')) where state = 'asked' and is_reminded = 0;
create index prompts_open on prompts(asked_at) where state = 'asked';
create index visits_by_time on visits(at);
create index visits_alone on visits(at) where prompt = '';
update visits set prompt = '' where not exists (select 1 from prompts where prompts.id = visits.prompt)
"""
VISITS_OUTLIVE_PROMPTS = """
create trigger visits_outlive_prompts after delete on prompts begin
    update visits set prompt = '' where prompt = old.id;
end
"""


@migrations()
def due_by_index(db: Database) -> None:
    """What is due for a reminder, for lapsing or for forgetting is found without reading all that is not."""
    for statement in (*DUE_BY_INDEX.strip().split(";\n"), VISITS_OUTLIVE_PROMPTS):
        db.conn.execute(statement)
