"""What starts a flow: they translate, and decide nothing."""
