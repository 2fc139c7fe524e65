// The question box and the column of questions and answers under one another.

import { el, stillness } from "./dom.js";
import { onLanguage, say, writtenDay } from "./language.js";
import * as reader from "./reader.js";
import { Turn } from "./turn.js";

const at = (id) => document.getElementById(id);
const turns = [];
let checkedThrough = null;
let conversation = null;

const showChecked = () => (at("checked").textContent = checkedThrough ? say("checked", undefined, writtenDay(checkedThrough)) : "");

/** The address bar carries the newest question, so that it can be sent to a colleague or reloaded. */
function permalink(question, wishes) {
  const query = new URLSearchParams({ q: question });
  for (const [name, value] of Object.entries(wishes)) if (value) query.set(name, value);
  history.replaceState(null, "", `?${query}`);
}

function answered(turn) {
  return (answer) => {
    checkedThrough = answer.corpus_checked_through;
    conversation = answer.conversation_id ?? conversation;
    showChecked();
    if (turn === turns.at(-1)) reader.follow(answer.citations[0]?.provision_id);
  };
}

function ask(words, wishes = {}) {
  const question = words.trim();
  if (!question) return;
  document.body.classList.remove("empty");
  permalink(question, wishes);

  const turn = new Turn({ number: turns.length + 1, question, wishes, conversation: () => conversation, ask, restore });
  turn.answered = answered(turn);
  turns.push(turn);
  at("thread").append(turn.element);
  at("session").hidden = false;
  at("session").querySelector("ol").append(el("li", {}, el("a", { href: `#${turn.element.id}` }, question)));

  // The pane opens before the answer is there, so that the column does not change its width when it comes.
  reader.expect();
  turn.run();
  turn.element.scrollIntoView({ block: "start", behavior: stillness() ? "auto" : "smooth" });
  if (matchMedia("(pointer: coarse)").matches) at("question").blur();
  else at("question").focus({ preventScroll: true });
}

function fit() {
  const box = at("question");
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

/** A cancelled question goes back into the box, unless something new is being written there. */
function restore(question) {
  const box = at("question");
  if (box.value.trim()) return;
  box.value = question;
  fit();
}

export function startAsking() {
  const form = at("form");
  const box = at("question");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!box.value.trim()) return box.focus();
    ask(box.value);
    box.value = "";
    fit();
  });
  box.addEventListener("keydown", (event) => {
    // Safari ends the composition before the Enter that confirms it; only the old key code then tells.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit();
  });
  box.addEventListener("input", fit);
  onLanguage(() => {
    showChecked();
    for (const turn of turns) turn.show();
  });
  return ask;
}
