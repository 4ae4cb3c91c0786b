"""`python -m freedomcities.cli`: the command, whatever it is called on this machine."""

from __future__ import annotations

import sys

from freedomcities.cli.main import main

sys.exit(main())
