"""What the bot costs, side by side with what else one could use. See docs/performance.md."""
