"""Tests of supervisionbot.views."""
