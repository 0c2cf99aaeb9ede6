"""Small fixed pieces of a screen."""

from textual.app import RenderResult
from textual.content import Content
from textual.widgets import Static


class Line(Static):
    """A piece of text that is never read as markup; unchanged text is not drawn again."""

    def __init__(
        self,
        text: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002  # Textual's name
        classes: str | None = None,
    ) -> None:
        content = Content(text) if isinstance(text, str) else text
        super().__init__(content, id=id, classes=classes, markup=False)
        self._text = content.plain

    @property
    def text(self) -> str:
        """What stands there."""
        return self._text

    def say(self, text: str | Content, grow: bool = False) -> None:
        """Show this text instead; only a line that may grow makes the screen lay itself out again."""
        content = Content(text) if isinstance(text, str) else text
        if content.plain == self._text:
            return
        self._text = content.plain
        self.update(content, layout=grow)


class Rule(Line):
    """A line across the screen that can carry words."""

    def render(self) -> RenderResult:
        """The words, then dashes to the edge."""
        text = f"── {self.text} " if self.text else ""
        return Content((text + "─" * self.size.width)[: self.size.width])
