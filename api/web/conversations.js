// The rail of conversations: in the rail where there is room, else in a sheet behind a button.

import { begin, open, shownConversation } from "./ask.js";
import { deleteConversation, deleteConversations, listConversations } from "./client.js";
import { announce, button, el, icon } from "./dom.js";
import { onLanguage, say, writtenMoment } from "./language.js";

const at = (id) => document.getElementById(id);
const roomy = matchMedia("(min-width: 1280px)");
const PART = 50;
const CROSS = "M6 6l8 8M14 6l-8 8";

let listed = null;
let failed = false;
let limit = PART;
let loads = 0;

/** Ask in place before something is deleted. `put` shows the question, `back` what stood there. */
function sure(words, put, back, remove) {
  const failure = el("span", { role: "alert" });
  const keep = button(say("keep"), back, { class: "quiet-button" });
  const confirm = button(
    say("delete"),
    async () => {
      try {
        await remove();
      } catch {
        failure.textContent = say("error.delete");
      }
    },
    { class: "quiet-button delete", "data-testid": "delete-sure" },
  );
  const group = el("div", { class: "sure", role: "group", "aria-label": words }, el("p", {}, words), keep, confirm, failure);
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // The sheet stays open: only the question is taken back.
    event.preventDefault();
    back();
  });
  put(group);
  keep.focus();
}

async function openFrom(event, { id }) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leaveList();
  try {
    await open(id);
  } catch (problem) {
    announce(say("error.conversation"));
    if (problem.status === 404) load();
  }
}

/** Back to the question, wherever the list was. */
function leaveList() {
  at("past-sheet").close();
  if (location.hash === "#documents") location.hash = "#ask-view";
}

function line(one) {
  const item = el("li", { "data-testid": "conversation" });
  const current = one.id === shownConversation();
  const title = el(
    "a",
    { href: `?c=${encodeURIComponent(one.id)}`, "aria-current": current ? "true" : null, click: (event) => openFrom(event, one) },
    el("span", { class: "past-name", lang: one.language }, one.title),
    el("time", { datetime: one.updated }, writtenMoment(one.updated)),
  );
  const cross = el(
    "button",
    { type: "button", class: "past-delete", "aria-label": say("deleteConversation", undefined, one.title), "data-testid": "delete", click: () => askSure() },
    icon(CROSS),
  );
  const askSure = () =>
    sure(
      say("deleteSure"),
      (group) => item.replaceChildren(group),
      () => {
        item.replaceChildren(title, cross);
        cross.focus();
      },
      () => remove(one, item),
    );
  item.append(title, cross);
  return item;
}

async function remove(one, item) {
  const next = item.nextElementSibling ?? item.previousElementSibling;
  await deleteConversation(one.id).catch((problem) => {
    // Gone already, from another window: what was wanted.
    if (problem.status !== 404) throw problem;
  });
  announce(say("deleted"));
  item.remove();
  (next?.querySelector("a") ?? at("new")).focus();
  if (one.id === shownConversation()) startNew();
  else load();
}

function foot() {
  const all = button(say("deleteAll"), () => {
    const back = () => {
      render();
      at("past-list").querySelector("[data-testid=delete-all]")?.focus();
    };
    sure(say("deleteAllSure"), (group) => all.replaceWith(group), back, removeAll);
  }, { class: "quiet-button", "data-testid": "delete-all" });
  const more = button(say("moreConversations"), () => {
    limit += PART;
    load();
  }, { class: "quiet-button" });
  return el("p", { class: "past-foot" }, listed.total > listed.items.length ? more : null, all);
}

async function removeAll() {
  await deleteConversations();
  announce(say("deleted"));
  listed = { total: 0, items: [] };
  render();
  startNew();
}

function render() {
  const list = at("past-list");
  // The list is made anew after every answer; who is on its way through it by keyboard keeps the place.
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const of = focused?.closest("li")?.querySelector("a").getAttribute("href");
  if (failed) list.replaceChildren(el("p", { class: "past-note" }, say("error.conversations"), " ", button(say("retry"), load, { class: "quiet-button" })));
  else if (!listed) return;
  else if (!listed.items.length) list.replaceChildren(el("p", { class: "past-note" }, say("noConversations")));
  else list.replaceChildren(el("ul", {}, listed.items.map(line)), foot());
  if (of) list.querySelector(`li:has(a[href="${of}"]) ${focused.localName}`)?.focus();
}

async function load() {
  const mine = (loads += 1);
  const found = await listConversations(limit).catch(() => null);
  // A later list is on its way, or already there.
  if (mine !== loads) return;
  failed = !found;
  listed = found ?? listed;
  // A question that is being answered ("delete?") is not taken away.
  if (!at("past-list").querySelector(".sure") || failed) render();
}

function startNew() {
  leaveList();
  begin();
  load();
}

/** The list stands in the rail where that is a column, else in the sheet. */
function settle() {
  const sheet = at("past-sheet");
  if (roomy.matches) {
    sheet.close();
    document.querySelector(".rail nav").after(at("past"));
  } else {
    sheet.append(at("past"));
  }
}

export function startConversations() {
  const sheet = at("past-sheet");
  settle();
  roomy.addEventListener("change", settle);
  at("new").addEventListener("click", startNew);
  at("to-past").addEventListener("click", () => {
    sheet.showModal();
    load();
  });
  at("past-close").addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => {
    // A press beside the sheet lands on the dialogue itself.
    if (event.target === sheet) sheet.close();
  });
  document.addEventListener("zhunru:conversation", load);
  document.addEventListener("visibilitychange", () => document.hidden || load());
  onLanguage(render);
  load();
}
