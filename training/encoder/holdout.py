"""What the networks do not see, by hash, so that more data moves nothing."""
import json
import re
import zlib


#: Files of ordinary requests, as the product meets them, that teach no network: they are for what weighs the networks' words (training/unseen.ts).
FOR_JUDGES = re.compile(r"words(?:1[689]|2\d|3[01])-")


def held_line(line: str) -> bool:
    """A tenth of the lines, and all of some files: for scores, and for the trees that weigh what the networks say."""
    return zlib.crc32(str(line).encode()) % 10 == 0 or FOR_JUDGES.match(str(line)) is not None


def held_operation(name: str) -> bool:
    """One operation in thirty, with all of its lines: for scores."""
    return zlib.crc32(name.encode()) % 30 == 0


def lines_of(dump: str) -> set:
    """The lines of a dump of asks (training/encoder/dump.ts) that have a document."""
    return {r["line"] for r in map(json.loads, open(dump, encoding="utf8")) if r["owners"]}


def held_from_reader(line: str, seen) -> bool:
    """Of the lines that the encoder has not learned from (`seen`: those that it has; None: all of them), more: few of either network's lines would be left for the trees."""
    return held_line(line) or (seen is not None and line not in seen and zlib.crc32(str(line).encode()) % 10 < 4)
