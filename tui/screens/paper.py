"""Pages about what is kept, to read on screen: the one on privacy first, the others behind a key."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one

from coach.agreement import must_be_dutch
from coach.errors import OnderonsError
from coach.paper import Page as PaperPage
from coach.paper import Paper
from tui import commands, keys
from tui.paper_lines import lines
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line

BEFORE = {"item": "– "}


class PaperScreen(Page):
    """One page at a time; it scrolls, and can be written to a file."""

    CSS_PATH = "paper.tcss"
    BINDINGS = [*keys.bindings(commands.PAPER)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.PAPER
    NAME = "paper"

    top = query_one("#top", Line)
    notice = query_one("#notice", Line)
    body = query_one("#page", VerticalScroll)

    def __init__(self, services: Services, page: PaperPage = PaperPage.PRIVACY, lang: str = "") -> None:
        """A page to read.

        Args:
            services: What it needs.
            page: The one to begin with.
            lang: Its language; empty for that of the screens.
        """
        super().__init__(services)
        self._page, self._lang = page, lang or services.words.lang
        self._paper: Paper | None = None

    def compose(self) -> ComposeResult:
        """Title, the page, keys."""
        yield Line("", id="top")
        yield Line("", id="notice")
        yield VerticalScroll(id="page")
        yield Line(self.key_line(), id="keys")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.body.focus()
        self.show_paper()

    @work(group="paper", exclusive=True, exit_on_error=False, description="read a page")
    async def show_paper(self) -> None:
        """Put the page of this store on screen."""
        papers = self.services.papers
        if papers is None:
            return
        try:
            self._paper, problem = await papers.read(self._page, self._lang, self.services.country)
        except OnderonsError as error:
            self._say(self.words(error.text_id, **error.params))
            return
        told = [*lines(self._paper)]
        self.top.say(self.titled(told[0][1]))
        draft = self.words("papers.draft", date=self.services.now().date().isoformat())
        self._say(f"{draft}\n{self.words('papers.own-broken', problem=problem)}" if problem else draft)
        await self.body.remove_children()
        await self.body.mount_all(Line(BEFORE.get(kind, "") + text, classes=kind) for kind, text in told[1:])
        self.body.scroll_home(animate=False)

    def action_next_page(self) -> None:
        """Go to the next page, and from the last one to the first."""
        pages = list(PaperPage)
        self._page = pages[(pages.index(self._page) + 1) % len(pages)]
        self.show_paper()

    @work(group="export", exclusive=True, exit_on_error=False, description="write a page")
    async def action_write(self) -> None:
        """Write the page to a file and say where it is."""
        papers, paper = self.services.papers, self._paper
        if papers is None or paper is None:
            return
        try:
            path = await papers.write(paper)
        except OnderonsError as error:
            self._say(self.words(error.text_id, **error.params))
            return
        told = self.words("talk.exported", where=path)
        if paper.page is PaperPage.EMPLOYEE and must_be_dutch(paper.lang, self.services.country):
            told += f"\n{self.words('papers.must-be-dutch')}"
        self._say(told)

    def _say(self, text: str) -> None:
        self.notice.say(text, grow=True)
