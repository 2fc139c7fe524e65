// One conversation: its id once the server has given it one, and its turns.

import { askQuestion, Problem } from "./client.js";

export class Conversation {
  constructor(id = null) {
    this.id = id;
    this.turns = [];
    this.queue = Promise.resolve();
  }

  get busy() {
    return this.turns.some((turn) => turn.state === "waiting");
  }

  /** Questions go one after another: each builds on the answer before it, and the first answer brings the id. */
  ask(body, signal, told) {
    const answer = this.queue.then(() => this.send(body, signal, told));
    this.queue = answer.catch(() => {});
    return answer;
  }

  async send(body, signal, told) {
    try {
      const answer = await askQuestion(this.id ? { ...body, conversation_id: this.id } : body, signal, told);
      this.id = answer.conversation_id ?? this.id;
      return answer;
    } catch (problem) {
      // Deleted elsewhere, or expired: what is asked next begins anew.
      if (problem instanceof Problem && problem.status === 404) {
        this.id = null;
        document.dispatchEvent(new Event("zhunru:conversation"));
      }
      throw problem;
    }
  }
}
