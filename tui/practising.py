"""`discard`: one practice talk goes, when its time is not over yet."""

import argparse
import sys

from coach.errors import NotStored, OnderonsError
from tui import bootstrap
from tui.asking import need_yes
from tui.naming import SHORT
from tui.program import Program


def discard(options: argparse.Namespace, built: Program) -> int:
    """Show which practice talk it is, ask, and destroy its key, here and in backups within reach."""
    words = built.words
    talk = built.talks.load(options.id)
    told = f"{talk.id[:SHORT]}  {talk.date.isoformat()}  {words(f'kind.{talk.kind}')}  {talk.person.alias}"
    lines = words.count("today.lines", len(talk.notes))
    sys.stdout.write(f"{words('practice.label')} · {told}  {lines}\n")
    if not (options.yes or need_yes(built, words("purge.sure"))):
        return 1
    built.lock()
    try:
        bootstrap.discard_talk(built, talk)
    except NotStored as error:
        raise OnderonsError("error.not-erased", why=error.params["why"]) from error
    sys.stdout.write(f"{words('purge.done')}\n")
    return 0
