"""The colours that can be chosen. Nothing is told by colour alone."""

from textual.theme import Theme

CONTRAST = Theme(
    name="onderons-contrast",
    primary="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={"text-muted": "#ffffff"},
)
"""White on black, and nothing muted."""

THEMES = {
    "dark": "textual-dark",
    "light": "textual-light",
    "contrast": CONTRAST.name,
    "terminal": "ansi-dark",
}
"""Name of the choice, and of the theme behind it; the last one is the terminal's own colours."""
