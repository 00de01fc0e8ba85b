"""What was measured -> the page that tells of it."""

from collections.abc import Mapping
from typing import Any

Row = tuple[str, str, str, str]
Measured = Mapping[str, Any]

HEAD = """\
# Performance

What the bot costs, beside what else one could use, each part measured side by side with that. Written by `make bench`
in one run (`python -m benchmarks.performance --part events` measures one part anew, and leaves the others as they
were); chance starts from seed 1 each time.
Compare the ratios: a bare number says as much about the machine and what else ran on it (its load stands below each
table; it has two cores) as about the bot.

"""

NOTES = {
    "events": """\
*Handled* can mean two things. **Acknowledged**: noted in the database and answered, which is what Slack waits for, and
what a bare app with an empty listener does. **Worked through**: redacted, coded, kept and answered in the thread. The
goal is held against the first: redacting and coding alone take the processor about four milliseconds a reply, for which
an empty listener has nothing to compare. Slack itself delivers at most 30,000 events an hour, 8.3 a second.
""",
    "sending": """\
The loop posts one plain line after the other, with Slack's own client, which opens a connection for each call; in the
second row it posts what the bot posts: a question with its row of buttons and a mark, with which the stand-in has more
to do as well. The bot also asks Slack who the workers are and whether they rest (many at once: `users.list`,
`dnd.teamInfo`), chooses each question, writes its row before and after, and hears from Slack of each message that it
posted. It keeps its connections and has three messages under way at once: here that gains little, as the stand-in
answers at once and takes one call at a time; at Slack, which takes a tenth of a second or more for each, it counts.
""",
    "door": """\
Processor time of closing every team's period at once: reading, deciding, marking voices as told, writing release, posts
and ledger. *Year*: the query over all voices of a year. *Waiting*: the same query over those that may still be told.
*First*: nothing was ever told before, so that all of twelve weeks is told at once, which is the most there can be.
*Kept*: in the very large file below, with the voices that the bot keeps, those of twelve weeks: the query over them
counts a quarter of a year's, so only the time for each worker compares.
""",
    "rest": """\
Memory is proportional set size, five seconds after the start, with coder and redactor loaded. *Ready* is connected to
Slack. The bare app with the models loads redactor and coder, and nothing else of the bot.
""",
    "large": """\
One SQLite file of {workers:,} workers with {codes:,} codes; 200 of them look back. *Cold*: the machine holds nothing of
the file in memory, so that each page comes from the disk; *warm*: the same once more. Deleted rows are overwritten at
once; traces in the gaps of a large file are wiped in the next night, by writing it anew, which takes as long as there
is to write: here for a tenth of the workers. Reading goes on meanwhile, writing waits: what comes in then is
acknowledged late, repeated by Slack and taken in once.
""",
}


def page(measured: Measured) -> str:
    """The whole page; parts that were never measured are left out."""
    tables = {"events": _events, "sending": _sending, "door": _door, "rest": _rest, "large": _large}
    titles = {
        "events": "Events",
        "sending": "Sending",
        "door": "Release",
        "rest": "Memory and start",
        "large": "A very large file",
    }
    parts = []
    if "door" in measured and "large" in measured:
        rows = [*measured["door"]["rows"], measured["large"]["released"]]
        measured = {**measured, "door": {**measured["door"], "rows": rows}}
    for name, found in measured.items():
        note = NOTES[name]
        if name == "large":
            note = note.format(workers=found["workers"], codes=found["workers"] * 100)
        under = f"Load of the machine at the start: {found['load']:.1f}. Python {found['python']}."
        parts.append(f"## {titles[name]}\n\n{tables[name](found)}\n{note}\n{under}\n")
    return HEAD + "\n".join(parts)


def _table(head: Row, rows: list[Row]) -> str:
    lines = [head, ("---", "---:", "---:", "---"), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _goal(holds: bool, goal: str) -> str:
    return f"{goal}: {'held' if holds else '**missed**'}"


def _events(found: Measured) -> str:
    bare, bot = found["bare"], found["bot"]
    acked, through = (bot[key] / bare[key] for key in ("acknowledged", "worked_through"))
    rush, burst = (bot[key] / bare[key] for key in ("rush_99", "burst_99"))
    verdicts = {
        "acknowledged": _goal(acked >= 0.5, f"{acked:.2f}, at least 0.5"),
        "worked_through": f"{through:.2f} of the bare app's acknowledgements",
        "processor_ms": "with sending the answers",
        "rush_99": _goal(rush <= 3, f"{rush:.1f} times, at most 3"),
        "burst_99": _goal(bot["burst_99"] < 200, f"{burst:.1f} times; under 200 ms"),
        "burst_50": f"{bot['burst_50'] / bare['burst_50']:.1f} times",
    }
    titles = {
        "acknowledged": "acknowledged, a second",
        "worked_through": "worked through, a second",
        "processor_ms": "processor, ms a message",
        "rush_99": f"acknowledged after, ms, 99th percentile: {found['messages']} messages in a row",
        "burst_99": f"the same: 50 at once, {found['bursts']} times, while a digest is made",
        "burst_50": "the same, median",
    }
    rows = [(titles[key], f"{bare[key]:.1f}", f"{bot[key]:.1f}", verdict) for key, verdict in verdicts.items()]
    return _table(("", "bare Bolt app", "bot", "ratio and goal"), rows)


def _sending(found: Measured) -> str:
    ratio = found["bot"] / found["loop"]
    verdict = _goal(ratio >= 0.8, f"{ratio:.2f}, at least 0.8")
    rows = [(f"{found['count']:,} messages, a second", f"{found['loop']:.0f}", f"{found['bot']:.0f}", verdict)]
    same = f"{found['bot'] / found['same']:.2f}"
    rows.append(("the loop with the bot's own message", f"{found['same']:.0f}", f"{found['bot']:.0f}", same))
    held = _goal(found["kept"] <= found["limit"], "Slack takes several hundred")
    rows.append((f"most in any minute, told to keep {found['limit']} (POSTS_PER_MINUTE)", "", f"{found['kept']}", held))
    return _table(("", "plain loop", "bot", "ratio and goal"), rows)


def _door(found: Measured) -> str:
    lines = ["| workers | voices (waiting) | query: year | waiting | release | ratio: year | waiting | a worker |\n"]
    lines.append("|---:|---:|---:|---:|---:|---:|---:|---:|\n")
    for one in found["rows"]:
        first = " first" if one["is_first"] else " kept" if one.get("is_kept") else ""
        lines.append(
            f"| {one['workers']:,}{first} | {one['voices']:,} ({one['waiting']:,}) | {one['count_year']:.2f} s"
            f" | {one['count_waiting']:.2f} s | {one['release']:.2f} s | {one['release'] / one['count_year']:.1f}"
            f" | {one['release'] / one['count_waiting']:.1f} | {1000 * one['release'] / one['workers']:.2f} ms |\n"
        )
    lived = [one for one in found["rows"] if not one["is_first"]]
    # The goal is set for a thousand teams with a year of voices; smaller and larger sizes show how it grows.
    most = max((one for one in lived if not one.get("is_kept")), key=lambda one: int(one["workers"]))
    ratio = most["release"] / most["count_year"]
    each = [one["release"] / one["workers"] for one in lived]
    held = _goal(ratio <= 2, f"{ratio:.1f} times the query over the year at {most['workers']:,} workers, at most 2")
    spread = max(each) / min(each)
    grows = _goal(spread <= 1.5, f"{spread:.1f} times between the cheapest and the dearest size, linear up to 1.5")
    return "".join(lines) + f"\nGoals: {held}; a worker costs {grows}.\n"


def _rest(found: Measured) -> str:
    times = found["bot"] / found["bare_with_models"]
    memory = f"{_goal(found['bot'] < 200, 'under 200')}; {_goal(times < 2, f'{times:.2f} times, under 2')}"
    bare = f"{found['bare']:.0f}, with the models {found['bare_with_models']:.0f}"
    ready = _goal(found["bot_ready"] < 3, "under 3")
    rows = [
        ("memory, MB", bare, f"{found['bot']:.0f}", memory),
        ("ready after, s", f"{found['bare_ready']:.1f}", f"{found['bot_ready']:.1f}", ready),
    ]
    return _table(("", "bare Bolt app", "bot", "goal"), rows)


def _large(found: Measured) -> str:
    rows = [
        ("size, GB", f"{found['bytes'] / 1e9:.1f}", ""),
        *(
            (f"`/reflect mine`, ms: {title}", f"{found[key]:.0f}", _goal(found[key] < 100, "under 100"))
            for key, title in (
                ("warm_50", "median, warm"),
                ("warm_99", "99th percentile, warm"),
                ("cold_50", "median, cold"),
                ("cold_99", "99th percentile, cold"),
            )
        ),
        ("forgetting a worker: rows gone after, s", f"{found['forget']:.2f}", ""),
        (f"writing {found['night_bytes'] / 1e9:.1f} GB anew at night, s", f"{found['anew']:.0f}", "reading goes on"),
        ("`/reflect mine` meanwhile, ms at most", f"{found['meanwhile']:.0f}", ""),
        ("a message waits to be noted meanwhile, s", f"{found['note_meanwhile']:.0f}", "Slack repeats it"),
    ]
    return _table(("", "", "bot", "goal"), [(title, "", number, goal) for title, number, goal in rows])
