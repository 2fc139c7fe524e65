// What the question was taken to mean, as chips; the day can be put right and the question asked again for it.

import { button, el } from "./dom.js";
import { say, writtenDay } from "./language.js";

function dayChip(day, language, askAgain) {
  const chip = el("li", { class: "day" });
  const field = el("input", { type: "date", value: day, required: true, min: "1995-01-01", "aria-label": say("asOf", language) });
  const form = el("form", { hidden: true }, field, el("button", { type: "submit", class: "plain-button" }, say("askDay", language)));
  const open = button(`${say("asOf", language)} ${writtenDay(day, language)}`, () => toggle(true), {
    title: say("changeDay", language),
    "aria-expanded": "false",
  });
  const toggle = (editing) => {
    form.hidden = !editing;
    open.hidden = editing;
    open.setAttribute("aria-expanded", String(editing));
    (editing ? field : open).focus({ preventScroll: true });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value !== day) askAgain(field.value);
    toggle(false);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") toggle(false);
  });
  chip.append(open, form);
  return chip;
}

export function understoodAs(understanding, language, askAgain) {
  const areas = understanding.areas.length ? understanding.areas : [understanding.area].filter(Boolean);
  const names = [...understanding.activities, ...areas].map((one) => el("li", {}, one.name));
  const origin = understanding.investor_origin;
  if (origin) names.push(el("li", {}, say("origin", language, origin.name)));
  if (!names.length) return null;
  return el("ul", { class: "understood", "aria-label": say("understood", language) }, names, dayChip(understanding.as_of, language, askAgain));
}
