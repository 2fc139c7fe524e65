// The HTTP API, and its failures as one kind of error.

import { Broken, eventsOf } from "./events.js";
import { ownSecret } from "./preferences.js";

/** `status` is 0 when no answer came back at all; `type` tells problems of one status apart. */
export class Problem extends Error {
  constructor(status, detail, type) {
    super(detail ?? "");
    this.status = status;
    this.type = type;
  }
}

async function reach(path, options = {}) {
  try {
    return await fetch(path, { ...options, headers: { accept: "application/json", ...options.headers } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0);
  }
}

async function content(response) {
  if (response.status === 204) return null;
  const body = await response.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    return null;
  });
  if (!response.ok) throw new Problem(response.status, typeof body?.detail === "string" ? body.detail : null, body?.type);
  if (body === null) throw new Problem(502);
  return body;
}

const request = async (path, options) => content(await reach(path, options));

const sent = (body, options) => ({ ...options, method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", ...options?.headers } });
const send = (path, body, options) => request(path, sent(body, options));

const mine = () => ({ "x-zhunru-client": ownSecret() });

/** The answer at the end of a stream, null where the stream carried nothing at all. */
async function followed(bytes, told) {
  let begun = false;
  try {
    for await (const { kind, data } of eventsOf(bytes)) {
      const said = JSON.parse(data);
      if (kind === "final") return said;
      if (kind === "error") throw new Problem(500, said.detail);
      begun = true;
      told(kind, said);
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
  }
  if (begun) throw new Problem(0);
  return null;
}

/** Ask, and hear what is known of the answer before it is whole: `told` gets the kind and the object of each event. */
export async function askQuestion(body, signal, told) {
  const options = { headers: mine(), signal };
  const response = await reach("v1/ask/stream", sent(body, options));
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) {
    const answer = await followed(response.body, told);
    if (answer) return answer;
  } else if (type.includes("json")) {
    return content(response);
  }
  // Something on the way lets no stream through.
  return send("v1/ask", body, options);
}

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
