"""Triggers through the stand-in; the models go by single words."""

from tests.flows.conftest import asked, models, new_bot

__all__ = ["asked", "models", "new_bot"]
