"""Why a team cannot be set up so -> a sentence that says what to write instead."""

from supervisionbot.errors import RefusedSetting
from supervisionbot.records.words import Words


def refusal(words: Words, error: RefusedSetting) -> str:
    """The sentence for one field of the form, or for the command line."""
    return words.label(error.label).format(given=error.given)
