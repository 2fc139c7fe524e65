// The question box and the conversation that is shown: questions and answers under one another.

import { getConversation } from "./client.js";
import { Conversation } from "./conversation.js";
import { announce, stillness } from "./dom.js";
import { onLanguage, say, writtenDay } from "./language.js";
import * as reader from "./reader.js";
import { Turn } from "./turn.js";

const at = (id) => document.getElementById(id);
/** The conversations of this visit by id: one that is still being answered is not fetched anew. */
const visited = new Map();
let current = new Conversation();
let checkedThrough = null;
let wanted = 0;

const showChecked = () => (at("checked").textContent = checkedThrough ? say("checked", undefined, writtenDay(checkedThrough)) : "");

export const shownConversation = () => current.id;
const changed = () => document.dispatchEvent(new Event("zhunru:conversation"));

/** The address bar carries the newest question, to be sent to a colleague, and the conversation, to be reloaded: who has
 * no such conversation asks the question. */
function permalink() {
  const turn = current.turns.at(-1);
  const query = new URLSearchParams(turn ? { q: turn.question } : {});
  for (const [name, value] of Object.entries({ ...turn?.wishes, c: current.id })) if (value) query.set(name, value);
  const view = location.hash === "#documents" ? location.hash : "";
  history.replaceState(null, "", `${turn ? `?${query}` : location.pathname}${view}`);
}

function checked(answer) {
  checkedThrough = answer.corpus_checked_through;
  showChecked();
}

const newest = (turn) => turn === current.turns.at(-1);

/** The clause that the reader opens with: what decides, whoever writes about it. */
const first = ({ verdict, evidence, citations }) => verdict?.deciding_provision ?? (evidence ?? citations)[0]?.provision_id;

function judged(turn) {
  if (newest(turn)) reader.follow(first(turn.draft));
}

function answered(turn) {
  const { conversation, answer, draft } = turn;
  if (conversation.id) visited.set(conversation.id, conversation);
  checked(answer);
  if (conversation === current) permalink();
  // It is open already where the answer came bit by bit, and may have been scrolled since.
  if (newest(turn) && !draft) reader.follow(first(answer));
  changed();
}

const newTurn = (conversation, more) => new Turn({ conversation, ask, judged, answered, restore, ...more });

const scrollToTurn = (turn, behavior = stillness() ? "auto" : "smooth") => turn.element.scrollIntoView({ block: "start", behavior });

function ask(words, wishes = {}) {
  const question = words.trim();
  if (!question) return;
  wanted += 1;
  document.body.classList.remove("empty");
  const turn = newTurn(current, { question, wishes });
  permalink();
  at("thread").append(turn.element);

  // The pane opens before the answer is there, so that the column does not change its width when it comes.
  reader.expect();
  turn.run();
  scrollToTurn(turn);
  if (matchMedia("(pointer: coarse)").matches) at("question").blur();
  else at("question").focus({ preventScroll: true });
}

/** Put a conversation in place of the one that is shown. */
function show(conversation) {
  current = conversation;
  reader.leave();
  document.body.classList.toggle("empty", !current.turns.length);
  at("thread").replaceChildren(...current.turns.map((turn) => turn.element));
  permalink();
  changed();
  const last = current.turns.at(-1);
  if (!last) return scrollTo(0, 0);
  if (last.answer) {
    checked(last.answer);
    reader.follow(first(last.answer));
  }
  scrollToTurn(last, "instant");
}

/** Show an empty page for a new conversation. */
export function begin() {
  wanted += 1;
  show(new Conversation());
  at("question").focus({ preventScroll: true });
}

/** Show a kept conversation. Throws a Problem where it cannot be had. */
export async function open(id) {
  const mine = (wanted += 1);
  if (id === current.id) return;
  const under = visited.get(id);
  if (under?.busy) {
    for (const turn of under.turns) turn.show();
    return show(under);
  }
  const kept = await getConversation(id);
  // Something else has been opened or asked meanwhile.
  if (mine !== wanted) return;
  const conversation = new Conversation(id);
  for (const { question, answer } of kept.turns) newTurn(conversation, { question, answer });
  show(conversation);
  announce(say("opened", undefined, kept.title));
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
  // The line of an answer that is being written stands above the box, however tall that grows.
  new ResizeObserver(() => document.documentElement.style.setProperty("--composer", `${form.offsetHeight}px`)).observe(form);
  onLanguage(() => {
    showChecked();
    for (const turn of current.turns) turn.show();
  });
  return ask;
}
