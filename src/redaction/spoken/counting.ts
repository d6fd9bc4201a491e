/** Whether the words before numbers say that somebody counts: `count to ten: one two three`. */
import type { CueWords } from './cue-words.ts'
import { namedBefore } from './judge.ts'

/** UTF-16 units before the first number. */
const REACH = 48

/** Verbs of the languages, but for the forms that mean a bill, a meter or an account too. */
const COUNTS =
  /(?<!\p{L})(?:count(?:s|ed|ing|down)?|(?:ab|auf|vor)?z(?:ä|ae)hl(?:e|en|t|st)?|(?:po|od)?licz(?:y|ę|ą|ąc|yć|ymy|my|cie)?|compt(?:er|ez|ons)|compte jusqu|cont(?:ar|amos|emos|ando|are|iamo)|cuent[ae]n? hasta|cont[ai] fino|cont[ae] (?:até|comigo)|(?:af)?tellen|tel(?:t)? (?:tot|mee|af)|räkn(?:a|ar)|tæl(?:le|ler)?|tell(?:e|er)? (?:til|med)|lask(?:e|en|ea|etaan)|(?:na|s|od)?počít(?:ej|ejte|ejme|ám|áme|at))(?!\p{L})/iu

/**
 * Looks before `start`, and into the question before the text where little stands between. A word behind the verb that says
 * what the digits are counts for more than the verb.
 */
export function isCountedAloud(
  cues: CueWords,
  text: string,
  start: number,
  question: string | undefined,
): boolean {
  const before = text.slice(Math.max(0, start - REACH), start)
  const behind = behindVerb(before)
  if (behind !== undefined) return holdsNoCue(cues, behind)
  if (start > REACH || question === undefined) return false
  const asked = behindVerb(question.slice(-REACH))
  return asked !== undefined && holdsNoCue(cues, `${asked} ${before}`)
}

/** What stands behind the verb; undefined when there is none. */
function behindVerb(text: string): string | undefined {
  const written = text.normalize('NFC')
  const match = COUNTS.exec(written)
  return match === null ? undefined : written.slice(match.index + match[0].length)
}

function holdsNoCue(cues: CueWords, text: string): boolean {
  return namedBefore(cues, text, text.length, undefined) === 'no'
}
