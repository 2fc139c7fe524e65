// An answer while it comes about, in the shape of the finished one, so that the same page shows both.

const EMPTY = { verdict: null, verdicts: [], abstained: false, clarification: null, citations: [], follow_ups: [], prose: [], round: 0 };

/** The draft with what one event of the stream tells. `evidence` are the clauses found, `citations` those of the prose so far. */
export function grown(draft, kind, told) {
  switch (kind) {
    case "understanding":
      return { ...EMPTY, language: told.language, understanding: told };
    case "evidence":
      return { ...draft, evidence: told.citations };
    case "verdict": {
      const { headline, ...judged } = told;
      return { ...draft, ...judged, answer: { headline } };
    }
    case "citation":
      return { ...draft, citations: [...draft.citations.filter((one) => one.n !== told.citation.n), told.citation] };
    case "delta":
      // A new round begins the prose anew.
      return { ...draft, round: told.round, prose: [...(told.round === draft.round ? draft.prose : []), told.html] };
    default:
      return draft;
  }
}
