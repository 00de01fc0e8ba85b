"""The stories, one a file: load, decide, save, say."""
