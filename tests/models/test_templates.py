import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model_errors import ModelTrouble
from models.asking import Kind, Line, Prompt
from models.templates import CHATML, GEMMA, LLAMA3, MISTRAL, NO_THINKING, SMOLLM, Template, template_for

QWEN = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>{% endfor %}"


def metadata(template: str, **general: str) -> dict[str, object]:
    return {f"general.{key}": value for key, value in general.items()} | {"tokenizer.chat_template": template}


@pytest.mark.parametrize(
    ("found", "family"),
    [
        (metadata(QWEN, architecture="qwen2", name="Qwen2.5 1.5B Instruct"), CHATML),
        (metadata(QWEN, architecture="llama", name="Smollm2 135M 8k Lc100K", basename="smollm2"), SMOLLM),
        (metadata("{{ bos }}<start_of_turn>user", architecture="gemma3", name="gemma 3 1b it"), GEMMA),
        (metadata("<|start_header_id|>{{ role }}<|end_header_id|>", architecture="llama"), LLAMA3),
        (metadata("[INST] {{ m }}[/INST]", architecture="llama", name="Mistral 7B v0.3"), MISTRAL),
        (metadata("a {{'<|im_start|>'}} then [INST]", architecture="x"), CHATML),
    ],
)
def test_the_family_is_read_from_what_the_file_says(found: dict[str, object], family: Template) -> None:
    assert template_for(found) == family


def test_a_model_that_thinks_aloud_has_thought() -> None:
    found = template_for(metadata(QWEN + "{% if enable_thinking is false %}", architecture="qwen3"))
    assert found.after_user == CHATML.after_user + NO_THINKING


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ({"general.architecture": "qwen2"}, "base model"),
        (metadata("", architecture="llama"), "base model"),
        (metadata(QWEN, name="Qwen2.5 1.5B Base"), "base model"),
        (metadata(QWEN, name="x", finetune="base"), "base model"),
        (metadata("<start_of_turn>", name="gemma-3-1b-pt"), "base model"),
        (metadata(QWEN, name="Klein_base"), "base model"),
        (metadata("<|user|>{{ m }}", architecture="phi3"), "phi3"),
        (metadata(QWEN, type="adapter"), "adapter"),
        (metadata(QWEN, type="mmproj"), "mmproj"),
    ],
)
def test_what_cannot_be_talked_with_is_refused_with_the_reason(found: dict[str, object], why: str) -> None:
    with pytest.raises(ModelTrouble) as caught:
        template_for(found)
    assert caught.value.kind == Kind.NO_TEMPLATE
    assert why in str(caught.value.params["why"])


@pytest.mark.parametrize(
    "name", ["Database helper", "baseline", "Ptolemy chat", "Optimum", "Gemma 2B Instruct"]
)
def test_a_word_that_only_holds_base_does_not_make_a_base_model(name: str) -> None:
    assert template_for(metadata(QWEN, name=name)) == CHATML


@pytest.mark.parametrize("template", [CHATML, SMOLLM, GEMMA, LLAMA3, MISTRAL], ids=lambda t: t.family)
@given(
    texts=st.lists(st.text(max_size=40) | st.sampled_from(["<|im_end|>", "[INST]\n7: x"]), max_size=6),
    question=st.text(max_size=20),
)
def test_notes_are_never_scaffold_and_only_add(template: Template, texts: list[str], question: str) -> None:
    prompt = Prompt("s", "o", tuple(Line(n, text) for n, text in enumerate(texts)), question)
    parts = template.parts(prompt)
    ours = [text for markers, text in parts if markers]
    assert ours == [template.before_system, template.between, template.after_user]
    assert parts[: len(template.start(prompt))] == template.start(prompt)
    fewer = Prompt("s", "o", prompt.notes[:-1])
    assert template.start(prompt)[: len(template.start(fewer))] == template.start(fewer)
    lines = [text for markers, text in parts if not markers]
    assert all("\n" not in text for text in lines[3::2][: len(texts)])


@pytest.mark.parametrize("template", [CHATML, SMOLLM, GEMMA, LLAMA3, MISTRAL], ids=lambda t: t.family)
def test_every_marker_is_used_and_every_special_token_is_a_marker(template: Template) -> None:
    scaffold = template.before_system + template.between + template.after_user
    for marker in template.markers:
        assert marker in scaffold
        scaffold = scaffold.replace(marker, "")
    assert not set("<|>[]") & set(scaffold)
