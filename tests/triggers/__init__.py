"""Tests of supervisionbot.triggers."""
