// The language of the page, and what depends on it: words, dates, which of two names comes first.

import { el } from "./dom.js";
import { remember, remembered } from "./preferences.js";
import en from "./words-en.js";
import zh from "./words-zh.js";

const WORDS = { zh, en };

let current = remembered("language", ["zh", "en"], navigator.language?.toLowerCase().startsWith("zh") ? "zh" : "en");

export const pageLanguage = () => current;
export const otherLanguage = (language = current) => (language === "zh" ? "en" : "zh");

/** The language of an answer, narrowed to those the page has words for. */
export const spoken = (tag) => (tag?.toLowerCase().startsWith("zh") ? "zh" : "en");

/** The value of a `lang` attribute. */
export const tag = (language) => (language === "zh" ? "zh-Hans" : "en");

/** A word of the page; an id without one is shown as it is. */
export function say(key, language = current, ...values) {
  const word = WORDS[language][key] ?? key.replace(/^[a-z]+\./, "");
  return typeof word === "function" ? word(...values) : word;
}

export const regimes = () => Object.keys(WORDS.en).flatMap((key) => (key.startsWith("regime.") ? [key.slice(7)] : []));

const DAYS = Object.fromEntries(
  [["zh", "zh-CN"], ["en", "en-GB"]].map(([language, locale]) => [
    language,
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }),
  ]),
);

export function writtenDay(iso, language = current) {
  const day = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? iso : DAYS[language].format(day);
}

/** When something happened, as short as it can be told: today by the clock, before that by the day. */
export function writtenMoment(iso, language = current) {
  const moment = new Date(iso);
  const today = moment.toDateString() === new Date().toDateString();
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, today ? { timeStyle: "short" } : { dateStyle: "long" }).format(moment);
}

export const dayElement = (iso, language) => (iso ? el("time", { datetime: iso }, writtenDay(iso, language)) : null);

/** Whether something is in force, and since when. */
export const force = ({ status, effective }, language = current) =>
  effective ? say(`forceDay.${status}`, language, writtenDay(effective, language)) : say(`force.${status}`, language);

/** `thing.title_zh` or `thing.title_en`, the other one where the asked-for is missing. */
export function named(thing, field, language = current) {
  const wanted = thing[`${field}_${language}`];
  return wanted ? { text: wanted, language } : { text: thing[`${field}_${otherLanguage(language)}`] ?? "", language: otherLanguage(language) };
}

export function setLanguage(language) {
  current = language;
  remember("language", language);
  speak();
}

export const onLanguage = (listener) => document.addEventListener("zhunru:language", listener);

/** Put the page's own words in place and tell everyone who shows some. */
export function speak() {
  document.documentElement.lang = tag(current);
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = say(node.dataset.hint);
  document.dispatchEvent(new Event("zhunru:language"));
}
