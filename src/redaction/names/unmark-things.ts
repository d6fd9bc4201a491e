/** Takes back names that what stands behind them shows to be things named after people: `Knud Rasmussens Højskole`, `Juhani Aho -palkinto`, `Aura-juusto`. */
import type { NameText } from './name-text.ts'
import { HYPHEN, SPACE } from './tokens.ts'
import { GIVEN, SURNAME } from './word-table.ts'

const NAME = GIVEN | SURNAME
/** Hundredths from which a name stays: under a label, or the answer to a question for it. */
const SURE = 90
/** Capitalised words between a name and the thing: `Ellen Hørups Kaj` of which `Ellen` was found. */
const MOST_BETWEEN = 2
/** Letters of one of them in small letters. */
const SHORTEST = 4

/** Clears words in the column of how sure each is part of a name, in hundredths. */
export function unmarkThings(text: NameText, sure: Uint8Array): void {
  for (let at = 0; at < text.count; at++) {
    if ((sure[at] ?? 0) === 0) continue
    let end = at + 1
    let most = sure[at] ?? 0
    while (end < text.count && (sure[end] ?? 0) > 0 && text.continues(end))
      most = Math.max(most, sure[end++] ?? 0)
    if (most < SURE && (endsAsThing(text, at, end) || isJoinedToThing(text, at, end))) sure.fill(0, at, end)
    at = end - 1
  }
}

/** A school, a street or a firm ends it, or stands behind the genitive that goes on with it. */
function endsAsThing(text: NameText, start: number, end: number): boolean {
  if (text.cased && !text.isCapital(start)) return false
  if (end - start > 1 && isThingBehind(text, start, end - 1)) return true
  for (let behind = end; behind < text.count && behind - end <= MOST_BETWEEN; behind++) {
    if (text.tokens.gaps[behind] !== SPACE) return false
    if (isThingBehind(text, start, behind)) return true
    if (text.cased ? !text.isCapital(behind) : text.isStop(behind) || text.length(behind) < SHORTEST)
      return false
  }
  return false
}

/** A word for a thing behind a genitive; one that is a surname too only behind two words: `Hans Gade` is somebody. */
function isThingBehind(text: NameText, start: number, thing: number): boolean {
  if (!text.isThingEnding(thing) || !isNordic(text)) return false
  const genitive = text.plain(thing - 1)
  if (!genitive.endsWith('s') && !(genitive.endsWith('n') && text.spoken.includes('fi'))) return false
  return (text.bit(thing) & NAME) === 0 || thing - start > 1
}

/** A hyphen joins a word that is none of a name to what stands before it; in Finnish with a space before it. */
function isJoinedToThing(text: NameText, start: number, end: number): boolean {
  if (!isNordic(text)) return false
  if (end - start > 1 && isSmallPart(text, end - 1)) return text.isCapital(start)
  if (end >= text.count || isNameLike(text, end)) return false
  if (isSmallPart(text, end))
    return text.careful || text.cased || text.isOrdinary(end) || text.isNordicNoun(end)
  const { text: source, starts } = text.tokens
  const behind = starts[end] ?? 0
  return text.spoken.includes('fi') && source.endsWith(' -', behind)
}

/** In small letters behind a hyphen, and no name: the end of `Aura-juusto`. */
function isSmallPart(text: NameText, token: number): boolean {
  return text.tokens.gaps[token] === HYPHEN && !isNameLike(text, token)
}

function isNameLike(text: NameText, token: number): boolean {
  return text.isCapital(token) || (text.bit(token) & NAME) !== 0 || PERSON.test(text.plain(token))
}

/** Some of the languages of the text are told from the others, and one of the North is among them. */
function isNordic(text: NameText): boolean {
  return text.spoken.length < MANY && text.spoken.some((language) => NORDIC.has(language))
}

/** Who is named so stays somebody: `Isak-niminen`, `Elsa-mummo`, `Lasse-farbror`. */
const PERSON =
  /^(?:nimi|neit|rouva|herra|seta|tati|eno|mummo|mummi|vaari|ukki|pappa|poika|poja|tytto|tyto|vaina|kulta|rakas|serkku|sisko|veli|velje|vauva|parka|raukka|opettaja|laakari|hoitaja|farbror|moster|faster|tant|mormor|onkel|tante|mor$|far$|bror|lill)/

const MANY = 7
const NORDIC: ReadonlySet<string> = new Set(['sv', 'da', 'nb', 'fi'])
