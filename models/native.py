"""llama.cpp through the functions of `llama_cpp`: a model, its memory, and no Python between two steps.

In the child only. Without the extra `llm` the library is not there.
"""

import ctypes
import importlib
import importlib.util
import sys
from array import array
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from models.channel import Refusal

LONGEST_STEP = 64
"""Tokens in one go. More reads no faster on a processor (measured from 8 to 64), and needs more memory."""
_HALTED = 2
"""What decoding answers when it was stopped (llama.h)."""


def library() -> Any:
    """The native functions, nothing else of `llama_cpp`. Raises `Refusal`: not installed, or not loadable.

    What its package imports when it starts (numpy, Jinja, a cache on disk, a client of the hub) takes 0.2 of
    the 0.25 seconds, and nothing of it is used here. So the package is a name with a place, and is not run.
    """
    try:
        if "llama_cpp" not in sys.modules:
            if (spec := importlib.util.find_spec("llama_cpp")) is None:
                raise ImportError("no llama_cpp")
            sys.modules["llama_cpp"] = importlib.util.module_from_spec(spec)
        return importlib.import_module("llama_cpp.llama_cpp")
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        raise Refusal("not-installed", why=f"{type(error).__name__}: {error}"[:300]) from error


class Native:
    """A loaded model with one sequence in its memory.

    Args:
        path: The model file.
        context: Tokens it shall see at once.
        threads: Of the processor.
        halt: "x" stops the step at hand, between two operations of it.
        alive: Called now and then while the file is loaded.

    Raises:
        Refusal: Why it cannot be loaded.
    """

    def __init__(
        self,
        path: str,
        context: int,
        threads: int,
        halt: ctypes.Array[ctypes.c_char],
        alive: Callable[[], None],
    ) -> None:
        self._c = c = library()
        self._said, self._deaf = deque[str](maxlen=40), False
        self._alive = alive
        self._log = c.llama_log_callback(self._hear)
        c.llama_log_set(self._log, None)
        c.llama_backend_init()
        self._model = self._load(path)
        self._vocabulary = c.llama_model_get_vocab(self._model)
        self.context = min(context, c.llama_model_n_ctx_train(self._model))
        self._context = self._open(threads)
        self._memory = c.llama_get_memory(self._context)
        self._words = c.llama_vocab_n_tokens(self._vocabulary)
        self._greedy = c.llama_sampler_init_greedy()
        # strlen stands in for a callback: it answers whether `halt` holds something, some 1,000 times a step,
        # without Python's lock; a Python function there costs a fifth of the speed
        strlen = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None).strlen
        self._halted = ctypes.cast(strlen, c.ggml_abort_callback)
        c.llama_set_abort_callback(self._context, self._halted, ctypes.cast(halt, ctypes.c_void_p))
        self._said.clear()
        self._deaf = True

    @property
    def opening(self) -> list[int]:
        """Tokens with which every text starts."""
        wants = self._c.llama_vocab_get_add_bos(self._vocabulary)
        return [self._c.llama_vocab_bos(self._vocabulary)] if wants else []

    def tokens(self, text: str, markers: bool = False) -> list[int]:
        """A text in tokens; only with `markers` names of special tokens are those tokens."""
        raw = text.encode("utf-8", "replace")
        room = len(raw) + 8
        found = (self._c.llama_token * room)()
        count = self._c.llama_tokenize(self._vocabulary, raw, len(raw), found, room, False, markers)
        if count < 0:
            raise Refusal("failed", why="tokens")
        return list(found[:count])

    def decode(self, tokens: list[int], behind: int, asked: Sequence[bool] = ()) -> bool:
        """Take tokens into memory behind so many others; False when it was halted and nothing was taken.

        Args:
            tokens: What to read.
            behind: How many are in memory.
            asked: For each of them whether it will be asked what comes next; none: for the last one only.
        """
        part = (self._c.llama_token * len(tokens))(*tokens)
        batch = self._c.llama_batch_get_one(part, len(tokens))
        if asked:
            batch.logits = (ctypes.c_int8 * len(tokens))(*asked)
        outcome = self._c.llama_decode(self._context, batch)
        if outcome == 0:
            return True
        self.cut(behind)
        if outcome == _HALTED:
            return False
        raise Refusal("failed", why=f"decode {outcome}")

    def cut(self, length: int) -> bool:
        """Forget all tokens behind the first so many; False when it can only forget everything, and did."""
        if self._c.llama_memory_seq_rm(self._memory, 0, length, -1):
            return True
        self._c.llama_memory_clear(self._memory, True)
        return False

    def logits(self, at: int) -> "array[float]":
        """How likely each token comes next: as many numbers as there are tokens.

        Args:
            at: Behind which of the tokens that were read last; -1 is the last that was asked about.
        """
        found = self._c.llama_get_logits_ith(self._context, at)
        return array("f", ctypes.string_at(found, self._words * ctypes.sizeof(ctypes.c_float)))

    def likeliest(self, at: int) -> int:
        """The token that most likely comes next, found without Python: it is asked for every word."""
        return int(self._c.llama_sampler_sample(self._greedy, self._context, at))

    def _load(self, path: str) -> Any:
        c = self._c
        wanted = c.llama_model_default_params()
        wanted.n_gpu_layers = 0  # a processor that is everywhere before a driver that may not be
        self._progress = c.llama_progress_callback(self._is_alive)
        wanted.progress_callback = self._progress
        model = c.llama_model_load_from_file(path.encode(), wanted)
        if not model:
            said = " ".join(self._said)
            kind = "unknown-architecture" if "unknown model architecture" in said else "broken"
            raise Refusal(kind, why=said[-300:].strip())
        return model

    def _open(self, threads: int) -> Any:
        wanted = self._c.llama_context_default_params()
        wanted.n_ctx, wanted.n_batch, wanted.n_ubatch = self.context, LONGEST_STEP, LONGEST_STEP
        wanted.n_threads = wanted.n_threads_batch = threads
        wanted.swa_full = True  # else a model with a sliding window cannot forget the end of a text
        context = self._c.llama_init_from_model(self._model, wanted)
        if not context:
            raise Refusal("too-big", why="no memory for the context")
        return context

    def _is_alive(self, _done: float, _data: object) -> bool:
        self._alive()
        return True

    def _hear(self, level: int, text: bytes, _data: object) -> None:
        if not self._deaf and level >= 3:  # warnings and errors (ggml.h); only before anything was noted
            self._said.append(text.decode("utf-8", "replace").strip())
