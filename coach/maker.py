"""Who worded a draft: kept with it, so that years later one can say where a sentence came from."""

from dataclasses import dataclass

RULES = "rules"
"""What stands for the rules where a model's name would stand."""


@dataclass(frozen=True, slots=True)
class Maker:
    """The rules, or one language model with one version of what it was told."""

    name: str = RULES
    """Of the model, as its owner knows it."""
    sha256: str = ""
    """Of the model's file, 64 digits; "" for the rules."""
    prompt_version: str = ""
    """Of the instructions; "" for the rules."""

    @property
    def document(self) -> dict[str, str]:
        """As it stands in JSON: `{"by": "rules"}`, and for a model its file and its instructions too."""
        if self.name == RULES:
            return {"by": RULES}
        return {"by": self.name, "sha256": self.sha256, "prompt_version": self.prompt_version}
