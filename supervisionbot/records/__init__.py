"""Frozen nouns that every layer shares. `private` never meets `released`."""
