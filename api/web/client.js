// The HTTP API, and its failures as one kind of error.

import { ownSecret } from "./preferences.js";

/** `status` is 0 when no answer came back at all. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail ?? "");
    this.status = status;
  }
}

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { accept: "application/json", ...options.headers } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0);
  }
  if (response.status === 204) return null;
  const body = await response.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    return null;
  });
  if (!response.ok) throw new Problem(response.status, typeof body?.detail === "string" ? body.detail : null);
  if (body === null) throw new Problem(502);
  return body;
}

const send = (path, body, options) =>
  request(path, { ...options, method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", ...options?.headers } });

const mine = () => ({ "x-zhunru-client": ownSecret() });

export const askQuestion = (body, signal) => send("v1/ask", body, { headers: mine(), signal });
export const sendFeedback = (body) => send("v1/feedback", body);

const conversation = (id) => `v1/conversations/${encodeURIComponent(id)}`;

export const listConversations = (limit) => request(`v1/conversations?limit=${limit}`, { headers: mine() });
export const getConversation = (id) => request(conversation(id), { headers: mine() });
export const deleteConversation = (id) => request(conversation(id), { method: "DELETE", headers: mine() });
export const deleteConversations = () => request("v1/conversations", { method: "DELETE", headers: mine() });

const kept = new Map();

// An edition does not change while the page is open, and the reader comes back to the same few.
function once(path) {
  if (!kept.has(path)) {
    kept.set(
      path,
      request(path).catch((error) => {
        kept.delete(path);
        throw error;
      }),
    );
  }
  return kept.get(path);
}

export const listDocuments = () => once("v1/documents");
export const getDocument = (id) => once(`v1/documents/${encodeURIComponent(id)}`);
