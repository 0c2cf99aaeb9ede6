"""How each known family of models is spoken to. The template in a file is looked at, and never run.

A file's template is a program of its makers (Jinja) and can change what a model is told without a trace;
ours are five short texts. Which one fits is read from the names of special tokens in the file's template; the
child then makes sure that each of them is one token of that model.

Sources: the chat templates that Qwen, Google (Gemma), Meta (Llama 3), Mistral (v3 and later) and Hugging Face
(SmolLM2, SmolLM3) publish with their instruction-tuned models.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.text import one_line
from models.asking import Kind, Prompt, trouble

Part = tuple[bool, str]
"""A text, and whether names of special tokens in it are those tokens. Of a note they never are."""


@dataclass(frozen=True, slots=True)
class Template:
    """One family's way of writing down whose turn it is."""

    family: str
    before_system: str
    between: str
    """Stands between what the system says and what the user says."""
    after_user: str
    """Ends the user's turn and opens the model's."""
    markers: tuple[str, ...]
    """Special tokens it relies on."""

    def parts(self, prompt: Prompt) -> list[Part]:
        """A prompt with its question, up to where the model goes on."""
        return [*self.start(prompt), (False, f"\n\n{prompt.question}"), (True, self.after_user)]

    def start(self, prompt: Prompt) -> list[Part]:
        """What stands before the question: it only grows while notes are added."""
        found: list[Part] = [(True, self.before_system), (False, prompt.system), (True, self.between)]
        found.append((False, prompt.opening))
        for note in prompt.notes:
            # On one line, so that no note can pass for the next one
            found += [(False, f"\n{note.number}: "), (False, " ".join(note.text.split()))]
        return found


CHATML = Template(
    "chatml",
    "<|im_start|>system\n",
    "<|im_end|>\n<|im_start|>user\n",
    "<|im_end|>\n<|im_start|>assistant\n",
    ("<|im_start|>", "<|im_end|>"),
)
"""Qwen and others."""
SMOLLM = replace(CHATML, family="smollm")
"""ChatML. Its own template slips in a system text when there is none; ours always has one."""
GEMMA = Template(
    "gemma",
    "<start_of_turn>user\n",
    "\n\n",
    "<end_of_turn>\n<start_of_turn>model\n",
    ("<start_of_turn>", "<end_of_turn>"),
)
"""It knows no system: that stands at the start of the user's turn."""
LLAMA3 = Template(
    "llama3",
    "<|start_header_id|>system<|end_header_id|>\n\n",
    "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n",
    "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
)
MISTRAL = Template("mistral", "[INST]", "\n\n", "[/INST]", ("[INST]", "[/INST]"))
"""From v3 on, where the brackets are tokens; before that they were text that a note could write as well."""

FAMILIES = {
    "<|im_start|>": CHATML,
    "<start_of_turn>": GEMMA,
    "<|start_header_id|>": LLAMA3,
    "[INST]": MISTRAL,
}

NO_THINKING = "<think>\n\n</think>\n\n"
"""Opens the answer of a model that would first think aloud for minutes (Qwen3, SmolLM3): it has thought."""

_BASE = re.compile(r"(?i)(?<![a-z])(base|pt|pretrained)(?![a-z])")


def template_for(metadata: Mapping[str, object]) -> Template:
    """The template of the family that a GGUF file says it belongs to.

    Raises:
        ModelTrouble: Kind `no-template`: a base model (Qwen's carry a chat template all the same, so
            the names count too), an adapter or a projector of pictures, or a family we do not know;
            `why` says which.
    """
    names = [str(metadata.get(f"general.{key}", "")) for key in ("name", "basename", "finetune")]
    if any(_BASE.search(name) for name in names):
        raise trouble(Kind.NO_TEMPLATE, why=f"base model: {one_line(names[0])[:200]}")
    if (sort := str(metadata.get("general.type", ""))) not in ("", "model"):
        raise trouble(Kind.NO_TEMPLATE, why=f"no model by itself: {one_line(sort)[:40]}")
    own = str(metadata.get("tokenizer.chat_template", ""))
    if not own:
        raise trouble(Kind.NO_TEMPLATE, why="base model: no chat template in the file")
    found = [(own.index(marker), family) for marker, family in FAMILIES.items() if marker in own]
    if not found:
        architecture = str(metadata.get("general.architecture", "?"))
        raise trouble(Kind.NO_TEMPLATE, why=f"unknown family: {architecture}")
    template = min(found, key=lambda pair: pair[0])[1]
    if template is CHATML and any("smollm" in name.lower() for name in names):
        template = SMOLLM
    if template.family in ("chatml", "smollm") and "enable_thinking" in own:
        template = replace(template, after_user=template.after_user + NO_THINKING)
    return template
