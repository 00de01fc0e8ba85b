"""What the words after `/reflect` do, one function each. What it returns is shown to that person alone."""
