"""Splits command lines as a POSIX shell does: a JSON text a line in, a JSON list of words out. Python's own splitter, not ours."""

import json
import shlex
import sys

for line in sys.stdin:
    print(json.dumps(shlex.split(json.loads(line))))
