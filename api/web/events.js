// Server-sent events, read as they come: the browser's own EventSource can only GET.

/** The server says something at least every fifteen seconds, be it a comment; after this long nobody is there any more. */
const SILENCE = 45_000;

/** A stream that ended before its time. */
export class Broken extends Error {}

function inTime(read) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Broken("silent")), SILENCE);
    read.then(resolve, (error) => reject(error.name === "AbortError" ? error : new Broken(error.message))).finally(() => clearTimeout(timer));
  });
}

/** The text of a stream line by line, however its bytes are cut: within a character, or between the two ends of a line. */
async function* linesOf(reader) {
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await inTime(reader.read());
    if (done) return;
    // A carriage return that comes last may be the first half of a line's end.
    const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    yield* lines;
  }
}

/** Each event of a stream of bytes, its kind and its data. What comes last without an empty line after it is no event. Throws Broken. */
export async function* eventsOf(bytes) {
  const reader = bytes.getReader();
  let kind = "";
  let data = [];
  try {
    for await (const line of linesOf(reader)) {
      const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line);
      if (field === "event") kind = value;
      if (field === "data") data.push(value);
      if (line) continue;
      if (data.length) yield { kind: kind || "message", data: data.join("\n") };
      kind = "";
      data = [];
    }
  } finally {
    // Nobody listens any more: the server is told so.
    reader.cancel().catch(() => {});
  }
}
