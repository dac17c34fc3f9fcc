"""Paints the icons and the picture shown when the portal is shared, from the drawings in art/.

Run it after a drawing changed: `.venv/bin/python portal/assets/paint.py`. It needs Chromium and the
built fonts; what it paints is committed.
"""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ART = Path(__file__).parent / "art"
FONTS = Path(__file__).parent.parent / "static/portal/fonts"
ICON_SIZES = (32, 180, 192, 512)
WORDS = ("Sóc Trăng Số", "Chính quyền số phục vụ người dân")

ICON = """<style>body{{margin:0;background:{ground}}} svg{{display:block;width:100vw;height:100vh}}</style>{svg}"""
SHARED = """
<style>
  @font-face {{ font-family: B; font-weight: 700; src: url({fonts}/be-vietnam-pro-700-latin.woff2) }}
  @font-face {{ font-family: B; font-weight: 700; src: url({fonts}/be-vietnam-pro-700-vietnamese.woff2);
    unicode-range: U+0102-0103, U+0110-0111, U+01A0-01A1, U+01AF-01B0, U+0300-0323, U+1EA0-1EF9 }}
  body {{ margin: 0; height: 630px; overflow: hidden; font: 700 34px/1.4 B, sans-serif; color: #2b1a15;
    background: linear-gradient(#ffe3a3, #fff3d9 62%); border-top: 18px solid #a50e1a }}
  .scene {{ position: absolute; bottom: 0; left: -240px; width: 1440px }}
  main {{ position: absolute; top: 70px; left: 72px }}
  h1 {{ margin: 0; font-size: 92px; line-height: 1.3; letter-spacing: -2px; color: #a50e1a }}
  p {{ margin: 0 }}
</style>
<img class="scene" src="{scene}"><main><h1>{words[0]}</h1><p>{words[1]}</p></main>
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
    scene = FONTS.parent / "img" / "hero.svg"
    page.set_viewport_size({"width": 1200, "height": 630})
    draft = ART / "social.html"
    html = SHARED.format(fonts=FONTS.as_uri(), scene=scene.as_uri(), words=WORDS)
    draft.write_text(f'<meta charset="utf-8">{html}')
    page.goto(draft.as_uri())
    page.evaluate("document.fonts.ready")
    page.screenshot(path=ART / "social.png")
    draft.unlink()


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        paint_icons(page)
        paint_shared(page)
        browser.close()


if __name__ == "__main__":
    main()
