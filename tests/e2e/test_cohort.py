"""A cohort in a real browser: a messy file, the bar, leaving in the middle, coming back."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.hands import choose, press, saved, sign_in, watch_it_work


def test_a_messy_file_is_issued_left_and_continued(sample_loaded: str, person: Callable[..., Page], tmp_path: Path) -> None:
    file = tmp_path / "spring.csv"
    people = "\n".join(f"p{number}@x.example;Person {number}" for number in range(400))
    file.write_text(f"E-Mail;Name;Phone\nnowhere;Nobody;1\n{people}\n", encoding="utf-16")

    page = sign_in(person(), "arjun@northshore-afp.example", sample_loaded)
    page.goto("/cohort")
    choose(page, "Program", "ORI-001")
    saved(page)
    page.locator("input[type=file]").set_input_files(str(file))
    expect(page.get_by_text("Line 2: nowhere").first).to_be_visible()
    page.get_by_text("These 400 people get").click()
    watch_it_work(page)
    press(page, "Issue 400 badges")
    expect(page.get_by_text(re.compile(r"[1-9]\d* of 400 signed. You can leave"))).to_be_visible()

    page.goto("/cohort")
    page.get_by_role("link", name="spring.csv").click()
    page.get_by_role("button", name=re.compile("Continue with")).click()
    expect(page.get_by_text("Done: 400 badges issued from this file.")).to_be_visible(timeout=120_000)
    with page.expect_download() as download:
        press(page, "Download the result")
    assert download.value.path().read_text(encoding="utf-8-sig").count("/b/") == 400
