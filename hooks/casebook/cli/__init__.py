"""The verbs of the command line, one module each: what it takes, and what it does.

A verb is `HELP`, a sentence; `add(parser, described)`, which declares its arguments; and
`run(options)`, which gives the exit code: 0, 1 where something is wrong, 2 when asked in vain.
"""
