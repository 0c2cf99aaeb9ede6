"""`summarize`: what the rules read in a plain notes file. It touches no store."""

import argparse
import gc
import json
import sys
from datetime import date
from typing import Any

from coach.action import Action
from coach.cue import Cue
from coach.errors import OnderonsError
from coach.maker import Maker
from coach.reading import Parties
from coach.report import TalkReport, read_talk
from coach.sentence import Sentence
from coach.summary import summarize
from coach.talk import Kind
from coach.text import decode
from data.imports import raw
from tui import bootstrap
from tui.program import Program
from tui.words import Words


def run_summarize(options: argparse.Namespace, built: Program) -> int:
    """Summary, themes, actions and cues of a notes file."""
    lang = built.talk_language(options.lang)
    parties = Parties(options.employee or "", options.manager or "")
    report = read_file(options, lang, parties, options.date)
    made: dict[str, object] = {**Maker().document}
    if options.model == "none":
        sentences = summarize(report, bootstrap.phrasing(lang))
    else:
        from tui import modelled  # the child process and what weighs its answers: only for who asks
        from tui.modelling import shelf_of

        today = options.date or date.today()
        one = modelled.chosen(options.model, shelf_of(built))
        merged, maker = modelled.with_model(one, report, lang, parties, today)
        if not one.listed:
            sys.stderr.write(f"onderons: {built.words('model.unlisted', name=one.name, sha256=one.sha256)}\n")
        report, sentences, made = merged.report, list(merged.sentences), modelled.document(merged, maker)
        if not options.json:
            sys.stderr.write(f"onderons: {modelled.told(merged, maker, built.words)}\n")
    document = _summary_document(options.kind, lang, report, sentences, bootstrap.words(lang), made)
    write(document, options.json, [sentence.text for sentence in sentences])
    return 0


def read_file(options: argparse.Namespace, lang: str, parties: Parties, today: date | None) -> TalkReport:
    """What the rules read in the file that was named.

    Raises:
        RefusedFile: It cannot be read, or is too large.
        OnderonsError: It is no text.
    """
    lines = _lines(options.file)
    knowledge = bootstrap.knowledge(lang)
    gc.disable()  # all that is read is kept, and the collector looks through it for a tenth of the whole run
    try:
        return read_talk(lines, Kind(options.kind), today or date.today(), parties, knowledge)
    finally:
        gc.enable()


def _lines(name: str) -> list[str]:
    content = raw.read(name)
    if b"\0" in content:
        raise OnderonsError("error.not-text", where=raw.told(name))
    lines = decode(content).split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _summary_document(
    kind: str, lang: str, report: TalkReport, sentences: list[Sentence], words: Words, made: dict[str, object]
) -> dict[str, Any]:
    reasons = report.exit_reasons
    return {
        "schema": "onderons.summary/1",
        "kind": kind,
        "lang": lang,
        "summary": [{"text": sentence.text, "lines": list(sentence.lines)} for sentence in sentences],
        "themes": [{"line": at, "codes": list(codes)} for at, codes in enumerate(report.themes) if codes],
        "exit_reasons": reasons
        and {"primary": reasons.primary, "secondary": list(reasons.secondary), "terms": reasons.terms},
        "actions": [_action_document(action) for action in report.actions],
        "return_date": report.return_day and report.return_day.isoformat(),
        "cues": [cue_document(cue, words) for cue in report.cues],
        "draft": made,
    }


def _action_document(action: Action) -> dict[str, Any]:
    return {
        "owner": action.owner,
        "what": action.what,
        "due": action.due and action.due.isoformat(),
        "due_text": action.due_text,
        "line": action.line,
    }


def cue_document(cue: Cue, words: Words) -> dict[str, Any]:
    """A cue as the JSON has it."""
    because = ", ".join(cue.because)
    text = words(f"cue.{cue.kind.replace('_', '-')}")
    return {
        "line": cue.line,
        "kind": cue.kind,
        "text": f"{text} {words('cue.because', words=because)}" if because else text,
    }


def write(document: dict[str, Any], as_json: bool, lines: list[str]) -> None:
    """The document, or for a person only its lines."""
    if as_json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)
