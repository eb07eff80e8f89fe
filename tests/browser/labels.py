"""Labels of plots that are cut off by their plot, that lie on one another, or that plotly leaves out of an axis."""

from playwright.sync_api import Page

AMISS = """(within) => {
  const amiss = [];
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const seen = (text) =>
    text.textContent.trim() && text.getBoundingClientRect().width > 2 && text.style.visibility !== "hidden";
  for (const plot of document.querySelectorAll(`${within} .js-plotly-plot`)) {
    for (const tick of plot.querySelectorAll('[class$="tick"] text'))
      if (tick.textContent.trim() && !tick.getBoundingClientRect().width) amiss.push(`${tick.textContent} is left out`);
    const frame = plot.querySelector('.main-svg').getBoundingClientRect();
    const texts = [...plot.querySelectorAll('text')].filter(seen);
    const lines = texts.flatMap((text) => {
      const spans = [...text.querySelectorAll('tspan.line')];
      return spans.length ? spans : [text];
    });
    const boxes = lines.map((line) => [line.textContent.trim(), line.getBoundingClientRect()]);
    boxes.forEach(([name, box], place) => {
      const inside = box.left > frame.left - 1 && box.right < frame.right + 1
        && box.top > frame.top - 1 && box.bottom < frame.bottom + 1;
      if (!inside) amiss.push(`${name} is cut off`);
      for (const [other, below] of boxes.slice(0, place)) {
        const across = Math.min(box.right, below.right) - Math.max(box.left, below.left);
        const down = Math.min(box.bottom, below.bottom) - Math.max(box.top, below.top);
        if (across > 2 * scale && down > 4 * scale) amiss.push(`${name} lies on ${other}`);
      }
    });
  }
  return amiss;
}"""


def labels_amiss(page: Page, within: str = "") -> list[str]:
    """`within` is a selector of what holds the plots."""
    amiss: list[str] = page.evaluate(AMISS, within)
    return amiss
