/** Words for the plate of a car: they say what stands before them, too. */
import type { CueWords } from './cue-words.ts'
import type { Run } from './run.ts'
import { entries } from './sayings.ts'
import { PAUSE, STOPS, type Token } from './tokens.ts'

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

/** Of those, what says that a car is registered: no plate stands before it. */
const REGISTERED =
  /^(?:registered|zarejestrowan|zugelassen|zulassung|immatriculee?s?$|registrera[dt]|indregistreret|registrert|rekisteroity|emplacad)/

/** `is` and `that is`, folded: what stands between a plate and the word for it. */
const LINKS: ReadonlySet<string> = new Set(
  entries(
    'is s are was est es son e era sao eram ist war sind to jest ar er on oli je byla jsou staat was as als som come como comme jako jak ware sarebbe seria serait vaere olisi bedzie bude blir bliver wordt steht star staar lukee pone dice scritto napisane stoji says reads kuuluu lyder lautet brzmi heter hedder',
  ),
)
/** What a car has beside its plate, or who sells it: the number before these is none. */
const PARTING: ReadonlySet<string> = new Set(
  entries(
    'with without for new avec sans vendue vendu neuve mit ohne noch neu neues med uden utan uten ny nye nytt met zonder nieuwe con senza nuova sin nueva com sem nova z bez nowa nowe har has have hat stara nova nove uusi uusilla',
  ),
)
/** Their models are letters and numbers too. */
const MAKES: ReadonlySet<string> = new Set(
  entries(
    'alfa audi bmw chevrolet citroen cupra dacia daf fiat ford honda hyundai iveco jaguar kia lancia lexus mazda mercedes mg mini mitsubishi nissan opel ' +
      'peugeot polestar porsche renault rover saab scania seat skoda smart ssangyong subaru suzuki tesla toyota vauxhall volkswagen volvo vw clio corsa fiesta golf ' +
      'ibiza octavia panda passat polo model modell modele modelo modello bus autobus linie ligne linia',
  ),
)
const SPELLING: ReadonlySet<string> = new Set(['alfa', 'golf'])
/** Words from the first one of a run to a make in it: `je to bmw`. */
const MODEL_REACH = 2
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
    return this.#next - at <= MOST_AHEAD && !isModel(this.#tokens, at)
  }

  #from(at: number): number {
    for (let next = at; next < this.#tokens.length; next++)
      if (isPlateWord(this.#plates, this.#tokens, next) && !isRegistered(this.#tokens[next])) return next
    return Number.POSITIVE_INFINITY
  }
}

/** `four seven two k, that is my number plate`: letters and digits of a plate with the word for it behind them. */
export function isPlateBefore(plates: CueWords, tokens: readonly Token[], run: Run): boolean {
  const { first, end } = run
  if (!mayBePlate(run) || isModel(tokens, first)) return false
  let linked = false
  for (let at = end - MOST_TAKEN; at < end; at++) linked ||= LINKS.has(tokens[at]?.word ?? '')
  for (let at = end; at <= end + MOST_BETWEEN; at++) {
    const token = tokens[at]
    if (token === undefined || (token.gap & STOPS) !== 0) return false
    // `four seven two k, registration`
    const isApposed = at === end && (token.gap & PAUSE) !== 0
    if (isPlateWord(plates, tokens, at)) return (linked || isApposed) && !isRegistered(token)
    if (LINKS.has(token.word)) linked = true
    else if (PARTING.has(token.word)) return false
  }
  return false
}

function isRegistered(token: Token | undefined): boolean {
  return token !== undefined && REGISTERED.test(token.word)
}

/** A make stands straight before the run or is in its first words. */
function isModel(tokens: readonly Token[], first: number): boolean {
  const paused = ((tokens[first]?.gap ?? 0) & (PAUSE | STOPS)) !== 0
  for (let at = paused ? first : first - 1; at <= first + MODEL_REACH; at++) {
    const word = tokens[at]?.word ?? ''
    // Golf and alfa are letters too.
    if (MAKES.has(word) && (at < first || !SPELLING.has(word))) return true
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
