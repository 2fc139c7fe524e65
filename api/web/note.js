// The prose of an answer, as the server has made HTML of it, its citation marks opening the reader.

import { el } from "./dom.js";
import { say } from "./language.js";
import { openClause } from "./reader.js";
import { sourceName } from "./sources.js";

const unseen = (text) => el("span", { class: "unseen" }, text);

/** The nodes of some prose. Several answers stand on one page, so each one's source anchors carry the id of its turn. */
export function proseNodes(html, citations, turnId, language) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const cite of template.content.querySelectorAll("a.cite")) {
    const citation = citations.find((one) => String(one.n) === cite.dataset.n);
    if (!citation) continue;
    cite.href = `#${turnId}-source-${citation.n}`;
    cite.dataset.testid = "cite";
    // Brackets are for who copies the text: "treated alike 1." would read as a number of its own.
    cite.textContent = cite.dataset.n;
    // A word joiner: the mark does not go to the next line without the word it belongs to.
    cite.before("\u2060", unseen("["));
    cite.after(unseen("]"));
    cite.title = sourceName(citation);
    cite.setAttribute("aria-label", say("source", language, citation.n, sourceName(citation)));
    cite.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openClause(citation.provision_id, event);
    });
  }
  return template.content;
}
