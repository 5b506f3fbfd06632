"""How well known a command is: counts of tldr pages' examples and of NL2Bash commands, as one small table of numbers.

    python3 training/popularity.py ../shared/data src/retrieve/data/popularity.json

Only counts leave the data (NOTICE names both sources). Score: 10 * log2(1 + examples + pairs / 4), whole numbers; below 10 is left out.
"""
import collections
import json
import math
import re
import sys

data, out = sys.argv[1], sys.argv[2]
count = collections.Counter()
for line in open(f"{data}/tldr-pages/examples.jsonl", encoding="utf8"):
    page = json.loads(line)
    if page.get("alias") or page["platform"] not in ("common", "linux", "osx"):
        continue
    name = page["page"].split("/")[-1][:-3]
    if not re.fullmatch(r"[a-z0-9][a-z0-9_.+-]*", name):
        continue
    count[name] += 1
    first = re.match(r"^(?:sudo )?([a-z][\w.+-]*)", page["example"])
    if first and name != first[1] and name.startswith(first[1] + "-"):
        # a page of a sub-command: `git-commit` is `git commit`, and speaks for `git` a little
        count[name.replace("-", " ", 1)] += 1
        count[first[1]] += 0.25
for line in open(f"{data}/nl2bash/pairs.jsonl", encoding="utf8"):
    for part in re.split(r"[|;&]+|\$\(", json.loads(line)["cmd"]):
        head = re.match(r"\s*(?:sudo\s+)?([a-z][\w.+-]*)", part)
        if head:
            count[head[1]] += 0.25
table = {k: round(10 * math.log2(1 + n)) for k, n in sorted(count.items())}
json.dump({k: v for k, v in table.items() if v >= 10}, open(out, "w", encoding="utf8"), separators=(",", ":"))
