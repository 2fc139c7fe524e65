// All documents of the corpus, grouped by the regime they belong to.

import { listDocuments } from "./client.js";
import { button, dotted, el } from "./dom.js";
import { force, named, onLanguage, otherLanguage, regimes, say, tag } from "./language.js";
import { openDocument } from "./reader.js";

const at = (id) => document.getElementById(id);
let items = null;

const matches = (item, words) =>
  words.every((word) => [item.title_zh, item.title_en, item.number].some((text) => text?.toLowerCase().includes(word)));

const order = (a, b) =>
  (a.status === "superseded") - (b.status === "superseded") || String(b.effective ?? b.published).localeCompare(String(a.effective ?? a.published));

function line(item) {
  const title = named(item, "title");
  const other = named(item, "title", otherLanguage(title.language));
  return el(
    "li",
    {},
    button(title.text, (event) => openDocument(item.id, event), { class: "link-button", lang: tag(title.language), "data-testid": "document" }),
    other.language === title.language ? null : el("p", { class: "other-title", lang: tag(other.language) }, other.text),
    dotted([el("span", { class: `force-${item.status}` }, force(item)), item.number], { class: "source-facts" }),
  );
}

function groups(words) {
  const known = regimes();
  const all = [...known, ...new Set(items.map((item) => item.regime).filter((regime) => !known.includes(regime)))];
  return all.flatMap((regime) => {
    const found = items.filter((item) => item.regime === regime && matches(item, words)).sort(order);
    if (!found.length) return [];
    return [el("section", {}, el("h2", {}, say(`regime.${regime}`), " ", el("span", { class: "count" }, String(found.length))), el("ul", {}, found.map(line)))];
  });
}

function render() {
  const found = el("div");
  const count = el("p", { class: "found", role: "status" });
  const field = el("input", { type: "search", placeholder: say("find"), "aria-label": say("find") });
  const fill = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const sections = groups(words);
    found.replaceChildren(...sections);
    count.textContent = say("found", undefined, found.querySelectorAll("li").length);
  };
  field.addEventListener("input", fill);
  at("documents-list").replaceChildren(el("div", { class: "find" }, field, count), found);
  fill();
}

export async function showDocuments() {
  const list = at("documents-list");
  if (items) return;
  list.replaceChildren(el("p", { class: "reader-note" }, say("opening"), "…"));
  try {
    items = (await listDocuments()).items;
    render();
  } catch {
    list.replaceChildren(
      el("div", { class: "notice", role: "alert" }, el("p", {}, say("error.documents")), button(say("retry"), showDocuments, { class: "plain-button" })),
    );
  }
}

onLanguage(() => {
  if (items) render();
});
