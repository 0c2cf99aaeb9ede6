from coach.maker import Maker


def test_rules_need_no_more_than_their_name() -> None:
    assert Maker().document == {"by": "rules"}


def test_a_model_is_named_with_its_file_and_its_instructions() -> None:
    assert Maker("klein", "ab" * 32, "summary-3").document == {
        "by": "klein",
        "sha256": "ab" * 32,
        "prompt_version": "summary-3",
    }
