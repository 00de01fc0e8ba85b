"""Text as it came from somebody's keyboard -> the same as it can be kept, searched and shown."""

import re

_HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and spaces of no width: nobody sees them, and a name with one inside is no name to a redactor."""
_UNFIT = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters, and halves of characters, which no file in UTF-8 takes."""


def cleaned(text: str) -> str:
    """The text without what nobody sees, and with a mark in the place of what cannot be written down."""
    return _UNFIT.sub("\ufffd", _HIDDEN.sub("", text))
