"""What to do about a model that does not work, in the words of a command line."""

from coach.model_errors import ModelError, ModelTrouble
from models import build
from models.asking import Kind


def advised(error: ModelTrouble) -> ModelError:
    """The error with how to build llama.cpp again, where that helps; else the error itself."""
    if error.kind == Kind.NOT_INSTALLED:
        return ModelError("model.build-missing", why=error.params.get("why", ""), flags=build.command())
    if error.kind != Kind.CRASHED_ON_LOAD:
        return error
    refused = error.params.get("amx") == "refused"
    text = "model.build-amx" if refused else "model.build-crashed"
    return ModelError(text, why=error.params.get("why", ""), flags=build.command())
