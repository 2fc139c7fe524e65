// What the browser remembers. Storage may be blocked or full, and the page must work all the same.

export function remembered(name, choices, otherwise) {
  try {
    const value = localStorage.getItem(`zhunru.${name}`);
    return choices.includes(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`zhunru.${name}`, value);
  } catch {
    // Forgotten at the end of the visit.
  }
}
