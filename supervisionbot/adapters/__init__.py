"""The outside, one file each: database, Slack, templates, models."""
