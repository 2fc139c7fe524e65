// Building elements without markup strings: text never becomes HTML.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A drawing of strokes in a field of 20 by 20, silent to screen readers. */
export function icon(path) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true" })) drawing.setAttribute(name, value);
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

export function button(text, press, attributes = {}) {
  return el("button", { type: "button", click: press, ...attributes }, text);
}

/** A phrase of small facts with a middle dot between those that exist. */
export function dotted(parts, attributes = {}) {
  const present = parts.filter(Boolean);
  return el("p", attributes, present.flatMap((part, i) => (i ? [" · ", part] : [part])));
}

/** Only web addresses become links, whatever the data says. */
export function outsideLink(url, text, hint) {
  if (!/^https?:\/\//i.test(url ?? "")) return null;
  return el("a", { href: url, target: "_blank", rel: "noopener" }, text, el("span", { class: "unseen" }, hint));
}

export function announce(text) {
  document.getElementById("live").textContent = text;
}

export const stillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
