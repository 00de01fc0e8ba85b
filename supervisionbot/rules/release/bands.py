"""P9: how many of how many -> one of three words.

Rounding, as statistical disclosure control rounds counts to a base (official statistics often to five): the number is
rounded to groups of three from the floor up before it becomes a word. So no word stands for fewer than three numbers,
and whoever knows floor and roster cannot read a count (without it, "about half" of nine would be five exactly).

Voices count only so far that two who were at work remain: where fourteen of twenty were and all said so, "most" would
name each of them.
"""

from supervisionbot.records.released import Band

NUMBERS_IN_A_GROUP = 3
HALF_FROM, MOST_ABOVE = 0.4, 0.6


def band(voices: int, workers: int, floor: int) -> Band:
    """How much of the unit spoke: most above three fifths, about half from two fifths, else some.

    `voices` is at least the floor. The middle of its group of three is what counts.
    """
    middle = floor + (voices - floor) // NUMBERS_IN_A_GROUP * NUMBERS_IN_A_GROUP + 1
    share = middle / workers
    if share > MOST_ABOVE:
        return Band.MOST
    return Band.HALF if share >= HALF_FROM else Band.SOME
