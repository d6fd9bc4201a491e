/** Which languages a text may be in, by the small words that every sentence has: cheap, and honest about short texts. */

/** Languages that are told apart (ISO 639-1). */
export const TEXT_LANGUAGES = [
  'cs', 'da', 'de', 'en', 'es', 'fi', 'fr', 'it', 'ja', 'nb', 'nl', 'pl', 'pt', 'sv',
] as const // prettier-ignore

export type TextLanguage = (typeof TEXT_LANGUAGES)[number]

/** Articles, pronouns, prepositions, conjunctions, forms of to be and to have, and what opens a call. Lower case. */
const WORDS: Readonly<Record<Exclude<TextLanguage, 'ja'>, string>> = {
  cs: 'a ale ano aby bych byl byla bylo být co číslo či dobrý den do ho i já jak jako je jeho její jejich jen ještě jménem jmenuji jsem jsme jsou jste k kde kdy když která které který mám máme mě mi mít mně může můžu na nám nás ne nebo něco není od po pod podle prosím pro proto protože před přes při s se si své tady tak také tam tento to tohle u už v ve vám vás vše z za ze že',
  da: 'af alle at bare blev blive da de dem den denne der deres det dette dig din du efter eller en er et for fra før godt gør ham han har havde have hej hende her hun hvad hvis hvor hvordan hvornår i igen ikke ind ingen jeg kan kommer kunne lige man med meget men mig min mit mod må nej noget nogle nu når og også om op os over på sagde se selv sig sin skal skulle som tak til ud under var ved vi vil ville være været',
  de: 'aber alle als also am an auch auf aus bei bin bis bitte da danke dann das dass dem den der des die dies diese dieser doch durch ein eine einem einen einer er es etwas für gibt guten habe haben hat hatte ich ihm ihn ihnen ihr ihre im in ist ja jetzt kann kein keine können mein meine mich mir mit möchte nach nicht noch nur ob oder schon sehr sein seine sich sie sind so tag über um und uns unser unter vom von vor war was wenn werden wie wir wird wo wurde zu zum zur',
  en: 'a about after all also am an and any are as at be because been before but by can could did do does for from get had has have he hello her here him his how i if in into is it its just me more my name no not now of on one or our out please she should so some thank than that the their them then there they this to up us was we were what when where which who will with would yes you your',
  es: 'a al algo así aunque buenos como con cuál cuando de del desde días donde el él ella ellos en entre era es esa ese eso esta está están este esto estoy fue ha hace hasta hay he hola la las le les lo los mas más me mi mis mucho muy nada ni no nos o para pero por porque puede puedo que qué quiero se ser si sí sin sobre son soy su sus también te tengo tiene todo tu un una uno usted y ya yo',
  fi: 'ei eikä ja joka jos jotka kanssa kiitos kuin kun kyllä me meidän mikä mitä mutta myös minä minun minulla minut mukaan niin ne nyt nämä näin ole olen oli olisi olla olemme on onko ovat päivää se sekä sen siellä siinä sille sinä sitten sitä suoraan taas tai te teidän tämä tämän tässä tätä vain vaan vielä voi voin voisi voitte että hän hänen hei itse jo joo kanssani koska kuinka miten missä mikäli puhelin puhun haluaisin olette teille minulle',
  fr: 'a ai alors au aussi autre aux avec avez avoir bien bonjour c ce ces cela cette comme d dans de des deux donc du elle elles en est et était être eu fait faire il ils j je jusqu l la le les leur lui m ma mais me même mes moi mon n ne nous on ont ou où par pas peut plus pour pouvez qu quand que quel quelle qui s sa sans se ses si son sont suis sur ta te toi ton tous tout très tu un une vos votre voudrais vous y',
  it: 'a abbiamo ai al alla alle allora anche avere buongiorno c che chi ci come con cosa così da dal dalla dei del della delle di dice dove due e è ed era essere fa fare già gli grazie ha hai hanno ho i il in io l la le lei loro lui ma mi mia mio molto ne nel nella no noi non nostro o ogni per perché più poi posso può qualche quando quella quello questa questo qui quindi sarà se sei senza si sì solo sono sta stato su sua suo tra tutti tutto un una uno va vi voi vorrei',
  nb: 'alle at av bare ble bli blir da de deg dem den denne der deres det dette din du eller en er et etter for fordi fra før gjør god ham han har hadde hei henne her hun hva hvem hvis hvor hvordan hvorfor i igjen ikke ingen inn jeg kan kom kommer kunne litt man med meg meget men mer min mitt mot må mye når nei noe noen nå og også om opp oss over på sa se selv seg sin skal skulle som takk til ut under vår var ved vi vil ville vært være',
  nl: 'aan al alle als altijd bent ben bij daar dag dan dat de deze die dit doen door dus een eens en er ga geen goed goede goedemorgen goedemiddag had hallo heb hebben hebt heeft hem het hier hij hoe hun ik in is ja je jij jullie kan kunnen kunt maar me meer met mij mijn moet na naar nee niet nog nu of om omdat ons onze ook op over te tot u uit uw van veel voor waar wanneer was wat we weer wel werd wie wij wil wilde worden wordt zal ze zei zich zijn zo zou',
  pl: 'a aby ale bardzo bez bo być był była było by chciałabym chciałbym ciebie co czy dla do dobry dzień dziękuję gdy gdzie go i ich ile ja jak jako je jego jej jest jestem jeszcze jeśli już każdy kiedy kto która które którego który lub ma mam mamy mi mnie może można mój moja moje na nam nas nazywam nic nie niż o od on ona oni oraz pan pana pani po pod pomoc pomocy poproszę proszę przed przez przy się są ta tak tam te tego tej ten to tu tutaj tylko tym u w we wszystko z za ze że',
  pt: 'a à ainda ao aos as às até bem bom com como da das de dela dele depois do dos e é ela elas ele eles em então era essa esse esta está estão estava este eu faz foi for há isso isto já lhe mais mas me mesmo meu minha muito na não nas nem no nos nós num numa o obrigado obrigada olá onde os ou para pela pelo por porque posso quando que quem queria são se sem ser seu seus sim só sobre sou sua suas também te tem tenho ter tinha um uma você',
  sv: 'alla att av bara blev bli blir då de dem den denna där det detta dig din du efter eller en ett er för från få får ha hade han har hej henne här hon honom hur i in inga inte jag kan kom kommer kunde lite man med mej men mer mig min mina mitt mot mycket många måste när ni nu något några nån och också om oss på sa sade sedan sen sig sin själv ska skall skulle som så tack till upp ut utan under var varför vad vara vart varit vem vi vid vilken vill ville är åt över',
}

/** Small word -> the languages that have it. */
const OWNERS = owners()

function owners(): ReadonlyMap<string, readonly TextLanguage[]> {
  const found = new Map<string, TextLanguage[]>()
  for (const language of TEXT_LANGUAGES) {
    if (language === 'ja') continue
    for (const word of new Set(WORDS[language].split(' '))) {
      const known = found.get(word)
      if (known === undefined) found.set(word, [language])
      else known.push(language)
    }
  }
  return found
}

/** UTF-16 units that are read: more says no more. */
const READ = 600
/** Letters and endings that only some of these languages have. */
const SIGNS: readonly (readonly [RegExp, readonly TextLanguage[]])[] = [
  [/[ąęłńśźż]/u, ['pl']],
  [/[čďěňřšťůž]/u, ['cs']],
  [/ß/u, ['de']],
  [/[ãõ]/u, ['pt']],
  [/[ñ¿¡]/u, ['es']],
  [/[œèêîûç]/u, ['fr', 'it', 'pt']],
  [/[æø]/u, ['da', 'nb']],
  [/å/u, ['da', 'nb', 'sv']],
  [/[äö]/u, ['de', 'fi', 'sv']],
  [/ää|yy|öö|\p{L}{3}(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|ksi|mme|tte|iin|een|ään)(?!\p{L})/u, ['fi']],
]
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
const WORD = /\p{L}[\p{L}\p{M}]*/gu
/** Below this nothing is said: one small word may stand in any language. */
const LEAST = 2
/** Languages that come so near the likeliest, or within one word of it, stay possible: Norwegian and Danish share most of theirs. */
const NEAR = 0.7

/**
 * The languages that the text may be in, likeliest first; empty when it is too short, or in none that is known. Reads the
 * first hundred words or so.
 */
export function languagesOf(text: string): readonly TextLanguage[] {
  const read = text.slice(0, READ).normalize('NFC').toLowerCase()
  if (KANA.test(read)) return ['ja']
  const counts = new Map<TextLanguage, { count: number; own: number }>()
  const add = (languages: readonly TextLanguage[]): void => {
    for (const language of languages) {
      const before = counts.get(language) ?? { count: 0, own: 0 }
      counts.set(language, { count: before.count + 1, own: before.own + 1 / languages.length })
    }
  }
  for (const [word] of read.matchAll(WORD)) add(OWNERS.get(word) ?? NONE)
  for (const [sign, languages] of SIGNS) if (sign.test(read)) add(languages)
  const sorted = [...counts].sort(([, one], [, other]) => other.own - one.own)
  const most = Math.max(0, ...sorted.map(([, { count }]) => count))
  if (most < LEAST) return NONE
  const least = Math.min(most - 1, most * NEAR)
  return sorted.filter(([, { count }]) => count >= least).map(([language]) => language)
}

const NONE: readonly TextLanguage[] = []
