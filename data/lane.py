"""The disk lane: one thread for everything that touches the store. TinyDB is not thread-safe."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class DiskLane:
    """Runs calls one after the other, off the UI loop."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="disk")

    async def run(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a call in the lane. Cancelling the wait does not stop the call."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: call(*args, **kwargs))

    def wait(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for another thread than that of the event loop: it stands still meanwhile."""
        return self._thread.submit(call, *args, **kwargs).result()

    def close(self) -> None:
        """Wait for what is under way, then end the thread."""
        self._thread.shutdown(wait=True)
