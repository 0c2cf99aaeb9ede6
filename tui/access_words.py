"""The words on the copy of everything about one person."""

from coach.agreement import ActionState
from coach.talk import Kind, State
from tui.exporting import MARKS
from tui.words import Words

OWN = (
    *("title", "about", "made", "department", "function_family", "tenure_band", "others", "no-talks"),
    *("number", "started", "afterwards", "goal", "seen", "half_typed", "referrals", "lost"),
    *("agreed-draft", "line", "asked", "no-notes", "unreadable", "unreadable-about", "exports"),
    *("no-exports", "perhaps", "not-in-it", "what-talk", "what-card", "what-access"),
    *("for-self", "for-employee", "claims", "hold", "objection", "purged", "imported"),
)
"""Words that only the copy has: `access.<name>`, with a hyphen for an underscore."""


def access_labels(words: Words) -> dict[str, str]:
    """Every label of `data.exports.access_page`."""
    ids = {name: f"access.{name.replace('_', '-')}" for name in OWN}
    ids |= {kind.value: f"kind.{kind}" for kind in Kind} | {state.value: f"state.{state}" for state in State}
    ids |= {state.value: f"action.{state}" for state in ActionState}
    ids |= {owner: f"owner.export-{owner}" for owner in ("manager", "employee", "together", "nobody")}
    ids |= {mark: f"mark.{mark}" for mark in MARKS}
    ids |= {"present": "export.present", "view": "export.view", "corrected": "export.corrected"}
    ids |= {"notes": "export.notes", "back-on": "export.back-on", "summary": "talk.summary"}
    ids |= {"agreed": "mark.agreed", "nothing-agreed": "live.nothing-agreed"}
    return {name: words(text_id) for name, text_id in ids.items()}
