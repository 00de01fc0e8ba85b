"""The playground's page: the stand-in's workspace as people see it in a browser, a clock, and what the bot keeps.

safety (headers, same origin) > app (addresses) > streaming, doing > showing > markup, charts, spots (pure)
desk keeps what the visitor did and has seen; errands and passing_time let time pass.
"""
