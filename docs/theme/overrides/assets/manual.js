/* What is copied is the command without its prompt. A table wider than the screen is scrolled by keys too, and has a name. */
"use strict";
for (const each of document.querySelectorAll(".language-console .gp")) {
  each.dataset.prompt = each.textContent;
  each.textContent = "";
}
document.querySelector(".md-search")?.setAttribute("aria-label", document.querySelector(".md-search__input").ariaLabel);
addEventListener("load", () => {
  // Each code block's button is in a landmark of no name.
  for (const each of document.querySelectorAll(".md-code__nav")) each.setAttribute("role", "none");
  for (const each of document.querySelectorAll(".md-content pre > code")) {
    if (each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight) each.tabIndex = 0;
  }
  for (const each of document.querySelectorAll(".md-typeset__scrollwrap")) {
    const heading = [...document.querySelectorAll(".md-content h1, .md-content h2, .md-content h3")]
      .filter(title => title.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)
      .pop();
    each.tabIndex = 0;
    each.setAttribute("role", "group");
    each.setAttribute("aria-label", heading ? heading.firstChild.textContent.trim() : document.title);
  }
});
