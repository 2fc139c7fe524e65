// The list of clauses an answer stands on.

import { button, dotted, el, outsideLink } from "./dom.js";
import { force, named, otherLanguage, say, tag } from "./language.js";
import { openClause } from "./reader.js";

export const sourceName = (citation) => `${named(citation, "title").text} ${citation.locator}`;

/** A clause by the short name of its document. */
export const shortName = (citation, language) => [named(citation, "short", language).text, citation.locator].join(language === "zh" ? " " : ", ");

/** What a clause was read in, where that is not its official text; an answer kept from before says only whether it was checked. */
function notChecked({ basis, checked, confidence }, language) {
  const words = checked && confidence !== "partly" ? (basis === "official-text" ? null : checked) : confidence === "verified" ? null : say(`checked.${confidence}`, language);
  return words ? el("span", { class: "not-checked" }, words) : null;
}

function source(citation, turnId, language) {
  const title = named(citation, "title");
  const other = named(citation, "title", otherLanguage(title.language));
  const kind = citation.quote_kind === "official" ? "official" : "digest";
  return el(
    "li",
    { id: `${turnId}-source-${citation.n}`, "data-testid": "source" },
    el("span", { class: "source-number", "aria-hidden": "true" }, String(citation.n)),
    el(
      "div",
      {},
      button(title.text, (event) => openClause(citation.provision_id, event), { class: "link-button", lang: tag(title.language) }),
      other.language === title.language ? null : el("p", { class: "other-title", lang: tag(other.language) }, other.text),
      dotted(
        [
          el("strong", {}, citation.locator),
          citation.number,
          el("span", { class: `force-${citation.status}` }, force(citation, language)),
          el("span", { class: `kind-${kind}` }, say(kind, language)),
          notChecked(citation, language),
          outsideLink(citation.url, say("officialPage", language), say("newTab", language)),
        ],
        { class: "source-facts" },
      ),
    ),
  );
}

/** The titles stand in the language of the page, everything else in that of the answer. */
export function sourcesSection(citations, turnId, language) {
  const lines = citations.map((citation) => source(citation, turnId, language));
  return el("section", { class: "sources" }, el("h4", {}, say("sources", language)), el("ol", {}, lines));
}

/** The clauses found, while nothing cites them yet. */
export function evidenceSection(citations, language) {
  if (!citations.length) return null;
  const lines = citations.map((citation) =>
    el("li", {}, button(shortName(citation, language), (event) => openClause(citation.provision_id, event), { class: "link-button", "data-testid": "evidence" })),
  );
  return el("section", { class: "evidence" }, el("h4", {}, say("evidence", language)), el("ul", {}, lines));
}
