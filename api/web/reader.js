// The reader: a pane at the right where there is room, a sheet over the page where there is not.

import { getDocument } from "./client.js";
import { button, el } from "./dom.js";
import { instrument, part } from "./instrument.js";
import { named, onLanguage, pageLanguage, say, tag } from "./language.js";
import { remember, remembered } from "./preferences.js";

const at = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 1100px)");
const others = () => document.querySelectorAll(".skip, .rail, .column");

let showing = { documentId: null, provision: null };
let language = pageLanguage();
let opener = null;
let chosen = false;

/** Where there is no room beside the column the reader covers it, and must then behave as a dialogue. */
function behave() {
  const sheet = !at("reader").hidden && !wide.matches;
  at("backdrop").hidden = !sheet;
  document.documentElement.classList.toggle("covered", sheet);
  for (const node of others()) node.inert = sheet;
  at("reader").setAttribute("role", sheet ? "dialog" : "complementary");
  if (sheet) at("reader").setAttribute("aria-modal", "true");
  else at("reader").removeAttribute("aria-modal");
}

function reveal() {
  at("reader").hidden = false;
  behave();
}

function close({ byReader }) {
  const hadFocus = at("reader").contains(document.activeElement);
  at("reader").hidden = true;
  behave();
  if (byReader && wide.matches) remember("reader", "closed");
  if (!hadFocus) return;
  (opener?.isConnected ? opener : at("question")).focus({ preventScroll: true });
}

const provisions = () => [...at("reader-body").querySelectorAll(".provision")];
const topmost = () => provisions().findIndex((one) => one.offsetTop + one.offsetHeight > at("reader-body").scrollTop + 2);

/** Scrolls inside the reader only; `scrollIntoView` would move the page behind it too. */
function scrollTo(one) {
  at("reader-body").scrollTop = one ? one.offsetTop + 1 : 0;
}

/** The title stays in view while the provisions scroll beneath it. */
function entitle(title) {
  at("reader-title").textContent = title?.text ?? "";
  if (title) at("reader-title").lang = tag(title.language);
}

/** `stay`: the same document again, in the other language; the provision being read stays where it is. */
async function load({ focus = false, stay = false }) {
  const body = at("reader-body");
  const reading = stay && body.scrollTop > 0 ? topmost() : -1;
  const { documentId } = showing;
  if (body.dataset.document !== documentId) {
    entitle();
    body.replaceChildren(el("p", { class: "reader-note" }, say("opening", language), "…"));
    body.dataset.document = "";
  }
  body.setAttribute("aria-busy", "true");
  try {
    const found = await getDocument(documentId);
    if (documentId !== showing.documentId) return;
    entitle(named(found, "title", language));
    body.replaceChildren(instrument(found, showing.provision, language, (id) => openDocument(id)));
    body.dataset.document = documentId;
  } catch (problem) {
    if (documentId !== showing.documentId) return;
    body.replaceChildren(
      el(
        "div",
        { class: "notice", role: "alert" },
        el("p", {}, say(problem.status === 404 ? "error.missing" : "error.document", language)),
        button(say("retry", language), () => load({ focus: true }), { class: "plain-button" }),
      ),
    );
  }
  body.removeAttribute("aria-busy");
  const current = body.querySelector("[aria-current=true]");
  if (!stay) scrollTo(current);
  else if (reading >= 0) scrollTo(provisions()[reading]);
  if (focus) (current ?? at("reader")).focus({ preventScroll: true });
}

function show(documentId, provision, event) {
  const focus = Boolean(event) && (!wide.matches || event.detail === 0);
  if (event && !at("reader").contains(event.currentTarget)) opener = event.currentTarget;
  if (event && wide.matches) remember("reader", "open");
  showing = { documentId, provision };
  const from = event?.currentTarget.getBoundingClientRect().top;
  reveal();
  // Opening the pane narrows the column; what was pressed stays under the pointer.
  if (event && wide.matches) scrollBy({ top: event.currentTarget.getBoundingClientRect().top - from, behavior: "instant" });
  if (focus) at("reader").focus({ preventScroll: true });
  return load({ focus });
}

/** Open the clause the reader chose. A click by keyboard (`detail` 0) takes the focus along; a pointer leaves it. */
export function openClause(provisionId, event) {
  chosen = true;
  return show(provisionId.split("#")[0], part(provisionId), event);
}

export function openDocument(documentId, event) {
  chosen = true;
  return show(documentId, null, event);
}

const unasked = () => wide.matches && !chosen && remembered("reader", ["open", "closed"], "open") === "open";

/** An answer is on its way: hold its place. */
export function expect() {
  if (!unasked() || !at("reader").hidden) return;
  at("reader-body").replaceChildren(el("p", { class: "reader-note" }, say("readerEmpty", language)));
  reveal();
}

/** Another conversation is shown: nothing of the one before stays open. */
export function leave() {
  chosen = false;
  showing = { documentId: null, provision: null };
  at("reader-body").dataset.document = "";
  entitle();
  close({ byReader: false });
}

/** An answer has come: show its first clause, unless the reader has put the pane somewhere. */
export function follow(provisionId) {
  if (provisionId && unasked()) show(provisionId.split("#")[0], part(provisionId));
}

function relabel() {
  for (const choice of at("reader").querySelectorAll("[data-language]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.language === language));
  }
}

function read(chosenLanguage) {
  language = chosenLanguage;
  relabel();
  if (showing.documentId) load({ stay: true });
  else if (!at("reader").hidden) at("reader-body").replaceChildren(el("p", { class: "reader-note" }, say("readerEmpty", language)));
}

export function startReader() {
  at("reader-close").addEventListener("click", () => close({ byReader: true }));
  at("backdrop").addEventListener("click", () => close({ byReader: true }));
  at("reader").addEventListener("keydown", (event) => {
    if (event.key === "Escape") close({ byReader: true });
  });
  for (const choice of at("reader").querySelectorAll("[data-language]")) {
    choice.addEventListener("click", () => read(choice.dataset.language));
  }
  wide.addEventListener("change", () => {
    // A pane must not turn into a sheet over what is being read.
    if (!wide.matches && !at("reader").hidden) close({ byReader: false });
    behave();
  });
  onLanguage(() => read(pageLanguage()));
}
