// The HTTP API, and its failures as one kind of error.

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
  const body = await response.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    return null;
  });
  if (!response.ok) throw new Problem(response.status, typeof body?.detail === "string" ? body.detail : null);
  if (body === null) throw new Problem(502);
  return body;
}

export function askQuestion(body, signal) {
  return request("v1/ask", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
}

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
