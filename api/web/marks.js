// The status marks. Shape, word and colour always go together: the mark itself is silent to screen readers.

import { el } from "./dom.js";
import { say } from "./language.js";

function shape(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

const ring = (more = {}) =>
  shape("circle", { cx: 10, cy: 10, r: 7.5, fill: "none", stroke: "currentColor", "stroke-width": 2, ...more });

/** The part of the disc below the level that `percent` of the height reaches. */
function filled(percent) {
  const radius = 7.5;
  const level = Math.min(Math.max(percent, 8), 92) / 100;
  const y = 10 + radius - 2 * radius * level;
  const x = Math.sqrt(radius ** 2 - (y - 10) ** 2);
  const long = level > 0.5 ? 1 : 0;
  return shape("path", { d: `M${10 - x} ${y}A${radius} ${radius} 0 ${long} 0 ${10 + x} ${y}Z`, fill: "currentColor" });
}

const SHAPES = {
  prohibited: () => [
    shape("rect", { x: 2, y: 2, width: 16, height: 16, rx: 1.5, fill: "currentColor" }),
    shape("rect", { x: 5, y: 8.75, width: 10, height: 2.5, class: "cut" }),
  ],
  // Chinese control comes without a number; half a disc then stands for "less than the Chinese side".
  restricted: (cap) => [ring(), filled(cap ?? 50)],
  conditional: () => [
    shape("path", { d: "M12.6 17.04A7.5 7.5 0 1 0 7.4 17.04", fill: "none", stroke: "currentColor", "stroke-width": 2 }),
    shape("circle", { cx: 10, cy: 9, r: 2.4, fill: "currentColor" }),
    shape("path", { d: "M10 9.5V18.5", stroke: "currentColor", "stroke-width": 2.2 }),
  ],
  open: () => [ring()],
  "not-covered": () => [ring({ "stroke-dasharray": "3 2.89" })],
  unclear: () => [
    ring(),
    shape("path", {
      d: "M7.7 8.2a2.3 2.3 0 1 1 3.6 1.9c-.8.55-1.3.95-1.3 1.7",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 1.6,
      "stroke-linecap": "round",
    }),
    shape("circle", { cx: 10, cy: 14, r: 1.05, fill: "currentColor" }),
  ],
};

export function mark(status, cap = null) {
  const drawing = shape("svg", { viewBox: "0 0 20 20", class: "mark", "aria-hidden": "true" });
  drawing.append(...(SHAPES[status] ?? SHAPES.unclear)(cap));
  return el("span", { class: `status-${status}` }, drawing);
}

/** Mark and word, as they open a card. */
export function statusLine(status, cap, language, nationally = false) {
  return el(
    "p",
    { class: `status status-${status}`, "data-testid": "status", "data-status": status },
    mark(status, cap),
    el("span", {}, say(`status.${status}`, language)),
    nationally ? el("span", { class: "reach" }, say("nationally", language)) : null,
  );
}
