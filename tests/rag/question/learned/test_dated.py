"""The days that questions of nine languages ask about: no story, no number of things, all sides of a comparison."""

from datetime import date

import pytest

from rag.language.lexicon import Lexicon
from rag.question.learned.dated import dated
from rag.question.learned.weights import load_weights
from rag.question.understand import understand

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def asked_about(library, embedder):
    years, lexicon = load_weights(embedder.name, embedder.meanings).years, Lexicon(library)
    return lambda text: dated(years, understand(library, lexicon, text, TODAY), TODAY)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("今年和2018年外资开电影院有什么不同？", [date(2018, 1, 1), TODAY]),
        ("How does 2019 compare with this year for cinemas?", [date(2019, 1, 1), TODAY]),
        ("Unterschied 2018 und heute für Kinos?", [date(2018, 1, 1), TODAY]),
        ("令和2年に外資は映画館を持てましたか", [date(2020, 1, 1)]),
        ("In '18, could a foreigner own a cinema?", [date(2018, 1, 1)]),
        ("三年前外资能独资开电影院吗？", [date(2023, 11, 22)]),
        ("Three years ago we bought a hall. May we run a cinema?", [TODAY]),
        ("Un étranger pouvait-il détenir un cinéma fin 2021 ?", [date(2021, 12, 31)]),
        ("Мог ли иностранец владеть кинотеатром в конце 2021 года?", [date(2021, 12, 31)]),
        ("2021年末に外資は映画館を持てましたか", [date(2021, 12, 31)]),
        ("2021년 말에 외국인이 영화관을 가질 수 있었나요?", [date(2021, 12, 31)]),
        ("Durfte ein Ausländer Anfang 2022 ein Kino besitzen?", [date(2022, 1, 1)]),
        ("Could a foreigner own a cinema in Q4 2021?", [date(2021, 10, 1)]),
        ("2021年国庆的时候外资能开电影院吗", [date(2021, 10, 1)]),
        ("2019年第三季度外资能开电影院吗？", [date(2019, 7, 1)]),
        ("In 2026, may a foreigner own a cinema?", [TODAY]),
        ("au 14/12/2025, un étranger pouvait-il détenir un cinéma ?", [date(2025, 12, 14)]),
        ("我们公司于2021年3月5日在香港注册，现在能独资开电影院吗？", [TODAY]),
        ("On 5 March 2021 our company was registered in Hong Kong; may we run a cinema?", [TODAY]),
        ("On 5 March 2021, could a foreigner own a cinema?", [date(2021, 3, 5)]),
        ("We signed on 12 May 2019. May we hold all of a call centre?", [TODAY]),
        ("Our joint venture got its licence in 2018; may we run a cinema?", [TODAY]),
        ("In 2023 we bought a building in Chengdu; may we run a cinema in it?", [TODAY]),
        ("Nuestra empresa se fundó el 3 de mayo de 2014; ¿podemos abrir un cine?", [TODAY]),
        ("Notre société a été immatriculée le 3 mai 2014 ; pouvons-nous ouvrir un cinéma ?", [TODAY]),
        ("Наша компания зарегистрирована 3 мая 2014 года; можем ли мы открыть кинотеатр?", [TODAY]),
        ("当社は2014年5月3日に設立されました。映画館を経営できますか？", [TODAY]),
        ("저희 회사는 2014년 5월 3일에 설립되었습니다. 영화관을 운영할 수 있나요?", [TODAY]),
        ("2015年に外資は映画館を独資で経営できましたか", [date(2015, 1, 1)]),
        ("Galt 2016 eine Obergrenze für Call-Center?", [date(2016, 1, 1)]),
        ("Durfte man 2018 als Ausländer ein Kino besitzen?", [date(2018, 1, 1)]),
        ("bis 2019 durfte man als Ausländer kein Kino besitzen?", [date(2019, 1, 1)]),
        ("Could a foreigner own a call centre in 2016, 2019 and 2024?", [date(2016, 1, 1), date(2019, 1, 1), date(2024, 1, 1)]),
        ("Wie war es 2015 und 2022 mit Kinos?", [date(2015, 1, 1), date(2022, 1, 1)]),
        ("Cinemas: 2016 vs. now", [date(2016, 1, 1), TODAY]),
        ("2016年和2024年外资开电影院有什么不同", [date(2016, 1, 1), date(2024, 1, 1)]),
        ("外资开电影院，2018年上限多少", [date(2018, 1, 1)]),
        ("外资办呼叫中心,2016年可以吗？", [date(2016, 1, 1)]),
        ("外资办呼叫中心，注册资本1,2016万元，可以吗？", [TODAY]),
        ("How is the 2016 rule on cinemas different from today's?", [date(2016, 1, 1), TODAY]),
        ("Our company has 2000 employees; may we run a cinema?", [TODAY]),
        ("Our 2019 turnover was 2000 yuan; may we run a cinema?", [TODAY]),
        ("2020元的投资能开电影院吗", [TODAY]),
        ("2018年版清单规定呼叫中心外资不超过50%，我们现在想占60%，怎么办？", [TODAY]),
        ("Could a foreigner hold a bookshop outright at the end of 2018?", [date(2018, 12, 31)]),
        ("Was a wholly foreign travel agency allowed in late 2016?", [date(2016, 12, 31)]),
        ("What was the cap on call centres in the second quarter of 2019?", [date(2019, 4, 1)]),
        ("On 3 April 2020 our client bought a call centre in Dalian. Can he keep all of it?", [TODAY]),
        ("Our firm moved to Macau in March 2017; may it run a travel agency in Zhuhai?", [TODAY]),
        ("We have 2015 subscribers and want to stream music. May we?", [TODAY]),
        ("Compare 2017 and today for cinemas: how much could a foreigner own?", [date(2017, 1, 1), TODAY]),
        ("Which limits applied to bookshops in 2015, 2018 and now?", [date(2015, 1, 1), date(2018, 1, 1), TODAY]),
        ("Nowadays, may a foreigner own a bookshop?", [TODAY]),
        ("2022年初外资可以办旅行社吗？", [date(2022, 1, 1)]),
        ("2018年第四季度外资能控股演出经纪机构吗？", [date(2018, 10, 1)]),
        ("我们2019年8月1日在深圳签了租约，外资可以开书店吗？", [TODAY]),
        ("我司员工2018人，能做呼叫中心吗？", [TODAY]),
        ("2017年、2020年和现在，外资开书店有什么不同？", [date(2017, 1, 1), date(2020, 1, 1), TODAY]),
        ("十五年前外资可以开书店吗？", [date(2011, 11, 22)]),
        ("2021年元旦的时候，外商可以独资做演出经纪吗？", [date(2021, 1, 1)]),
        ("15年3月外资能开旅行社吗？", [date(2015, 3, 1)]),
        ("我們在2020年6月18日買下一間書店，外資可以繼續經營嗎？", [TODAY]),
        ("2019年下半年外資可以獨資經營演出經紀嗎？", [date(2019, 7, 1)]),
        ("民國107年外資可以開旅行社嗎？", [date(2018, 1, 1)]),
        ("Durfte ein Ausländer Ende 2018 eine Buchhandlung besitzen?", [date(2018, 12, 31)]),
        ("Am 4. Mai 2020 haben wir einen Vertrag unterschrieben. Dürfen wir ein Reisebüro betreiben?", [TODAY]),
        ("Wie hoch war die Grenze für Callcenter 2017 und wie hoch ist sie jetzt?", [date(2017, 1, 1), TODAY]),
        ("Wir beschäftigen 2000 Mitarbeiter; dürfen wir ein Kino betreiben?", [TODAY]),
        ("Était-il possible en 2016 de posséder une librairie ?", [date(2016, 1, 1)]),
        ("Nous avons acheté une salle le 12 juin 2018. Pouvons-nous y exploiter un cinéma ?", [TODAY]),
        ("Début 2022, un étranger pouvait-il détenir une agence de voyages ?", [date(2022, 1, 1)]),
        ("Quelle différence entre 2017 et 2024 pour les librairies ?", [date(2017, 1, 1), date(2024, 1, 1)]),
        ("¿Podía un extranjero tener una librería a principios de 2020?", [date(2020, 1, 1)]),
        ("Compramos un edificio el 9 de marzo de 2021. ¿Podemos abrir un cine?", [TODAY]),
        ("¿Qué límite había en 2018 para los centros de llamadas y cuál hay ahora?", [date(2018, 1, 1), TODAY]),
        ("Мог ли иностранец владеть книжным магазином летом 2019 года?", [date(2019, 6, 1)]),
        ("Мы купили здание 5 апреля 2020 года. Можно ли открыть там кинотеатр?", [TODAY]),
        ("Чем отличались правила 2016 года и нынешние для турагентств?", [date(2016, 1, 1), TODAY]),
        ("2018年末の時点で外資は書店を持てましたか。", [date(2018, 12, 31)]),
        ("弊社は2020年4月1日に上海で会社を設立しました。旅行会社を経営できますか。", [TODAY]),
        ("平成29年に外国企業は映画館を持てましたか。", [date(2017, 1, 1)]),
        ("2019년 상반기에 외국인이 공연 기획사를 단독으로 소유할 수 있었나요?", [date(2019, 1, 1)]),
        ("저희는 2021년 7월 7일에 건물을 샀습니다. 서점을 열 수 있나요?", [TODAY]),
        ("2017년과 지금, 외국인의 영화관 지분 제한은 어떻게 다른가요?", [date(2017, 1, 1), TODAY]),
    ],
)
def test_the_days_asked_about_are_read(asked_about, text, days):
    assert list(asked_about(text).days) == days


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2019年外资能独资办演出经纪机构吗？", (date(2019, 1, 1), date(2019, 12, 31))),
        ("Could a foreigner own a cinema in summer 2019?", (date(2019, 6, 1), date(2019, 8, 31))),
        ("2019年3月外资能开电影院吗？", (date(2019, 3, 1), date(2019, 3, 31))),
    ],
)
def test_a_year_a_season_and_a_month_keep_their_last_day(asked_about, text, span):
    assert asked_about(text).spans == (span,)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("9999年外资能开电影院吗？", "9999年"),
        ("九十年前外资能开电影院吗", "九十年前"),
        ("Could a foreigner own a cinema ninety years ago?", "ninety years ago"),
    ],
)
def test_a_year_that_no_rule_can_be_about_is_asked_back(asked_about, text, named):
    assert asked_about(text).unreadable == named
