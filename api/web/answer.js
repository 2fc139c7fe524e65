// An answer, set as a short legal note: what was understood, the verdict, the note, its sources, what to ask next.

import { button, el } from "./dom.js";
import { helpful } from "./feedback.js";
import { groundingLine, readingLine } from "./grounding.js";
import { say, spoken, tag } from "./language.js";
import { proseNodes } from "./note.js";
import { openClause } from "./reader.js";
import { evidenceSection, sourceName, sourcesSection } from "./sources.js";
import { understoodAs } from "./understood.js";
import { verdictCards } from "./verdict.js";

/** The unchecked clauses of a verdict that would not stand without one of them: that one agrees with it makes no verdict unchecked. */
const uncheckedOf = ({ firm, unchecked, deciding_provision: deciding }) => (firm === false || unchecked.includes(deciding) ? unchecked : []);

function uncheckedHint(answer, language) {
  const ids = new Set(answer.verdicts.flatMap(uncheckedOf));
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

const expected = () => el("div", { class: "skeleton", "aria-hidden": "true" }, ["full", "full", "long"].map((width) => el("span", { class: `bar ${width}` })));

const present = (...nodes) => nodes.filter(Boolean);

/** One answer from its first word to its last. What stands there already is left in its place when more comes. */
export class AnswerView {
  /** `ask` asks a further question, `askAgain` this one for another day; `asked` is the question with its wishes. */
  constructor(turnId, { ask, askAgain, asked }) {
    Object.assign(this, { turnId, ask, askAgain, asked, told: "", shown: [], writing: false, evidence: null });
    this.head = el("div");
    this.note = el("div", { class: "note" });
    this.coming = el("div");
    this.tail = el("div");
    this.element = el("div", { class: "answer" }, this.head, this.note, this.coming, this.tail);
  }

  /** What there is of an answer that is still being given; `writing` while more of it is expected. */
  draft(draft, writing) {
    const language = this.begin(draft, "draft");
    const { prose, evidence, citations } = draft;
    if (this.shown.some((html, i) => html !== prose[i])) {
      this.note.replaceChildren();
      this.shown = [];
    }
    for (const html of prose.slice(this.shown.length)) this.note.append(proseNodes(html, citations, this.turnId, language));
    this.shown = prose;
    if (writing !== this.writing) this.coming.replaceChildren(...(writing ? [expected()] : []));
    this.writing = writing;
    if (evidence !== this.evidence) this.tail.replaceChildren(...present(evidenceSection(evidence ?? [], language)));
    this.evidence = evidence;
  }

  whole(answer) {
    const language = this.begin(answer, "answer");
    const held = [this.note, this.tail].some((part) => part.contains(document.activeElement));
    this.coming.replaceChildren();
    this.note.replaceChildren(proseNodes(answer.answer.html, answer.citations, this.turnId, language));
    this.tail.replaceChildren(
      ...present(
        answer.abstained ? null : uncheckedHint(answer, language),
        answer.citations.length ? sourcesSection(answer.citations, this.turnId, language) : null,
        answer.abstained || answer.remark ? null : groundingLine(answer, language),
        readingLine(answer, language),
        answer.conversation_id ? null : el("p", { class: "not-kept" }, say("notKept", language)),
        answer.remark ? null : helpful(answer, this.asked, language),
        followUps(answer, language, this.ask),
      ),
    );
    if (held) this.focus();
  }

  /** Where the keyboard goes on once what it was at has given way. */
  focus() {
    this.head.querySelector(".headline").focus({ preventScroll: true });
  }

  begin(answer, testid) {
    const language = spoken(answer.language);
    this.element.dataset.testid = testid;
    this.element.lang = tag(language);
    this.element.classList.toggle("abstained", answer.abstained);
    const { understanding, verdicts, abstained, clarification, remark, answer: said } = answer;
    const told = JSON.stringify([understanding, verdicts, abstained, clarification, Boolean(remark), said?.headline]);
    if (told !== this.told) this.head.replaceChildren(...this.heading(answer, language));
    this.told = told;
    return language;
  }

  heading({ understanding, verdicts, abstained, clarification, remark, answer, evidence, citations }, language) {
    // What a remark leaves standing is shown with the question it belongs to.
    const chips = abstained || remark ? null : understoodAs(understanding, language, this.askAgain);
    if (!answer) return present(chips);
    const cards = abstained ? [] : verdicts;
    const title = el("h3", { class: "headline", "data-testid": "headline", tabindex: "-1" }, answer.headline);
    return present(
      chips,
      // One verdict carries the headline in its card; several share it above them.
      cards.length === 1 ? null : title,
      verdictCards(cards, cards.length === 1 ? title : null, evidence ?? citations, language),
      clarification && clarification !== answer.headline ? el("p", { class: "clarification" }, clarification) : null,
    );
  }
}
