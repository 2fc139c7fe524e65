// Who read a question and who wrote its answer, and where a model was asked for nothing, why.

import { el } from "./dom.js";
import { say } from "./language.js";

/** Why a model gave no whole text; every other fault is one of the text. */
const FAILURES = ["timeout", "error", "empty"];

export function groundingLine({ grounding }, language) {
  const { state, model, faults } = grounding;
  if (state !== "fallback") return el("p", { class: "grounding", "data-testid": "grounding" }, say(`grounding.${state}`, language, model));
  const failed = faults.some((fault) => FAILURES.includes(fault.kind));
  return el(
    "details",
    { class: "grounding", "data-testid": "grounding" },
    el("summary", {}, say(failed ? "grounding.failed" : "grounding.unsound", language, model), " ", el("span", { class: "why" }, say("why", language))),
    el("ul", {}, faults.map((fault) => el("li", {}, say(`fault.${fault.kind}`, language)))),
  );
}

/** Who read the question, where it was sent to a language model for that; null where it stayed. */
export function readingLine({ reader }, language) {
  if (!reader?.sent_to) return null;
  const key = reader.fault ? "reading.failed" : "reading.llm";
  return el("p", { class: "grounding", "data-testid": "reading" }, say(key, language, reader.model, reader.sent_to));
}
