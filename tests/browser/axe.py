"""What axe-core has to say of a page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules to which it matters which theme is on
AXE = (Path(__file__).parents[1] / "vendor/axe.min.js").read_text("utf-8")
# Contrast takes most of the time, and hundreds of cells look alike: what looks as something does that passed, with all
# that it stands in, passes. What is lifted off its place may lie on anything, and is looked at each time.
LOOKS = """
    () => {
        const check = axe._audit.checks["color-contrast"], judge = check.evaluate;
        const LOOK = ["color", "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode",
                      "textShadow", "fontSize", "fontWeight"];
        let numbers, known, passed;
        axe.forgetLooks = () => [numbers, known, passed] = [new Map(), new Map(), new Set()];
        const look = (element) => {
            if (!element) return 0;
            if (known.has(element)) return known.get(element);
            const style = getComputedStyle(element), around = look(element.parentElement);
            const lifted = around === null || ["absolute", "fixed"].includes(style.position);
            const own = [around, element.tagName, element.getAttribute("class"), ...LOOK.map(name => style[name])];
            const told = own.join();
            if (!numbers.has(told)) numbers.set(told, numbers.size + 1);
            known.set(element, lifted ? null : numbers.get(told));
            return known.get(element);
        };
        check.evaluate = function (element, ...more) {
            const of = look(element);
            if (passed.has(of)) return true;
            const verdict = judge.call(this, element, ...more);
            if (verdict === true && of !== null) passed.add(of);
            return verdict;
        };
    }
"""
RUN = """
    async ([context, of]) => {
        axe.forgetLooks();
        const found = await axe.run(context, { runOnly: of, resultTypes: ["violations"] });
        return found.violations.flatMap(rule => rule.nodes.map(
            node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
    }
"""


def violations(page: Page, *selectors: str, of: list[str] = TAGS) -> list[str]:
    """Of the page, or of its parts that the selectors name, by all rules or by some."""
    context: Any = {"include": [[one] for one in selectors]} if selectors else {"include": [["html"]]}
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
        page.evaluate(LOOKS)
    found: list[str] = page.evaluate(RUN, [context, of])
    return found
