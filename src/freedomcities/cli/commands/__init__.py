"""One module a command: ``describe(parser)`` adds its arguments, ``run(args, out)`` does it."""
