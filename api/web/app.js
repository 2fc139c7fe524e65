// The page: its rail, its two views, and who speaks to whom.

import { open, startAsking } from "./ask.js";
import { startConversations } from "./conversations.js";
import { showDocuments } from "./documents.js";
import { offerExamples } from "./examples.js";
import { onLanguage, otherLanguage, pageLanguage, say, setLanguage, speak, tag } from "./language.js";
import { remember, remembered } from "./preferences.js";
import { startReader } from "./reader.js";

const THEMES = ["auto", "light", "dark"];
const at = (id) => document.getElementById(id);

function startTheme() {
  const root = document.documentElement;
  const control = at("theme");
  root.dataset.theme = remembered("theme", THEMES, "auto");
  const label = () => (control.lastElementChild.textContent = say(`theme.${root.dataset.theme}`));
  control.addEventListener("click", () => {
    root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
    remember("theme", root.dataset.theme);
    label();
  });
  onLanguage(label);
}

function startLanguage() {
  const control = at("language");
  control.addEventListener("click", () => setLanguage(otherLanguage()));
  onLanguage(() => {
    control.textContent = say("otherLanguage");
    control.lang = tag(otherLanguage());
    document.title = pageLanguage() === "zh" ? "准入 Zhunru" : "Zhunru 准入";
  });
}

function startViews() {
  const show = () => {
    const documents = location.hash === "#documents";
    at("documents-view").hidden = !documents;
    at("ask-view").hidden = documents;
    at("to-documents").setAttribute("aria-current", documents ? "page" : "false");
    at("to-ask").setAttribute("aria-current", documents ? "false" : "page");
    if (documents) showDocuments();
    return documents;
  };
  addEventListener("hashchange", () => {
    if (show()) {
      scrollTo(0, 0);
      at("documents-title").focus({ preventScroll: true });
    } else if (location.hash.startsWith("#turn-")) {
      at(location.hash.slice(1))?.scrollIntoView();
    } else {
      at("question").focus();
    }
  });
  show();
}

startTheme();
startLanguage();
startReader();
const ask = startAsking();
offerExamples(ask);
startConversations();
speak();
startViews();

/** What the address asks for: a conversation of this browser, else a question. */
async function arrive() {
  const wishes = new URLSearchParams(location.search);
  const question = wishes.get("q")?.trim();
  if (wishes.get("c")) {
    document.body.classList.remove("empty");
    try {
      return await open(wishes.get("c"));
    } catch {
      // Somebody else's, or gone.
      document.body.classList.add("empty");
    }
  }
  if (question) ask(question, { as_of: wishes.get("as_of"), area: wishes.get("area") });
  else if (location.hash !== "#documents") at("question").focus();
}

arrive();
