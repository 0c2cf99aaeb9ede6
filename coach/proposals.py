"""What a model proposes, joined to what the rules found: it may add and reword, never take away.

The rules' draft is the base and stands whole when every proposal is dropped. Each piece keeps who made it
until a person accepts it line by line (domain.md §6); what is dropped is counted with its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coach.account import Accounts, Dropped
from coach.action import Action
from coach.candidate import proposed_action, veto
from coach.guard.weighing import Ground, Guard
from coach.maker import Maker
from coach.note import Mark
from coach.report import TalkReport
from coach.sayable import Ways, sayable
from coach.sentence import Sentence
from coach.summary import NOT_REPEATED, SAID, Phrasing, summarize
from coach.text import fold

OF_LINES = ("lines", "delicate", "instruction")
"""What the guard has against the lines of a sentence, whatever the sentence says."""


@dataclass(frozen=True, slots=True)
class ProposedAction:
    """A line that a model takes for an agreed action, and whose it would be; None where it does not say."""

    line: int
    owner: str | None


@dataclass(frozen=True, slots=True)
class ProposedSentence:
    """A sentence by a model and the lines on which it says to rest."""

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that a model proposes for one talk; lines count from 0."""

    by: Maker
    actions: tuple[ProposedAction, ...] = ()
    sentences: tuple[ProposedSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The draft of rules and model together."""

    report: TalkReport
    """With the actions that survived, in the order of their lines."""
    sentences: tuple[Sentence, ...]
    accounts: Accounts
    by_action: dict[int, Maker] = field(default_factory=dict)
    """Who made the actions on a line; the rules where it is not in here."""
    by_sentence: dict[int, Maker] = field(default_factory=dict)
    """Who worded a sentence, by its place; the rules where it is not in here."""


def grounds(report: TalkReport, marks: Sequence[tuple[Mark, ...]] = ()) -> list[Ground]:
    """The lines of a talk as ground for sentences.

    Args:
        report: The talk as the rules read it.
        marks: What the typist said of each line; empty when nobody did.
    """
    hidden = {cue.line for cue in report.cues if cue.kind in NOT_REPEATED}
    acted = {action.line for action in report.actions}
    said = [Mark.SAID in of for of in marks] or [False] * len(report.lines)
    agreed = [Mark.AGREED in of for of in marks] or [False] * len(report.lines)
    return [
        Ground(text, said[at], agreed[at] or at in acted, at in hidden)
        for at, text in enumerate(report.lines)
    ]


def worth_asking(at: int, report: TalkReport, guard: Guard, marks: tuple[Mark, ...] = ()) -> bool:
    """Whether a model is asked about a line: the rules took no action from it and do not rule one out."""
    if not report.lines[at].strip() or at == report.return_line or _heads(at, report, guard):
        return False
    taken = any(action.line == at for action in report.actions)
    return not taken and veto(report.labels[at], marks, guard.reader) is None


def _heads(at: int, report: TalkReport, guard: Guard) -> bool:
    """Whether a line is a heading: the first one, without an "I", "she" or "we" who does something."""
    if any(line.strip() for line in report.lines[:at]):
        return False
    persons = guard.words.persons
    clauses = guard.reader.clauses(report.labels[at].reading.body)
    forms = (token.form for clause in clauses for token in clause.tokens)
    return not any(persons.get(form, ("", ""))[1] == "subject" for form in forms)


def to_word(sentences: Sequence[Sentence]) -> list[tuple[int, ...]]:
    """The lines of each sentence that a model may word, and no others: the rules choose what is said."""
    return [sentence.said for sentence in sentences if sentence.said]


def may_be_said(ways: Ways, at: int, guard: Guard, lines: Sequence[Ground]) -> list[list[str]]:
    """Of the ways to say each word of a line those with which a sentence may stand (`coach.sayable`)."""
    return sayable(ways, lambda text: guard.weigh(f"{text}.", (at,), lines).reason is None)


def merge(
    report: TalkReport,
    phrasing: Phrasing,
    guard: Guard,
    proposals: Proposals,
    marks: Sequence[tuple[Mark, ...]] = (),
    settled: bool = False,
) -> Merged:
    """Join what a model proposes to what the rules found.

    Args:
        report: The talk as the rules read it.
        phrasing: How its language builds sentences.
        guard: Weighs what is proposed.
        proposals: Actions and sentences.
        marks: What the typist said of each line; empty when nobody did.
        settled: Somebody confirmed what is agreed: their edits stand, and no action is added.
    """
    merging = _Merging(report, guard, proposals, list(marks) or [()] * len(report.lines))
    actions = [] if settled else merging.actions()
    if settled:
        merging.drop_actions("settled")
    joined = replace(report, actions=tuple(sorted((*report.actions, *actions), key=lambda one: one.line)))
    base = summarize(joined, phrasing, settled)
    worded, places = merging.sentences(base, grounds(joined, marks))
    accounts = Accounts(
        len(proposals.actions) + len(proposals.sentences), merging.survived, tuple(merging.dropped)
    )
    by = proposals.by
    return Merged(joined, worded, accounts, {a.line: by for a in actions}, dict.fromkeys(places, by))


class _Merging:
    def __init__(
        self, report: TalkReport, guard: Guard, proposals: Proposals, marks: list[tuple[Mark, ...]]
    ) -> None:
        self._report, self._guard, self._proposals, self._marks = report, guard, proposals, marks
        self.dropped: list[Dropped] = []
        self.survived = 0

    def actions(self) -> list[Action]:
        """The proposed actions on lines that the rules left and do not veto."""
        found: list[Action] = []
        taken = {action.line for action in self._report.actions}
        for one in self._proposals.actions:
            reason = self._line_refused(one.line, taken)
            action = reason or proposed_action(
                one.line, self._report.labels[one.line], one.owner, self._guard.reader
            )
            if isinstance(action, str):
                self.dropped.append(Dropped("action", action, (one.line,)))
            else:
                taken.add(one.line)
                found.append(action)
        self.survived += len(found)
        return found

    def drop_actions(self, reason: str) -> None:
        """Take none of them."""
        self.dropped += [Dropped("action", reason, (one.line,)) for one in self._proposals.actions]

    def _line_refused(self, at: int, taken: set[int]) -> str | None:
        lines = self._report.lines
        if not 0 <= at < len(lines) or not lines[at].strip():
            return "lines"
        if at in taken:
            return "known"
        if at == self._report.return_line:
            return "rules"
        if _heads(at, self._report, self._guard):
            return "heading"
        return veto(self._report.labels[at], self._marks[at], self._guard.reader)

    def sentences(
        self, base: Sequence[Sentence], lines: Sequence[Ground]
    ) -> tuple[tuple[Sentence, ...], list[int]]:
        """The rules' sentences, with the model's words where they passed and cover the same lines."""
        passed: list[ProposedSentence] = []
        for one in self._proposals.sentences:
            verdict = self._guard.weigh(one.text, one.lines, lines)
            reason = verdict.reason
            if reason not in OF_LINES and any(_flat(one.text) == _flat(lines[at].text) for at in one.lines):
                reason = "copy"  # plainer than what the guard has against words that stand in the line too
            if reason is None:
                passed.append(ProposedSentence(one.text, verdict.lines))
            else:
                self.dropped.append(Dropped("sentence", reason, one.lines, one.text))
        worded, places, told = list(base), list[int](), set[int]()
        for place, sentence in enumerate(base):
            chosen = _fitting(sentence, passed)
            if chosen:
                worded[place] = replace(sentence, text=self._worded(sentence, chosen))
                places.append(place)
                used = {id(one) for one in chosen}  # not `in`: what was proposed twice is counted twice
                passed = [one for one in passed if id(one) not in used]
                told.update(at for one in chosen for at in one.lines)
                self.survived += len(chosen)
        for one in passed:
            reason = "known" if told.intersection(one.lines) else "cover"
            self.dropped.append(Dropped("sentence", reason, one.lines, one.text))
        return tuple(worded), places

    def _worded(self, sentence: Sentence, chosen: Sequence[ProposedSentence]) -> str:
        """The sentence with the model's words where it has any, and the rules' on the other lines."""
        said, told = list[str](), set[int]()
        for at, quoted in zip(sentence.said, sentence.quoted, strict=True):
            one = next((one for one in chosen if at in one.lines), None)
            if one is None:
                said.append(quoted)
            elif at not in told:
                said.append(self._fitted(one.text))
                told |= set(one.lines)
        return sentence.frame.replace(SAID, "; ".join(said)).replace("….", "…")

    def _fitted(self, text: str) -> str:
        """A sentence as it stands inside another one: no capital unless it is a name, no full stop."""
        first, _, rest = text.rstrip(" .…").partition(" ")
        words = self._guard.words
        common = fold(first) in words.sets["free"] or fold(first) in words.persons
        return f"{first.lower() if common else first} {rest}".strip()


def _flat(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def _fitting(sentence: Sentence, passed: Sequence[ProposedSentence]) -> list[ProposedSentence]:
    """The proposals on lines that a sentence quotes, each line by one of them."""
    free, chosen = set(sentence.said), list[ProposedSentence]()
    for one in passed:
        if set(one.lines) <= free:
            chosen.append(one)
            free -= set(one.lines)
    return chosen
