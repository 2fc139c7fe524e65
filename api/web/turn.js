// One question and what came of it: waiting, an answer, a failure or a cancellation.

import { answerElement } from "./answer.js";
import { Problem } from "./client.js";
import { announce, button, el } from "./dom.js";
import { say, spoken } from "./language.js";

const bars = (...widths) => widths.map((width) => el("span", { class: `bar ${width}` }));

function waiting(cancel) {
  return [
    el("p", { class: "waiting" }, say("waiting"), "…", button(say("cancel"), cancel, { class: "quiet-button", "data-testid": "cancel" })),
    el("div", { class: "skeleton", "aria-hidden": "true" }, el("div", { class: "card" }, bars("short", "long", "wide")), bars("full", "full", "long")),
  ];
}

function words(problem) {
  if (problem.status === 0) return say("error.network");
  if (problem.status === 404) return say("error.gone");
  if (problem.status === 429) return say("error.busy");
  return say(problem.status < 500 ? "error.question" : "error.server");
}

export class Turn {
  /** `wishes` are corrections that go with the question: as_of, area. `answer` is there when it was given earlier. */
  constructor({ question, wishes = {}, conversation, answer, ask, answered, restore }) {
    Object.assign(this, { question, wishes, conversation, answer, ask, answered, restore });
    const number = conversation.turns.push(this);
    this.body = el("div", { class: "turn-body" });
    this.element = el("article", { class: "turn", id: `turn-${number}` }, el("h2", { class: "asked" }, question), this.body);
    this.become(answer ? "answered" : "waiting");
  }

  async run() {
    const running = new AbortController();
    this.running = running;
    this.become("waiting");
    announce(say("waiting"));
    const wishes = Object.fromEntries(Object.entries(this.wishes).filter(([, value]) => value));
    try {
      this.answer = await this.conversation.ask({ question: this.question, ...wishes }, running.signal);
      // Inside the net: an answer that cannot be shown is a failure too, not an endless wait.
      this.become("answered");
    } catch (problem) {
      if (running.signal.aborted) return;
      this.problem = problem instanceof Problem ? problem : new Problem(502);
      this.become("failed");
      return;
    }
    const { verdict, language, answer } = this.answer;
    announce(say("arrived", spoken(language), verdict && say(`status.${verdict.status}`, spoken(language)), answer.headline));
    this.answered(this);
  }

  cancel() {
    this.running.abort();
    this.become("cancelled");
    announce(say("cancelled"));
    this.restore(this.question);
    this.body.querySelector("button").focus({ preventScroll: true });
  }

  become(state) {
    this.state = state;
    this.element.setAttribute("aria-busy", String(state === "waiting"));
    this.show();
  }

  show() {
    this.body.replaceChildren(...this.content());
  }

  content() {
    switch (this.state) {
      case "waiting":
        return waiting(() => this.cancel());
      case "answered":
        return [
          answerElement(this.answer, this.element.id, {
            ask: (question) => this.ask(question),
            asked: { question: this.question, ...this.wishes },
            askAgain: (day) => this.ask(this.question, { ...this.wishes, as_of: day }),
          }),
        ];
      case "cancelled":
        return [el("p", { class: "notice" }, say("cancelled"), " ", button(say("again"), () => this.run(), { class: "plain-button" }))];
      default:
        return [
          el(
            "div",
            { class: "notice", role: "alert", "data-testid": "error" },
            el("p", {}, words(this.problem)),
            this.problem.message && this.problem.status !== 404 ? el("p", { class: "detail" }, this.problem.message) : null,
            button(say("retry"), () => this.run(), { class: "plain-button", "data-testid": "retry" }),
          ),
        ];
    }
  }
}
