"""What a model's process cannot do on this machine: asked of a real one, not assumed."""

import json
import subprocess
from collections.abc import Sequence

from models.asking import Kind, trouble
from models.child import WORKER, environment
from models.sandbox import Confinement

SECONDS = 20.0
"""To start and say hello; usually a tenth of a second."""


def inspect(command: Sequence[str] = WORKER) -> Confinement:
    """Start a child without a model, hear what it is barred from, and let it go.

    Raises:
        ModelTrouble: Kind `died`, `hung` or `garbage`: it does not start here.
    """
    try:
        done = subprocess.run(
            [*command], input=b"", capture_output=True, env=environment(), timeout=SECONDS, check=False
        )
    except OSError as error:
        raise trouble(Kind.DIED, why=error.strerror or "") from error
    except subprocess.TimeoutExpired as error:
        raise trouble(Kind.HUNG, why=f"{SECONDS:.0f} s") from error
    try:
        return Confinement(tuple(json.loads(done.stdout)["confined"]))
    except (ValueError, KeyError, TypeError) as error:
        raise trouble(Kind.GARBAGE, why=f"exit {done.returncode}") from error
