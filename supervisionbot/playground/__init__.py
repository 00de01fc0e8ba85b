"""A local stand-in for Slack: a workspace in memory, people who act in it, Slack's Web API."""
