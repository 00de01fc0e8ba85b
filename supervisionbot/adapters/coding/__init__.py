"""The coder: examples in `prompts/` in -> codes of redacted replies out, learnt and reckoned on this machine."""

from supervisionbot.adapters.coding.coder import LocalCoder, open_coder

__all__ = ["LocalCoder", "open_coder"]
