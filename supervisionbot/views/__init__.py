"""Records in, Block Kit out; the words come from prompts/."""
