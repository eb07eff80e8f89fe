"""Load from a second process: users that ask one thing after another, each over a connection of its own.

    python -m bench.load PORT USERS SECONDS < requests.json

Reads a list of requests, [method, path, body], prints {"answers", "seconds", "failed", "p95_ms"}.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import cycle

Asked = tuple[str, str, str]


@dataclass(frozen=True)
class Result:
    answers: int
    seconds: float
    failed: int
    p95_ms: float

    @property
    def rate(self) -> float:
        return self.answers / self.seconds


def load(port: int, asked: Sequence[Asked], *, users: int, seconds: float, core: int | None = None) -> Result:
    pinned = ["taskset", "-c", str(core)] if core is not None else []
    command = [*pinned, sys.executable, "-m", "bench.load", str(port), str(users), str(seconds)]
    done = subprocess.run(command, input=json.dumps(asked), text=True, capture_output=True, check=True)
    return Result(**json.loads(done.stdout))


def _bytes(asked: Asked) -> bytes:
    method, path, body = asked
    content = body.encode()
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


async def _answer(reader: asyncio.StreamReader) -> bool:
    """Read one answer to its end; whether it is a good one."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
    await reader.readexactly(length)
    return lines[0].split()[1] in (b"200", b"304")


async def _user(port: int, requests: Sequence[bytes], start: int, end: float, took: list[float]) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    failed = 0
    for request in cycle([*requests[start:], *requests[:start]]):
        began = time.perf_counter()
        if began >= end:
            break
        writer.write(request)
        failed += not await _answer(reader)
        took.append(time.perf_counter() - began)
    writer.close()
    return failed


async def _run(port: int, users: int, seconds: float, asked: Sequence[Asked]) -> Result:
    requests = [_bytes(one) for one in asked]
    took: list[float] = []
    start = time.perf_counter()
    each = (_user(port, requests, n % len(requests), start + seconds, took) for n in range(users))
    failed = sum(await asyncio.gather(*each))
    p95 = statistics.quantiles(took, n=20)[-1] * 1000
    return Result(len(took), time.perf_counter() - start, failed, p95)


if __name__ == "__main__":
    port, users, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    print(json.dumps(asdict(asyncio.run(_run(port, users, seconds, json.load(sys.stdin))))))
