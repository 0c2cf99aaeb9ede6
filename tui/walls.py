"""What `doctor` says of the process in which a model runs."""

from coach.errors import ModelTrouble
from tui.words import Words


def describe_walls(words: Words) -> tuple[bool, str]:
    """Whether the process starts here, and a sentence on what it cannot do and what nothing keeps it from."""
    from models.inspection import inspect  # starts a process: only whoever asks pays for it

    try:
        found = inspect()
    except ModelTrouble as error:
        return False, words("doctor.model-unknown", why=str(error.params.get("why", "")))
    barred = ", ".join(words(f"wall.{wall}") for wall in found.confined) or words("wall.none")
    if not found.open:
        return True, words("doctor.model-shut", walls=barred)
    open_ = ", ".join(words(f"wall.{wall}") for wall in found.open)
    return True, words("doctor.model-open", walls=barred, open=open_)
