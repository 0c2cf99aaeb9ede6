"""How llama.cpp is built for the extra `llm`, and whether it is there. `.ci/model` asks this file too."""

import platform
from importlib.util import find_spec

INTEL = "-DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON"
"""What processors from 2013 on have. AMX is left out: some machines report it and do not allow it."""


def flags(machine: str = "") -> str:
    """What cmake is told; only Intel and AMD know the second part."""
    known = (machine or platform.machine()).lower() in ("x86_64", "amd64")
    return f"-DGGML_NATIVE=OFF {INTEL}" if known else "-DGGML_NATIVE=OFF"


def command(machine: str = "") -> str:
    """What to type. Without the two options pip would take a wheel built before, with other flags."""
    return (
        f'CMAKE_ARGS="{flags(machine)}" '
        "pip install --no-cache-dir --force-reinstall --no-binary llama-cpp-python llama-cpp-python"
    )


def installed() -> bool:
    """Whether the extra `llm` is there; found without importing it."""
    return find_spec("llama_cpp") is not None


if __name__ == "__main__":
    print(flags())
