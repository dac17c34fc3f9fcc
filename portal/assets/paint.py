"""Paints the icons and the picture shown when the portal is shared, from the drawings in art/.

Run it after a drawing changed: `.venv/bin/python portal/assets/paint.py`. It needs Chromium and the
built fonts; what it paints is committed.
"""

import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ART = Path(__file__).parent / "art"
BUILT = Path(__file__).parent.parent / "static" / "portal"
ICON_SIZES = (32, 180, 192, 512)

ICON = """
<style>body {{ margin: 0; background: {ground} }} svg {{ display: block; width: 100vw }}</style>
{svg}
"""
SHARED = """
<meta charset="utf-8"><link rel="stylesheet" href="{built}/css/portal.css">
<style>
  body {{ min-height: 0; height: 630px; overflow: hidden; border-top: 18px solid var(--red) }}
  .hero {{ height: 100% }}
  .hero img {{ position: absolute; bottom: 0; left: -240px; width: 1440px; max-width: none }}
  h1 {{ position: absolute; top: 40px; left: 72px; font-size: 92px; color: var(--red) }}
  p {{ position: absolute; top: 172px; left: 76px; font-size: 30px; font-weight: 700 }}
</style>
<div class="hero">
  <img src="{built}/img/hero.svg" alt="">
  <h1>Sóc Trăng Số</h1><p>Chính quyền số phục vụ người dân</p>
</div>
"""


def paint_icons(page: Page) -> None:
    """The square mark in the sizes that browsers and phones ask for."""
    svg = (ART / "favicon.svg").read_text()
    for size in ICON_SIZES:
        # Phones round the corners themselves; a browser's tab shows ours.
        ground = "transparent" if size == ICON_SIZES[0] else "#a50e1a"
        page.set_viewport_size({"width": size, "height": size})
        page.set_content(ICON.format(svg=svg, ground=ground))
        page.screenshot(path=ART / f"icon-{size}.png", omit_background=True)


def paint_shared(page: Page) -> None:
    """The picture other sites show beside a link to the portal."""
    draft = ART / "social.html"
    draft.write_text(SHARED.format(built=BUILT.as_uri()), encoding="utf-8")
    page.set_viewport_size({"width": 1200, "height": 630})
    page.goto(draft.as_uri())
    page.evaluate("document.fonts.ready")
    page.screenshot(path=ART / "social.png")
    draft.unlink()


def main() -> None:
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        paint_icons(page)
        paint_shared(page)
        browser.close()


if __name__ == "__main__":
    main()
