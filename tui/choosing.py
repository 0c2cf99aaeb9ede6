"""The part of the app that follows what the user chose: languages, country, colours."""

import os

from textual import on

from coach.errors import StoreError
from tui.colours import CONTRAST, THEMES
from tui.in_order import InOrderApp
from tui.messages import Chosen, SettingsAsked
from tui.services import Services


class ChoosingApp(InOrderApp):
    """Keeps choices and shows itself by them."""

    def __init__(self, services: Services, welcome: bool) -> None:
        self.services, self._welcome = services, welcome
        # Textual turns colours into greys for NO_COLOR; with the terminal's own colours it leaves them out
        super().__init__(ansi_color="NO_COLOR" in os.environ or None)

    def start_over(self) -> None:
        """Build the first screen again: words or colours have changed."""
        raise NotImplementedError

    def take_keys(self) -> None:
        """Take on keys of one's own; an id that no command has changes nothing."""
        if self.services.keymap:
            self.set_keymap(dict(self.services.keymap))

    def colour(self) -> None:
        """Take on the chosen colours."""
        wanted = THEMES.get(self.services.choices.theme, THEMES["dark"])
        if wanted == CONTRAST.name:
            self.register_theme(CONTRAST)
        if wanted != self.theme:  # the first frame does not wait for what is already so
            self.theme = wanted

    @on(SettingsAsked)
    def settings_asked(self) -> None:
        """Show what can be chosen; the welcome was for the first time only."""
        self._welcome = False
        self.show_settings()

    def show_settings(self, chosen: str = "") -> None:
        """Show what can be chosen, with the cursor on one row."""
        from tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self.services, self._welcome, chosen))

    @on(Chosen)
    def choose(self, message: Chosen) -> None:
        """Keep a choice, and show the same screen as it looks from now on."""
        if self.services.choose is None:
            return
        before = self.services.drafter
        try:
            self.services = self.services.choose(message.choices)
        except StoreError as error:
            self.complain(error)
            return
        # Another one takes its place, and nobody else would end what it runs; it may take as long as a start
        self.run_worker(before.close(), name="close drafter", exit_on_error=False)
        self.colour()
        self.start_over()
        self.show_settings(message.row)

    def complain(self, error: StoreError) -> None:
        """Say what went wrong with the store."""
        text = self.services.words(error.text_id, **error.params)
        self.notify(text, severity="error", markup=False)
