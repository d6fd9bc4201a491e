/** How the days, months and years of a date are said: ordinals and names of months, in the cases in which a date has them. */
import type { Saying } from './language.ts'
import { joined, row, turned } from './sayings.ts'

type Sayings = readonly Saying[]

/** Of one language. */
export interface Calendar {
  /** The day, and in Polish and Czech the last two digits of the year too. */
  readonly ordinals: Sayings
  /** From 1 on. */
  readonly months: Sayings
}

/** Every stem with every ending. */
function endings(sayings: Sayings, ways: readonly string[]): Sayings {
  return sayings.flatMap(([value, stem]) => ways.map((ending) => [value, stem + ending] as const))
}

/** Nominative and genitive of Slavic ordinals from 1 to 99. */
function slavic(units: string, teens: string, tens: string): Sayings {
  const small = row(1, 1, units)
  const big = row(20, 10, tens)
  return [...small, ...row(10, 1, teens), ...big, ...joined(big, small, [' '])]
}

const english = row(1, 1, 'first second third fourth fifth sixth seventh eighth ninth')
const dutch = row(21, 1, 'eenen tweeën drieën vieren vijfen zesen zevenen achten negenen')
const german = row(1, 1, 'einund zweiund/zwound dreiund vierund fünfund sechsund siebenund achtund neunund')
const swedish = row(1, 1, 'första/förste andra/andre tredje fjärde femte sjätte sjunde åttonde nionde')
const norwegian = row(1, 1, 'første andre tredje fjerde femte sjette sjuende/syvende åttende niende')
const danishUnits = row(1, 1, 'en to tre fire fem seks syv otte ni')
const finnish = row(
  1,
  1,
  'ensimmäinen/yhdes toinen/kahdes kolmas neljäs viides kuudes seitsemäs kahdeksas yhdeksäs',
)
const scandinavianTeens =
  'tiende ellevte/elvte tolvte trettende fjortende femtende sekstende syttende attende nittende'

/** By language; the names of the months as `row` reads them. */
const CALENDARS: Readonly<Record<string, { readonly ordinals: Sayings; readonly months: string }>> = {
  en: {
    ordinals: [
      ...english,
      ...row(
        10,
        1,
        'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
      ),
      ...joined([[20, 'twenty']], english, [' ', '']),
      ...row(30, 1, 'thirtieth thirty_first'),
    ],
    months: 'january february march april may june july august september october november december',
  },
  pl: {
    ordinals: slavic(
      'pierwszego/pierwszy/pierwsze drugiego/drugi/drugie trzeciego/trzeci/trzecie czwartego/czwarty/czwarte piątego/piąty/piąte ' +
        'szóstego/szósty/szóste siódmego/siódmy/siódme ósmego/ósmy/ósme dziewiątego/dziewiąty/dziewiąte',
      'dziesiątego/dziesiąty jedenastego/jedenasty dwunastego/dwunasty trzynastego/trzynasty czternastego/czternasty piętnastego/piętnasty ' +
        'szesnastego/szesnasty siedemnastego/siedemnasty osiemnastego/osiemnasty dziewiętnastego/dziewiętnasty',
      'dwudziestego/dwudziesty trzydziestego/trzydziesty czterdziestego/czterdziesty pięćdziesiątego/pięćdziesiąty ' +
        'sześćdziesiątego/sześćdziesiąty siedemdziesiątego/siedemdziesiąty osiemdziesiątego/osiemdziesiąty dziewięćdziesiątego/dziewięćdziesiąty',
    ),
    months:
      'stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja/maj czerwca/czerwiec lipca/lipiec sierpnia/sierpień września/wrzesień ' +
      'października/październik listopada/listopad grudnia/grudzień',
  },
  de: {
    ordinals: endings(
      [
        ...row(1, 1, 'erst zweit/zwot dritt viert fünft sechst siebt/siebent acht neunt zehnt elft zwölft'),
        ...row(13, 1, 'dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst'),
        ...turned([[20, 'zwanzigst']], german, ['']),
        ...row(30, 1, 'dreißigst/dreissigst einunddreißigst/einunddreissigst'),
      ],
      ['e', 'en', 'er', 'em'],
    ),
    months:
      'januar/jänner februar/feber märz april mai juni/juno juli/julei august september oktober november dezember',
  },
  fr: {
    ordinals: row(1, 1, 'premier/première'),
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  },
  es: {
    ordinals: row(1, 1, 'primero/primer/primera'),
    months:
      'enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre',
  },
  it: {
    ordinals: row(1, 1, 'primo/prima'),
    months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  },
  nl: {
    ordinals: [
      ...row(1, 1, 'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde'),
      ...row(
        13,
        1,
        'dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste',
      ),
      ...endings(dutch, ['twintigste']),
      ...row(30, 1, 'dertigste eenendertigste'),
    ],
    months: 'januari februari maart april mei juni juli augustus september oktober november december',
  },
  pt: {
    ordinals: row(1, 1, 'primeiro'),
    months: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  },
  sv: {
    ordinals: [
      ...swedish,
      ...row(
        10,
        1,
        'tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde',
      ),
      ...joined([[20, 'tjugo']], swedish, ['', ' ']),
      ...row(30, 1, 'trettionde trettioförsta/trettioförste'),
    ],
    months: 'januari februari mars april maj juni juli augusti september oktober november december',
  },
  da: {
    ordinals: [
      ...row(1, 1, 'første anden/andet tredje fjerde femte sjette syvende ottende niende'),
      ...row(10, 1, `${scandinavianTeens} tyvende`),
      ...turned([[20, 'tyvende']], danishUnits, ['og']),
      ...row(30, 1, 'tredivte/tredivde enogtredivte'),
    ],
    months: 'januar februar marts april maj juni juli august september oktober november december',
  },
  nb: {
    ordinals: [
      ...norwegian,
      ...row(10, 1, `${scandinavianTeens} tjuende/tyvende`),
      ...joined([[20, 'tjue']], norwegian, ['', ' ']),
      ...row(30, 1, 'trettiende/tredevte trettiførste/enogtredevte'),
    ],
    months: 'januar februar mars april mai juni juli august september oktober november desember',
  },
  fi: {
    ordinals: [
      ...finnish,
      ...row(1, 1, 'eka toka kolmatta neljättä viidettä kuudetta seitsemättä kahdeksatta yhdeksättä'),
      ...row(
        10,
        1,
        'kymmenes/kymmenettä yhdestoista kahdestoista kolmastoista neljästoista viidestoista kuudestoista seitsemästoista kahdeksastoista ' +
          'yhdeksästoista kahdeskymmenes',
      ),
      ...row(11, 1, 'yhdettätoista kahdettatoista'),
      ...joined([[20, 'kahdeskymmenes']], finnish, ['', ' ']),
      ...row(30, 1, 'kolmaskymmenes kolmaskymmenesensimmäinen/kolmaskymmenesyhdes'),
    ],
    months:
      'tammikuuta/tammikuun helmikuuta/helmikuun maaliskuuta/maaliskuun huhtikuuta/huhtikuun toukokuuta/toukokuun kesäkuuta/kesäkuun ' +
      'heinäkuuta/heinäkuun elokuuta/elokuun syyskuuta/syyskuun lokakuuta/lokakuun marraskuuta/marraskuun joulukuuta/joulukuun',
  },
  cs: {
    ordinals: slavic(
      'prvního/první/prvý druhého/druhý třetího/třetí čtvrtého/čtvrtý pátého/pátý šestého/šestý sedmého/sedmý osmého/osmý devátého/devátý',
      'desátého/desátý jedenáctého/jedenáctý dvanáctého/dvanáctý třináctého/třináctý čtrnáctého/čtrnáctý patnáctého/patnáctý ' +
        'šestnáctého/šestnáctý sedmnáctého/sedmnáctý osmnáctého/osmnáctý devatenáctého/devatenáctý',
      'dvacátého/dvacátý třicátého/třicátý čtyřicátého padesátého šedesátého sedmdesátého osmdesátého devadesátého',
    ),
    months:
      'ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září října/říjen ' +
      'listopadu/listopad prosince/prosinec',
  },
}

/** `code`: ISO 639-1. */
export function calendarOf(code: string): Calendar {
  const calendar = CALENDARS[code]
  return {
    ordinals: calendar?.ordinals ?? [],
    months: calendar === undefined ? [] : row(1, 1, calendar.months),
  }
}
