"""What the encoder does not see: a tenth of the lines, and one operation in thirty with all of its lines. By hash, so that more data moves nothing."""
import zlib


def held_line(line: str) -> bool:
    return zlib.crc32(str(line).encode()) % 10 == 0


def held_operation(name: str) -> bool:
    return zlib.crc32(name.encode()) % 30 == 0
