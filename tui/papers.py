"""`papers`: pages about what is kept, to read or to hand out, made from the facts of this store."""

import argparse
import os
import sys
from pathlib import Path

from coach.agreement import must_be_dutch
from coach.paper import Page, Paper, filled
from coach.paper_facts import conditions, values
from data.exports import html, markdown
from data.exports.files import write_new
from data.exports.page import paper_page
from data.papers import TomlPapers
from tui import bootstrap
from tui.paper_facts import Around, around, facts
from tui.paper_lines import plain_text
from tui.program import Program


def run_papers(options: argparse.Namespace, built: Program) -> int:
    """One page: as text, or with --to as a file."""
    lang = options.lang or built.words.lang
    country = options.country or built.settings.country
    page = Page(options.page)
    paper, problem = make_paper(built, page, lang, country, around(built))
    if problem:
        sys.stderr.write(f"onderons: {built.words('papers.own-broken', problem=problem)}\n")
    if page is Page.EMPLOYEE and must_be_dutch(lang, country):
        sys.stderr.write(f"onderons: {built.words('papers.must-be-dutch')}\n")
    if options.to is None:
        sys.stdout.write(plain_text(paper, _mark(built, lang)))
        return 0
    path = Path(options.output or file_name(built, page, lang, options.to))
    write_new(path, _content(built, paper, options.to))
    sys.stdout.write(f"{path}\n")
    return 0


def make_paper(built: Program, page: Page, lang: str, country: str, known: Around) -> tuple[Paper, str]:
    """The page of this store, and what is wrong with one's own content for it."""
    content, problem = TomlPapers(built.paths.papers).paper(page, lang)
    words = bootstrap.words(lang)

    def amount(unit: str, number: int) -> str:
        return words.count(f"papers.{unit}", number)

    found = facts(built, country, known)
    return filled(content, conditions(found), values(found, amount)), problem


def file_name(built: Program, page: Page, lang: str, form: str) -> str:
    """A name for the file: which page and when, nobody's name."""
    day = built.now().date().isoformat()
    return f"onderons-{bootstrap.words(lang)(f'papers.{page}.file')}-{day}-{os.urandom(4).hex()}.{form}"


def _content(built: Program, paper: Paper, form: str) -> bytes:
    blocks = paper_page(paper, _mark(built, paper.lang))
    return (html.page(blocks, paper.lang) if form == "html" else markdown.page(blocks)).encode()


def _mark(built: Program, lang: str) -> str:
    return bootstrap.words(lang)("papers.draft", date=built.now().date().isoformat())


def write_paper(built: Program, paper: Paper) -> Path:
    """Write the page into the folder one is in, to print or to mail.

    Raises:
        OnderonsError: The disk refuses.
    """
    path = Path.cwd() / file_name(built, paper.page, paper.lang, "html")
    write_new(path, _content(built, paper, "html"))
    return path
