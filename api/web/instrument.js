// One document as the reader shows it: what it is, whether it is in force, and all of its provisions.

import { button, dotted, el, outsideLink } from "./dom.js";
import { dayElement, force, named, otherLanguage, say, tag } from "./language.js";

/** The part of a provision's id that is unique inside its document: `item-12` of `list-2024#item-12`. */
export const part = (provisionId) => provisionId.slice(provisionId.indexOf("#") + 1);

function row(name, value) {
  return value ? el("div", {}, el("dt", {}, name), el("dd", {}, value)) : null;
}

function head(found, language, open) {
  const title = named(found, "title", language);
  const other = named(found, "title", otherLanguage(title.language));
  const issuers = found.issuers.map((issuer) => issuer[language] ?? issuer.zh).join(language === "zh" ? "、" : "; ");
  const edition = (id, word) => (id ? button(say(word, language), () => open(id), { class: "link-button" }) : null);
  return el(
    "div",
    { class: "instrument-head" },
    other.language === title.language ? null : el("p", { class: "other-title", lang: tag(other.language) }, other.text),
    el("p", { class: `force force-${found.status}` }, force(found, language)),
    el(
      "dl",
      {},
      row(say("number", language), named(found, "number", language).text),
      row(say("issuers", language), issuers),
      row(say("published", language), dayElement(found.published, language)),
      row(say("supersededOn", language), dayElement(found.superseded_on, language)),
    ),
    dotted(
      [
        outsideLink(found.url, say("officialPage", language), say("newTab", language)),
        edition(found.supersedes, "earlier"),
        edition(found.superseded_by, "later"),
      ],
      { class: "instrument-links" },
    ),
  );
}

function provision(one, isCurrent, language) {
  const where = named(one, "locator", language);
  const heading = named(one, "heading", language);
  const digest = named(one, "digest", language);
  return el(
    "section",
    {
      class: "provision",
      "aria-current": isCurrent ? "true" : null,
      "data-testid": isCurrent ? "reader-provision" : null,
      tabindex: isCurrent ? "-1" : null,
    },
    el("h3", {}, el("span", { lang: tag(where.language) }, where.text), " ", el("span", { class: "heading", lang: tag(heading.language) }, heading.text)),
    one.official ? el("blockquote", { class: "official", lang: "zh-Hans" }, el("p", { class: "kind" }, say("official", language)), el("p", {}, one.official)) : null,
    digest.text
      ? el("blockquote", { class: "digest" }, el("p", { class: "kind" }, say("digest", language)), el("p", { lang: tag(digest.language) }, digest.text))
      : null,
    one.confidence !== "verified" ? el("p", { class: "not-checked" }, say(`checked.${one.confidence}`, language)) : null,
  );
}

export function instrument(found, current, language, open) {
  return el(
    "div",
    { lang: tag(language) },
    head(found, language, open),
    found.provisions.length
      ? found.provisions.map((one) => provision(one, part(one.id) === current, language))
      : el("p", { class: "reader-note" }, say("noProvisions", language)),
  );
}
