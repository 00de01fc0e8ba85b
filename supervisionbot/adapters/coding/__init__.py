"""The coder: examples of `prompts/` in -> codes of redacted replies out, all on this machine."""

from supervisionbot.adapters.coding.coder import LocalCoder, open_coder

__all__ = ["LocalCoder", "open_coder"]
