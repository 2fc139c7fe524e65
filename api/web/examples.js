// The questions offered before the first one is asked.

import { button, el } from "./dom.js";
import { onLanguage, pageLanguage } from "./language.js";

const QUESTIONS = {
  zh: [
    "外资在中国做增值电信，股比上限是多少？",
    "我们首尔的工作室能在中国自己发行手机游戏吗？",
    "能在上海临港开数据中心吗？在武汉呢？",
    "成都的呼叫中心可以外商独资吗？",
    "2018 年 1 月外资能控股演出经纪机构吗？",
  ],
  en: [
    "What is the cap on foreign shares in value-added telecoms in China?",
    "Can our Seoul studio self-publish a mobile game in China?",
    "Can I run a data centre in Shanghai Lingang? And in Wuhan?",
    "May a call centre in Chengdu be wholly foreign-owned?",
    "Could a foreign investor control a performance agency in January 2018?",
  ],
};

export function offerExamples(ask) {
  const list = document.getElementById("examples");
  onLanguage(() =>
    list.replaceChildren(
      ...QUESTIONS[pageLanguage()].map((question) => el("li", {}, button(question, () => ask(question), { "data-testid": "example" }))),
    ),
  );
}
