"""`suggest`: the next questions and probes for a plain notes file. It touches no store."""

import argparse
from datetime import date
from typing import Any

from coach.reading import Parties
from coach.suggestion import Follow, suggest
from coach.talk import Kind
from tui import bootstrap
from tui.drafting import cue_document, read_file, write
from tui.program import Program


def run_suggest(options: argparse.Namespace, built: Program) -> int:
    """The next questions and probes for a notes file."""
    lang, kind = built.talk_language(options.lang), Kind(options.kind)
    report = read_file(options, lang, Parties(), date.today())
    asked = [part for part in (options.asked or "").split(",") if part]
    guide = built.guides.guide(kind, lang)
    found = suggest(report, kind, guide, bootstrap.ladders(lang), bootstrap.lines(lang), asked)
    words = bootstrap.words(lang)
    document = {
        "questions": [{"id": q.id, "text": q.text, "why": q.why} for q in found.questions],
        "probes": [_probe_document(probe) for probe in found.probes],
        "cues": [cue_document(cue, words) for cue in found.cues],
    }
    texts = [question.text for question in found.questions] + [probe.text for probe in found.probes]
    write(document, options.json, texts)
    return 0


def _probe_document(probe: Follow) -> dict[str, Any]:
    return {
        "id": probe.id,
        "text": probe.text,
        "for_line": probe.line,
        "theme": probe.theme,
        "step": probe.step,
    }
