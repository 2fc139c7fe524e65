// Whether an answer helped: two quiet buttons under it.

import { sendFeedback } from "./client.js";
import { el, icon } from "./dom.js";
import { say } from "./language.js";

const THUMB = "M7 9v8H3.5V9zM7 9l3-6.2c1.5 0 2.2 1 1.9 2.4L11.3 8H16c.9 0 1.6.8 1.4 1.7l-1.3 6c-.2.8-.8 1.3-1.6 1.3H7";

/** What was said of each answer, while the page is open. */
const given = new WeakMap();

/** `asked` is the question with what was sent along. */
export function helpful(answer, asked, language) {
  const said = el("span", { role: "status" }, given.has(answer) ? say("thanks", language) : "");
  const choices = ["up", "down"].map((rating) =>
    el(
      "button",
      { type: "button", class: `rate ${rating}`, "data-testid": `rate-${rating}`, "aria-pressed": String(given.get(answer) === rating), click: () => rate(rating) },
      icon(THUMB),
      say(`rating.${rating}`, language),
    ),
  );

  async function rate(rating) {
    const press = (current) => choices.forEach((choice) => choice.setAttribute("aria-pressed", String(choice.classList.contains(current))));
    if (given.get(answer) === rating) return;
    press(rating);
    const { verdict } = answer;
    try {
      await sendFeedback({
        ...asked,
        rating,
        language: answer.language,
        answer_id: answer.id,
        verdict_status: verdict?.status,
        deciding_provision: verdict?.deciding_provision,
      });
      given.set(answer, rating);
      said.textContent = say("thanks", language);
    } catch {
      press(given.get(answer));
      said.textContent = say("error.feedback", language);
    }
  }

  return el("div", { class: "helpful", role: "group", "aria-label": say("helpful", language) }, el("span", {}, say("helpful", language)), choices, said);
}
