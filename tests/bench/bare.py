"""The reference for screens: a bare Textual app with a text area, a header and a footer."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, TextArea


class Bare(App[None]):
    """Nothing but the framework."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield TextArea()
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()


if __name__ == "__main__":
    Bare().run()
