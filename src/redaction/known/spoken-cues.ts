/** Which languages with cases a text may be in, looked up only when a word looks like a form of a name. */
import type { Spoken } from './inflection.ts'

const SLAVIC =
  /[ąćęłńśźżěřůčšžýďťň]|(?<![\p{L}])(?:sie|prosze|dzien|jest|nie|pana|pani|panu|panem|jsem|jsme|prosim|dobry|paní|mam|mowi|nazywam|jmenuji|dla)(?![\p{L}])/iu
const FINNISH =
  /(?<![\p{L}])(?:olen|minun|että|hän|hänen|kiitos|kanssa|nimeni|nimi|moi|hei|asiakas|asiakkaan|herra|rouva|puhelin|puhelinnumero|ei ole|onko)(?![\p{L}])/iu

/** What texts of one call have shown: a turn of two words has no cue of its own. */
export class SpokenMemory {
  slavic = false
  finnish = false
}

export class SpokenCues implements Spoken {
  readonly #text: string
  readonly #languages: ReadonlySet<string> | undefined
  readonly #memory: SpokenMemory
  #slavic: boolean | undefined
  #finnish: boolean | undefined

  constructor(
    text: string,
    languages: ReadonlySet<string> | undefined,
    memory: SpokenMemory = new SpokenMemory(),
  ) {
    this.#memory = memory
    this.#text = text
    this.#languages = languages
  }

  get slavic(): boolean {
    return (this.#slavic ??= this.#memory.slavic ||= this.#may(['pl', 'cs', 'sk'], SLAVIC))
  }

  get finnish(): boolean {
    return (this.#finnish ??= this.#memory.finnish ||= this.#may(['fi'], FINNISH))
  }

  /** A policy for one language says it for every text; one for several leaves it to the text. */
  #may(languages: readonly string[], cue: RegExp): boolean {
    const named = this.#languages
    if (named !== undefined && !languages.some((language) => named.has(language))) return false
    return named?.size === 1 || cue.test(this.#text)
  }
}
