"""The playground's page: the stand-in's workspace as people see it in a browser, a clock, and what the bot keeps.

app (addresses, behind safety) > streaming, doing > showing, writing, pressing, moving_on > glances
> markup, charts, moments, spots (pure)
desk keeps what the visitor did and has seen; errands and passing_time let time pass.
"""
