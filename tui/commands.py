"""One table of everything that can be done: keys, `/words`, footer, help page and palette read it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do.

    Its title and help stand in the words under `command.<id>` and `command.<id>.help`.
    """

    id: str
    """`area.verb`: stable, it is the public keymap."""
    action: str
    """Textual action of the screen that offers it."""
    keys: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """`/words`, English then Dutch; every one of them works in either language."""
    shown_key: str = ""
    """How the key is written for people; empty keeps it out of the footer."""
    plain: bool = True
    """Also in the plain line mode."""

    def word(self, lang: str) -> str:
        """The `/word` to remember in a language, or ""."""
        words = self.words[1:2] if lang == "nl" and len(self.words) > 1 else self.words[:1]
        return words[0] if words else ""


YES = ("ja", "yes")
"""What is typed behind a command that cannot be undone."""

LIVE = (
    Command("app.help", "help", ("f1",), ("help", "hulp", "words", "woorden"), "F1"),
    Command("question.next", "next_question", ("f2",), ("next", "volgende"), "F2"),
    Command("question.previous", "previous_question", ("shift+f2", "f14"), ("back", "terug")),
    Command("question.find", "find_question", (), ("ask", "vraag")),
    Command("probe.more", "more_probes", (), ("more", "meer"), "Tab"),
    Command("note.agree", "agree", ("f3",), (), "F3", plain=False),
    Command("talk.silence", "silence", ("f4",), ("silence", "stilte"), "F4"),
    Command("talk.read-along", "read_along", ("f6",), ("along", "meelezen"), plain=False),
    Command("talk.pause", "pause", ("f8",), ("pause", "pauze"), plain=False),
    Command("talk.hide", "lock", ("f9",), ("hide", "verberg"), plain=False),
    Command("talk.opening", "opening", (), ("opening",)),
    Command("talk.present", "present", (), ("present", "erbij")),
    Command("talk.referred", "referred", (), ("referred", "verwezen")),
    Command("note.view", "view_note", (), ("view", "visie")),
    Command("note.stop", "stop_note", ("ctrl+o",), ("stop",)),
    Command("note.edit", "edit_note", (), ("edit", "wijzig")),
    Command("note.delete", "delete_note", (), ("delete", "verwijder")),
    Command("note.move", "move_note", (), ("move", "verplaats")),
    Command("note.undo", "undo_note", (), ("undo", "herstel")),
    Command("talk.discard", "discard", (), ("discard", "weggooien")),
    Command("talk.leave", "leave", ("escape",), (), plain=False),
    Command("talk.end", "end_talk", ("f10",), ("end", "einde"), "F10"),
)

LIST = (
    Command("note.list-edit", "screen.edit_selected", ("enter",), (), plain=False),
    Command("note.list-delete", "screen.delete_selected", ("delete", "backspace"), (), plain=False),
    Command("note.list-move", "screen.move_selected", ("f5",), (), plain=False),
    Command("note.list-undo", "screen.undo_note", ("ctrl+z",), (), plain=False),
    Command("note.list-agreed", "screen.retag('agreed')", ("exclamation_mark",), (), plain=False),
    Command("note.list-said", "screen.retag('said')", ("quotation_mark",), (), plain=False),
    Command("note.list-park", "screen.retag('park')", ("question_mark",), (), plain=False),
    Command("note.list-aside", "screen.retag('aside')", ("slash",), (), plain=False),
    Command("note.list-mine", "screen.retag('mine')", ("tilde",), (), plain=False),
)

WRAPUP = (
    Command("app.help", "help", ("f1",), ("help", "hulp"), "F1"),
    Command("wrapup.date", "ask_date", ("f2",), ("back", "terug"), "F2"),
    Command("wrapup.none", "ask_reason", ("f3",), ("none", "geen"), "F3"),
    Command("wrapup.done", "done", ("f10",), ("done", "klaar"), "F10"),
    Command("wrapup.code", "show_code", ("f4",), ("code", "qr"), "F4"),
    Command("wrapup.copy", "copy_agreed", ("f5",), ("copy", "kopieer"), "F5"),
    Command("wrapup.model", "show_model", ("f6",), ("model",)),
    Command("app.back", "back", ("escape",), (), "Esc"),
)

TODAY = (
    Command("app.help", "help", ("f1",), (), "F1"),
    Command("talk.new", "new_talk", ("f2", "n"), (), "F2"),
    Command("app.settings", "settings", ("f7",), (), "F7"),
    Command("app.lock", "lock", ("f9",), (), "F9"),
    Command("app.quit", "quit", ("f10", "ctrl+q", "q"), (), "F10"),
)

TALK = (
    Command("app.help", "help", ("f1",), (), "F1"),
    Command("app.back", "back", ("escape", "f10"), (), "Esc"),
    Command("talk.resume", "resume", ("f2",), (), "F2"),
    Command("talk.wrapup", "wrap_up", ("f3",), (), "F3"),
    Command("talk.export", "export", ("f4",), (), "F4"),
    Command("talk.copy", "copy", ("f5",), (), "F5"),
    Command("talk.amend", "amend", ("f6",), ()),
    Command("app.lock", "lock", ("f9",), ()),
    Command("talk.erase", "erase", ("delete",), (), "Del"),
)

AMEND = (
    Command("app.help", "help", ("f1",), (), "F1"),
    Command("app.back", "back", ("escape",), (), "Esc"),
    Command("amend.view", "view", ("f2",), (), "F2"),
    Command("amend.correct", "correct", ("f3",), (), "F3"),
)

BEGIN = (
    Command("app.help", "help", ("f1",), (), "F1"),
    Command("talk.notice", "notice", ("f4",), (), "F4"),
    Command("talk.practice", "practise", ("f6",), (), "F6"),
    Command("app.back", "back", ("escape",), (), "Esc"),
)

SETTINGS = (
    Command("app.help", "help", ("f1",), (), "F1"),
    Command("app.back", "back", ("escape", "f10"), (), "Esc"),
)

UNLOCK = (
    Command("app.help", "help", ("f1",), (), "F1"),
    Command("app.recover", "recover", ("f2",), (), "F2"),
    Command("app.quit", "quit", ("f10", "ctrl+q"), (), "F10"),
)

PROTECT = (
    Command("app.help", "help", ("f1",), (), "F1"),
    Command("app.back", "back", ("escape",), ()),
)

HELP = (
    Command("app.papers", "papers", ("f2",), (), "F2"),
    Command("app.back", "back", ("escape", "f1", "f10"), (), "Esc"),
)

PAPER = (
    Command("paper.next", "next_page", ("f2", "tab"), (), "F2"),
    Command("paper.write", "write", ("f4",), (), "F4"),
    Command("app.back", "back", ("escape", "f1", "f10"), (), "Esc"),
)


def by_word(word: str, table: tuple[Command, ...] = LIVE) -> Command | None:
    """The command behind a `/word`, on the Live screen or another, or None."""
    return next((c for c in table if word in c.words), None)
