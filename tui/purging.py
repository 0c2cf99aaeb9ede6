"""`purge` and `retention`: how long things are kept, and what is over its time."""

import argparse
import json
import sys
from dataclasses import asdict

from coach.errors import NotStored, OnderonsError
from coach.retention import TERMS, terms_of, text_id, with_terms
from coach.text import one_line
from data.purging import Item, OverTime
from data.settings import Settings, save_settings
from data.talks import newest_first
from tui.asking import need_yes
from tui.naming import SHORT
from tui.program import Program
from tui.reading import complain


def purge(options: argparse.Namespace, built: Program) -> int:
    """Show what is over its time, ask, and take it away; exit code 1 when some of it cannot be read."""
    purger = built.purger()
    today, retention = built.now().date(), built.settings.retention
    rows, errors = newest_first(built.talks.rows())
    found = purger.look(rows, today, retention)
    _show(found, built)
    failed = complain(built.words, errors)
    if not found:
        return failed
    if not (options.yes or need_yes(built, built.words("purge.sure"))):
        return 1
    built.lock()
    if purger.look(newest_first(built.talks.rows())[0], today, retention) != found:
        raise OnderonsError("error.changed-meanwhile")
    from tui.documents import draft_of  # the note reader takes 60 ms, and often nothing goes

    try:
        purger.purge(found, today, draft_of)
    except NotStored as error:
        raise OnderonsError("error.not-erased", why=error.params["why"]) from error
    _say(built.words("purge.done"))
    return failed


def _show(found: OverTime, built: Program) -> None:
    words = built.words
    if not found and not found.held:
        _say(words("purge.nothing"))
        return
    if found:
        _say(words("purge.over-time"))
    for item in found.items:
        _say(f"  {_line(item, built)}")
    if found.lines:
        _say("  " + words.count("purge.lines", len(found.lines)))
    if found.held:
        _say(words("purge.held"))
    for item in found.held:
        _say(f"  {_line(item, built)}")


def _line(item: Item, built: Program) -> str:
    talk, over = item.talk, item.overdue
    told = (
        f"{talk.id[:SHORT]}  {talk.date.isoformat()}  {built.words(f'kind.{talk.kind}')}  {talk.person.alias}"
    )
    return f"{told}  {built.words(f'purge.part-{over.part}', since=over.since.isoformat())}"


def retention(options: argparse.Namespace, built: Program) -> int:
    """Show how long things are kept; with terms, keep those from now on."""
    given = {name: getattr(options, name) for name in TERMS if getattr(options, name) is not None}
    if options.preset:
        _keep(built.settings.keeping("preset"), built)
    elif given or options.because is not None:
        _keep(_with(given, options.because, built), built)
    chosen = built.settings.retention
    if options.json:
        sys.stdout.write(json.dumps(asdict(chosen), ensure_ascii=False, indent=1) + "\n")
        return 0
    for name in TERMS:
        _say(f"{built.words(text_id(name))}: {getattr(chosen, name)}")
    if chosen.reason:
        _say(built.words("retention.because", reason=chosen.reason))
    return 0


def _with(given: dict[str, int], because: str | None, built: Program) -> Settings:
    """The settings with some terms of one's own; the others stay as they are."""
    before = built.settings.retention
    reason = before.reason if because is None else one_line(because)
    chosen = with_terms(built.settings.country, {**terms_of(before), **given}, reason)
    return built.settings.keeping("own", chosen)


def _keep(settings: Settings, built: Program) -> None:
    built.claim()
    save_settings(built.paths.settings, settings)
    built.settings = settings


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
