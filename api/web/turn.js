// One question and what came of it: waiting, an answer that grows, a failure or a cancellation.

import { AnswerView } from "./answer.js";
import { Problem } from "./client.js";
import { announce, button, el } from "./dom.js";
import { grown } from "./draft.js";
import { say, spoken } from "./language.js";

/** A verdict is announced on its own only when its answer is longer in coming than this. */
const SOON = 600;

const bars = (...widths) => widths.map((width) => el("span", { class: `bar ${width}` }));

function waiting(cancel) {
  return [
    el("p", { class: "waiting" }, say("waiting"), "…", button(say("cancel"), cancel, { class: "quiet-button", "data-testid": "cancel" })),
    el("div", { class: "skeleton", "aria-hidden": "true" }, el("div", { class: "card" }, bars("short", "long", "wide")), bars("full", "full", "long")),
  ];
}

function words(problem, begun) {
  if (problem.status === 0) return say(begun ? "error.broken" : "error.network");
  if (problem.status === 404) return say("error.gone");
  if (problem.status === 429 || problem.type === "urn:zhunru:problem:overloaded") return say("error.busy");
  if (problem.status === 409) return say("error.full");
  if (problem.status < 500) return say("error.question");
  return say(begun ? "error.unfinished" : "error.server");
}

const concluded = (key, { verdict, language, answer }) =>
  say(key, spoken(language), verdict && say(`status.${verdict.status}`, spoken(language)), answer.headline);

/** What is said at the foot of an answer that is not whole, with what can be done. */
function foot(attributes, words, ...presses) {
  return el("div", { class: "foot", ...attributes }, el("div", {}, words), el("div", { class: "presses" }, presses));
}

export class Turn {
  /** `wishes` are corrections that go with the question: as_of, area. `answer` is there when it was given earlier. `judged` and
   * `answered` are called when the verdict and when the whole answer is there. */
  constructor({ question, wishes = {}, conversation, answer, ask, judged, answered, restore }) {
    Object.assign(this, { question, wishes, conversation, answer, ask, judged, answered, restore, draft: null });
    const number = conversation.turns.push(this);
    this.said = el("div");
    this.aside = el("div", { class: "aside" });
    this.element = el("article", { class: "turn", id: `turn-${number}` }, el("h2", { class: "asked" }, question), this.said, this.aside);
    this.state = answer ? "answered" : "waiting";
    this.show();
  }

  /** Whether there is something to read before the answer is whole. */
  get begun() {
    return Boolean(this.draft?.answer);
  }

  /** Ask, or ask again: what an earlier attempt brought stands until this one brings as much. */
  async run(more = {}) {
    const running = new AbortController();
    Object.assign(this, { running, coming: null, announced: false });
    this.become("waiting");
    announce(say("waiting"));
    const wishes = Object.fromEntries(Object.entries({ ...this.wishes, ...more }).filter(([, value]) => value));
    try {
      this.answer = await this.conversation.ask({ question: this.question, ...wishes }, running.signal, (kind, told) => this.hear(kind, told));
      // Inside the net: an answer that cannot be shown is a failure too, not an endless wait.
      this.become("answered");
    } catch (problem) {
      if (running.signal.aborted) return;
      this.problem = problem instanceof Problem ? problem : new Problem(502);
      this.become("failed");
      return;
    } finally {
      clearTimeout(this.soon);
    }
    announce(this.announced ? say("written", spoken(this.answer.language)) : concluded("arrived", this.answer));
    this.answered(this);
  }

  hear(kind, told) {
    this.coming = grown(this.coming, kind, told);
    if (this.begun && !this.coming.answer) return;
    this.draft = this.coming;
    this.update();
    if (kind !== "verdict") return;
    this.soon = setTimeout(() => {
      this.announced = true;
      announce(concluded("judged", this.draft));
    }, SOON);
    this.judged(this);
  }

  cancel() {
    this.running.abort();
    clearTimeout(this.soon);
    this.become("cancelled");
    announce(say(this.begun ? "stopped" : "cancelled"));
    if (!this.begun) this.restore(this.question);
  }

  become(state) {
    this.state = state;
    this.update();
  }

  /** Draw everything anew, in the language of the page. */
  show() {
    this.view = new AnswerView(this.element.id, {
      ask: (question) => this.ask(question),
      asked: { question: this.question, ...this.wishes },
      askAgain: (day) => this.ask(this.question, { ...this.wishes, as_of: day }),
    });
    this.said.replaceChildren(this.view.element);
    this.besides = null;
    this.update();
  }

  update() {
    const waits = this.state === "waiting";
    this.element.setAttribute("aria-busy", String(waits && !this.begun));
    if (this.state === "answered") this.view.whole(this.answer);
    else if (this.draft) this.view.draft(this.draft, waits && this.begun);
    // What says the same as before stays: somebody may be about to press it.
    const besides = `${this.state} ${this.begun} ${this.draft?.round > 1}`;
    if (besides === this.besides) return;
    this.besides = besides;
    const held = this.aside.contains(document.activeElement);
    this.aside.replaceChildren(...this.status());
    if (held) (this.aside.querySelector("button") ?? this.view).focus({ preventScroll: true });
  }

  /** What is said besides the answer: that it is on its way, or what has become of it. */
  status() {
    const again = (word, attributes, more) => button(say(word), () => this.run(more), { class: "plain-button", ...attributes });
    switch (this.state) {
      case "waiting": {
        if (!this.begun) return waiting(() => this.cancel());
        const stop = button(say("stop"), () => this.cancel(), { class: "plain-button", "data-testid": "stop" });
        return [foot({ class: "foot writing", "data-testid": "writing" }, `${say(this.draft.round > 1 ? "rewriting" : "writing")}…`, stop)];
      }
      case "answered":
        return [];
      case "cancelled":
        if (!this.begun) return [el("p", { class: "notice" }, say("cancelled"), " ", again("again"))];
        return [
          foot(
            { "data-testid": "stopped" },
            say("stopped"),
            again("withoutModel", { "data-testid": "without-model" }, { composer: "grounded" }),
            again("again"),
          ),
        ];
      default: {
        const failure = { role: "alert", "data-testid": "error" };
        const { status, message } = this.problem;
        const said = [el("p", {}, words(this.problem, this.begun)), message && status !== 404 ? el("p", { class: "detail" }, message) : null];
        const retry = again("retry", { "data-testid": "retry" });
        return [this.begun ? foot(failure, said.filter(Boolean), retry) : el("div", { class: "notice", ...failure }, said, retry)];
      }
    }
  }
}
