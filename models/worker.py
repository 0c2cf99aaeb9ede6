"""The child process that runs a language model. A script, started by path: `python -P worker.py`.

It imports the standard library, files beside it and the native part of `llama_cpp`; nothing is looked for in
the folder one happens to be in. Before it imports that or hears anything it shuts itself off (see `sandbox`);
so it may wait for a long time until it is told which model to load (see `understudy`). With the arguments
`scripted JSON` a stand-in answers (see `scripted`).

Protocol: one JSON object a line, UTF-8, over its stdin and stdout; `type` says what it is. Every request has
an `id` of the parent's choosing, and gets exactly one `done` or `error`; one is answered at a time, in order.

In:
    load    id, path, context, threads, memory, markers
                the model file; tokens it shall see at once; bytes of address space it may use; texts of
                which each must be one token
    read    id, parts
                make these parts what is in memory; the start that is the same is kept
    choose  id, parts, choices
                the same; then, which of these texts comes next
    write   id, parts, steps
                the same; then, one text out of each step, in turn
    cancel  id
                no longer wanted, running or waiting; answered by `error` `cancelled`
    pause, resume
                stand still within a step; go on where it stood
    shutdown
                end after what was asked before
Out:
    ready     protocol, confined, open, amx     once, at the start: what it cannot do, what is not barred, and
                                                whether the system grants AMX (see `processor`)
    progress  id, read, of                      tokens in memory, of how many; also the sign of life
    token     id, text                          the text of a step, once it is chosen
    done      id, …                             `load`: context, confined, open; the others: kept and read
                                                (tokens); `choose`, `write`: text; `write`: written (tokens)
    error     id, kind, params                  kind is a word of `models.asking`

`parts` are pairs [markers, text]: where `markers` is true the text is our scaffold, and names of special
tokens in it are those tokens; where it is false the text is only ever text. The end of stdin ends the process
at once.
"""

import importlib.util
import json
import sys
from pathlib import Path


def pin_package() -> None:
    """Let `models` be the folder of this file, whatever else is called so on this machine."""
    here = Path(__file__).resolve().parent
    spec = importlib.util.spec_from_file_location(
        "models", here / "__init__.py", submodule_search_locations=[str(here)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(str(here))
    package = importlib.util.module_from_spec(spec)
    sys.modules["models"] = package
    spec.loader.exec_module(package)


def main(arguments: list[str]) -> None:
    """Shut off, say hello, answer."""
    from models.channel import Brain, Message, open_channel, serve
    from models.processor import amx
    from models.sandbox import bar_files, shut_in, shut_off

    channel = open_channel()
    granted = amx()
    confinement = shut_off()  # before any thread: a user namespace is for a process with one
    brain: Brain
    if arguments[:1] == ["scripted"]:
        from models.scripted import ScriptedBrain

        brain = ScriptedBrain(**json.loads(arguments[1]))
    else:
        from models.llama import LlamaBrain

        brain = LlamaBrain(channel.halt)
    channel.send(type="ready", protocol=1, confined=confinement.confined, open=confinement.open, amx=granted)
    channel.listen(lambda load: bar_files(Path(load["path"])))
    brain.prepare()

    def shut_in_with(load: Message) -> Message:
        found = shut_in(confinement, Path(load["path"]), load["memory"])
        return {"confined": found.confined, "open": found.open}

    serve(channel, brain, shut_in_with)


if __name__ == "__main__":
    pin_package()
    main(sys.argv[1:])
