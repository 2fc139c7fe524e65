// Who wrote an answer, and where a model was asked for nothing, why.

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
