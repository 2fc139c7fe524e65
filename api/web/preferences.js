// What the browser remembers. Storage may be blocked or full, and the page must work all the same.

export function remembered(name, choices, otherwise) {
  try {
    const value = localStorage.getItem(`zhunru.${name}`);
    return choices.includes(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
}

let secret = null;

/** What this browser is known by: made here, sent along, and told to nobody else. Its conversations belong to it. */
export function ownSecret() {
  if (secret) return secret;
  try {
    secret = localStorage.getItem("zhunru.client");
  } catch {
    // Without storage the conversations of a visit end with it.
  }
  if (!/^[0-9a-f]{64}$/.test(secret ?? "")) {
    secret = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    remember("client", secret);
  }
  return secret;
}

export function remember(name, value) {
  try {
    localStorage.setItem(`zhunru.${name}`, value);
  } catch {
    // Forgotten at the end of the visit.
  }
}
