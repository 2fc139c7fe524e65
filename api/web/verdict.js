// The verdict card: mark and word, one sentence, the facts, and how other places compare.

import { button, el } from "./dom.js";
import { dayElement, say } from "./language.js";
import { mark, statusLine } from "./marks.js";
import { openClause } from "./reader.js";
import { shortName } from "./sources.js";

function share({ foreign_cap_pct: cap, chinese_control: control, joint_venture: joint }, language, number = "upTo") {
  if (cap === null) return say(control ? "control" : joint ? "joint" : "noShare", language);
  const words = [say(number, language, cap)];
  if (control) words.push(say("control", language));
  if (joint) words.push(say("joint", language));
  return words.join(language === "zh" ? "，" : ", ");
}

const fact = (name, value, kind = "") => (value ? el("div", { class: kind }, el("dt", {}, name), el("dd", {}, value)) : null);

function decidedBy(verdict, citations, language) {
  const id = verdict.deciding_provision;
  if (!id) return null;
  const citation = citations.find((one) => one.provision_id === id);
  return button(citation ? shortName(citation, language) : say(`regime.${verdict.regime}`, language), (event) => openClause(id, event), { class: "link-button" });
}

/** Whether a verdict is on supply without a company in China, where nobody holds a share. */
const fromAbroad = ({ mode }) => mode !== "commercial-presence";

function facts(verdict, citations, language, day, twoModes) {
  return el(
    "dl",
    { class: "facts" },
    twoModes && !fromAbroad(verdict) ? fact(say("supply", language), say("withCompany", language), "supply") : null,
    fromAbroad(verdict)
      ? fact(say("supply", language), say("fromAbroad", language), "supply")
      : fact(say("share", language), share(verdict, language), "share"),
    fact(say("decidedBy", language), decidedBy(verdict, citations, language), "decided"),
    fact(say(verdict.held_longer ? "sinceAtLeast" : "since", language), dayElement(verdict.held_since, language)),
    verdict.since === verdict.held_since ? null : fact(say("edition", language), dayElement(verdict.since, language)),
    day ? fact(say("asOf", language), dayElement(verdict.as_of, language)) : null,
  );
}

function place(one, here, language, shares) {
  const said = shares ? el("span", {}, share(one, language, "percent")) : null;
  const inside = [
    el("span", { class: "place-name" }, one.name, here ? el("span", { class: "unseen" }, ` (${say("applies", language)})`) : null),
    el("span", { class: `place-share status-${one.status}` }, mark(one.status, one.foreign_cap_pct), said),
    el("span", { class: "place-word" }, say(`status.${one.status}`, language)),
  ];
  const kind = here ? "place here" : "place";
  return el(
    "li",
    {},
    one.provision_id
      ? button(inside, (event) => openClause(one.provision_id, event), { class: kind, "data-testid": "place" })
      : el("div", { class: kind, "data-testid": "place" }, inside),
  );
}

function places(verdict, language, single = true) {
  if (!verdict.elsewhere.length) return null;
  return el(
    "section",
    { class: "places" },
    el("h4", {}, say("places", language)),
    el("ul", {}, verdict.elsewhere.map((one) => place(one, single && one.regime === verdict.regime, language, !fromAbroad(verdict)))),
  );
}

/** Whether a verdict on the whole country leaves a place out that is more open. */
function freerElsewhere({ area, regime, foreign_cap_pct: cap, elsewhere }) {
  return !area && regime === "national" && cap !== null && elsewhere.some((one) => (one.foreign_cap_pct ?? 0) > cap);
}

const activityNames = (verdict, language) => verdict.activities.map((one) => one.name).join(language === "zh" ? "、" : ", ");

function card(verdict, { headline, citations, language, withPlaces, twoModes }) {
  const title = headline
    ? null
    : el(
        "h4",
        { class: "card-title" },
        [activityNames(verdict, language), verdict.area?.name].filter(Boolean).join(" · "),
        el("span", {}, `${say("asOf", language)} `, dayElement(verdict.as_of, language)),
      );
  return el(
    "section",
    { class: `card`, "data-testid": "verdict-card", "data-status": verdict.status },
    title,
    statusLine(verdict.status, verdict.foreign_cap_pct, language, freerElsewhere(verdict)),
    headline,
    headline ? null : el("p", { class: "reason" }, verdict.headline),
    facts(verdict, citations, language, !title, twoModes),
    withPlaces ? places(verdict, language) : null,
  );
}

/** Cards for all verdicts. Two that compare the same places (one activity in two cities) share one strip below them. */
export function verdictCards(verdicts, headline, citations, language) {
  if (!verdicts.length) return null;
  const strips = new Set(verdicts.map((verdict) => JSON.stringify(verdict.elsewhere)));
  const shared = verdicts.length > 1 && strips.size === 1;
  const twoModes = new Set(verdicts.map(fromAbroad)).size > 1;
  const cards = verdicts.map((verdict) => card(verdict, { headline, citations, language, withPlaces: !shared, twoModes }));
  if (verdicts.length === 1) return cards[0];
  return el(
    "div",
    { class: "cards" },
    cards,
    shared ? places(verdicts[0], language, false) : null,
  );
}
