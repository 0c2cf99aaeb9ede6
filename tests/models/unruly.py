"""A child that breaks every rule of the protocol. Arguments: what to do after it was loaded."""

import json
import os
import sys
import time

out = os.fdopen(os.dup(1), "wb")


def say(**message: object) -> None:
    out.write(json.dumps(message).encode() + b"\n")
    out.flush()


def misbehave(how: str, request: int) -> None:
    if how == "one-long-line":
        for _ in range(2048):  # 2 GB, should anybody read on
            out.write(b"x" * 2**20)
    elif how == "many-lines":
        for _ in range(2**25):
            out.write(b'{"type":"token","id":%d,"text":"%s"}\n' % (request, b"x" * 40))
    elif how == "loud":
        for _ in range(2048):
            sys.stderr.buffer.write(b"noise" * 2**18)
    elif how == "abort":
        os.abort()
    elif how == "exit":
        os._exit(3)
    elif how == "hang":
        time.sleep(3600)
    else:
        out.write(how.encode().replace(b"ID", str(request).encode()) + b"\n")
        out.flush()
        time.sleep(3600)


def main() -> None:
    say(type="ready", protocol=1, confined=[], open=[])
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "load" and sys.argv[1] != "crash":
            say(type="done", id=message["id"], context=8192, confined=[], open=[])
        elif message["type"] == "load":
            os.abort()
        elif "id" in message:
            misbehave(sys.argv[1], message["id"])


main()
