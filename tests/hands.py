"""A hand on the keyboard of the review page.

In:  a browser's context, the address of the page
Out: keys pressed, and what the page says and marks
"""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect


class Hand:
    """A hand on the keyboard, and all the page did that it should not."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog {dialog.message}"))
        self.page.goto(url)
        self.page.locator("html[data-ready]").wait_for()

    def open(self, doc: str) -> None:
        """Find a document by its id."""
        self.press("o", "Control+a")
        self.write(doc)
        self.press("Enter")
        self.page.locator(f"html[data-ready='{doc}']").wait_for()
        expect(self.page.locator("#text")).to_be_focused()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)

    def chosen(self) -> str:
        return str(self.page.evaluate("document.getElementById('chosen')?.textContent ?? ''"))

    def to(self, words: str, table: str, nth: int = 0) -> None:
        """Go on from mention to mention until the nth of some words is met."""
        self.press("Home")
        for _ in range(self.page.locator("#text mark").count()):
            if (self.chosen(), self.page.locator("#panel .tag").inner_text() + "s") == (
                words,
                table,
            ):
                if nth == 0:
                    return
                nth -= 1
            self.press("j")
        raise AssertionError(f"{words} ({table}) was not met")

    def tab_to(self, label: str) -> None:
        """Press Tab until a control is met."""
        name = "(document.activeElement.closest('label') ?? document.activeElement).textContent"
        for _ in range(60):
            if str(self.page.evaluate(name)).strip().startswith(label):
                return
            self.press("Tab")
        raise AssertionError(f"no {label} was met")

    def saved(self) -> None:
        expect(self.page.locator("#saved")).to_have_text("All saved")

    def said(self, words: str) -> None:
        expect(self.page.locator("#said")).to_contain_text(words)

    def marks(self, table: str) -> list[str]:
        return self.page.locator(f"#text mark.{table}").all_text_contents()
