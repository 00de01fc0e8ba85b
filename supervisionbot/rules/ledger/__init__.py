"""The ledger: what its entries say (`entries`), and whether they keep the promises (`checking`)."""

from supervisionbot.rules.ledger.checking import faults
from supervisionbot.rules.ledger.entries import (
    OPERATOR,
    SCHEDULE,
    TOGETHER,
    Entry,
    in_words,
    of_lowering,
    of_name,
    of_release,
)

__all__ = ["OPERATOR", "SCHEDULE", "TOGETHER", "Entry", "faults", "in_words", "of_lowering", "of_name", "of_release"]
