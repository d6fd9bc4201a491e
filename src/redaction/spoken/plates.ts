/** Words for the plate of a car: they say what stands before them, too. */
import type { CueWords } from './cue-words.ts'
import type { Run } from './run.ts'
import { entries } from './sayings.ts'
import { STOPS, type Token } from './tokens.ts'

/** By language; a trailing `*` lets the word go on. */
const PLATES: Readonly<Record<string, string>> = {
  en: 'plate plates numberplate* registration* reg regs tag tags',
  pl: 'rejestrac* zarejestrowan* tablic* blach* rej',
  de: 'kennzeichen* autokennzeichen* wunschkennzeichen* saisonkennzeichen* nummernschild* nummerschild* autonummer* nummerntafel* kontrollschild* kontrollnummer* zulassung* zugelassen',
  fr: 'plaque* immat* minéralogique*',
  es: 'matrícul* matricul* placa* patente* chapa*',
  it: 'targa* targh* immatricol*',
  nl: 'kenteken* nummerplaat* nummerplat* nummerbord* autoplaat* kentekenplat*',
  pt: 'matrícul* matricul* placa* chapa* emplaca*',
  sv: 'registreringsnum* registreringsnr registreringsskylt* registrerad* registrerat regnum* regnr regskylt* bilnum* nummerplåt* nummerskylt* skylten skyltarna plåtarna',
  da: 'nummerplad* registreringsnum* registreringsnr indregistrering* indregistreret regnum* regnr bilnummer* pladen pladerne',
  nb: 'skiltnummer* skiltnr nummerskilt* bilskilt* registreringsnummer* registreringsnr registrert regnum* regnr regskilt* bilnummer* kjennemerke* kjennetegn* skiltet skiltene',
  fi: 'rekisterinum* rekisteritunnu* rekisterikilp* rekisterikilv* rekisteröity* rekkari* rekkare* kilpi kilve* kilvet',
  cs: 'espézet* esp spz značk* registračk* poznávac* registrační',
} // prettier-ignore

/** `is` and `that is`, folded: what stands between a plate and the word for it. */
const LINKS: ReadonlySet<string> = new Set(
  entries(
    'is s are was est es son e era sao eram ist war sind to jest ar er on oli je byla jsou staat was as als som come como comme jako jak for fur ware sarebbe seria serait vaere olisi bedzie bude blir bliver wordt',
  ),
)
/** Words from a plate to the word for it. */
const MOST_BETWEEN = 6
/** Words from the word for it to a plate. */
const MOST_BEFORE = 3
/** Words of a plate and of what stands behind it. */
const MOST_AHEAD = 16
const FEWEST = 4
const MOST = 9
/** A link may sound like the last letters of the run. */
const MOST_TAKEN = 2

/** The entries for a language. */
export function plateWordsOf(code: string): readonly string[] {
  return entries(PLATES[code] ?? '')
}

/** Asked about tokens in their order whether a word for a plate stands behind them. */
export class PlateAhead {
  readonly #plates: CueWords
  readonly #tokens: readonly Token[]
  /** The first such word at or behind the last token that was asked about. */
  #next = -1

  constructor(plates: CueWords, tokens: readonly Token[]) {
    this.#plates = plates
    this.#tokens = tokens
  }

  reaches(at: number): boolean {
    if (this.#next < at) this.#next = this.#from(at)
    return this.#next - at <= MOST_AHEAD
  }

  #from(at: number): number {
    for (let next = at; next < this.#tokens.length; next++)
      if (isPlateWord(this.#plates, this.#tokens, next)) return next
    return Number.POSITIVE_INFINITY
  }
}

/** `four seven two k, that is my number plate`: letters and digits of a plate with the word for it behind them. */
export function isPlateBefore(plates: CueWords, tokens: readonly Token[], run: Run): boolean {
  if (!mayBePlate(run)) return false
  const { end } = run
  let linked = false
  for (let at = end - MOST_TAKEN; at < end; at++) linked ||= LINKS.has(tokens[at]?.word ?? '')
  for (let at = end; at <= end + MOST_BETWEEN; at++) {
    const token = tokens[at]
    if (token === undefined || (token.gap & STOPS) !== 0) return false
    if (linked && isPlateWord(plates, tokens, at)) return true
    linked ||= LINKS.has(token.word)
  }
  return false
}

/** The same with the word for it straight before them: a Spanish plate may begin with six thousand. */
export function isPlateBehind(plates: CueWords, tokens: readonly Token[], run: Run): boolean {
  if (!mayBePlate(run)) return false
  for (let at = run.first - 1; at >= run.first - MOST_BEFORE; at--)
    if (isPlateWord(plates, tokens, at)) return true
  return false
}

/** As many letters and digits as a plate has. */
function mayBePlate({ parts, digits }: Run): boolean {
  const characters = parts.reduce((sum, { kind, text }) => (kind === 'sign' ? sum : sum + text.length), 0)
  return digits > 0 && digits < characters && characters >= FEWEST && characters <= MOST
}

function isPlateWord(plates: CueWords, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  return token !== undefined && !token.digits && token.word.length > 2 && plates.has(token.word)
}
