/** How sure the tagger has to be of a word, by language and register: chosen on the held-out fifth, leaning to recall. */
import type { Artefact } from '../../src/redaction/names/tagger/model.ts'

export const THRESHOLDS: Artefact['thresholds'] = {
  other: { cased: 0.15, careful: 0.4, uncased: 0.1 },
  // More of the words that texts of these languages hold are new to the weights.
  pl: { cased: 0.25, careful: 0.5, uncased: 0.15 },
  it: { cased: 0.2, careful: 0.4, uncased: 0.12 },
  cs: { cased: 0.17, careful: 0.4, uncased: 0.1 },
  nl: { cased: 0.12, careful: 0.4, uncased: 0.08 },
}
