// An answer, set as a short legal note: what was understood, the verdict, the note, its sources, what to ask next.

import { button, el } from "./dom.js";
import { helpful } from "./feedback.js";
import { say, spoken, tag } from "./language.js";
import { openClause } from "./reader.js";
import { sourceName, sourcesSection } from "./sources.js";
import { understoodAs } from "./understood.js";
import { verdictCards } from "./verdict.js";

/** The server's note. Several answers stand on one page, so each one's source anchors carry the id of its turn. */
function note(answer, turnId, language) {
  const node = el("div", { class: "note" });
  node.innerHTML = answer.answer.html;
  for (const cite of node.querySelectorAll("a.cite")) {
    const citation = answer.citations.find((one) => String(one.n) === cite.dataset.n);
    if (!citation) continue;
    cite.href = `#${turnId}-source-${citation.n}`;
    cite.dataset.testid = "cite";
    // A word joiner: the mark does not go to the next line without the word it belongs to.
    cite.before("\u2060");
    cite.title = sourceName(citation);
    cite.setAttribute("aria-label", say("source", language, citation.n, sourceName(citation)));
    cite.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openClause(citation.provision_id, event);
    });
  }
  return node;
}

function uncheckedHint(answer, language) {
  const ids = new Set(answer.verdicts.flatMap((verdict) => verdict.unchecked));
  if (!ids.size) return null;
  const marks = answer.citations
    .filter((citation) => ids.has(citation.provision_id))
    .map((citation) =>
      button(String(citation.n), (event) => openClause(citation.provision_id, event), {
        class: "cite",
        "aria-label": say("source", language, citation.n, sourceName(citation)),
      }),
    );
  return el("p", { class: "unchecked" }, say("unchecked", language), marks);
}

function followUps(answer, language, ask) {
  if (!answer.follow_ups.length) return null;
  const lines = answer.follow_ups.map((question) => el("li", {}, button(question, () => ask(question), { "data-testid": "follow-up" })));
  return el("section", { class: "next" }, el("h4", {}, say(answer.clarification ? "choices" : "next", language)), el("ul", {}, lines));
}

/** `ask` asks a further question, `askAgain` this one for another day; `asked` is the question with its wishes. */
export function answerElement(answer, turnId, { ask, askAgain, asked }) {
  const language = spoken(answer.language);
  const { headline } = answer.answer;
  const verdicts = answer.abstained ? [] : answer.verdicts;
  const title = el("h3", { class: "headline", "data-testid": "headline" }, headline);
  const clarification = answer.clarification && answer.clarification !== headline ? answer.clarification : null;
  return el(
    "div",
    { class: answer.abstained ? "answer abstained" : "answer", "data-testid": "answer", lang: tag(language) },
    answer.abstained ? null : understoodAs(answer.understanding, language, askAgain),
    // One verdict carries the headline in its card; several share it above them.
    verdicts.length === 1 ? null : title,
    verdictCards(verdicts, verdicts.length === 1 ? title : null, answer.citations, language),
    clarification ? el("p", { class: "clarification" }, clarification) : null,
    note(answer, turnId, language),
    answer.abstained ? null : uncheckedHint(answer, language),
    answer.citations.length ? sourcesSection(answer.citations, turnId, language) : null,
    answer.conversation_id ? null : el("p", { class: "not-kept" }, say("notKept", language)),
    helpful(answer, asked, language),
    followUps(answer, language, ask),
  );
}
