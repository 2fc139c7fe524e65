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
