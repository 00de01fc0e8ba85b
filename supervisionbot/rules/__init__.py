"""Decisions, pure: records in, records out. No clock, no chance, no files, no Slack."""
