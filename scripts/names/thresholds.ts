/**
 * How sure the tagger has to be of a word, by language and register. Chosen on the development collection: in cased text so that hardly anybody is found in
 * sentences that name nobody, as far as nine names in ten and more are still found; in text without capitals so that transcripts lose as few.
 */
import type { Artefact } from '../../src/redaction/names/tagger/model.ts'

export const THRESHOLDS: Artefact['thresholds'] = {
  other: { cased: 0.2, careful: 0.4, uncased: 0.07 },
  // Places and words in cases of their own look most like names.
  pl: { cased: 0.3, careful: 0.5, uncased: 0.07 },
  cs: { cased: 0.22, careful: 0.4, uncased: 0.07 },
  // Names that are words.
  en: { cased: 0.18, careful: 0.4, uncased: 0.05 },
  pt: { cased: 0.16, careful: 0.4, uncased: 0.05 },
}
