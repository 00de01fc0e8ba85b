"""Tests of supervisionbot.app."""
