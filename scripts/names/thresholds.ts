/**
 * How sure the tagger has to be of a word, by language and register. Chosen on the development collection together with the doubts of
 * src/redaction/names/doubt.ts: a point of recall in the contact centre is worth as much as one sentence of a hundred in which nobody is named.
 */
import type { Artefact } from '../../src/redaction/names/tagger/model.ts'

export const THRESHOLDS: Artefact['thresholds'] = {
  other: { cased: 0.2, careful: 0.4, uncased: 0.07 },
  en: { cased: 0.13, careful: 0.4, uncased: 0.05 },
  pl: { cased: 0.28, careful: 0.5, uncased: 0.07 },
  it: { cased: 0.15, careful: 0.4, uncased: 0.07 },
  pt: { cased: 0.12, careful: 0.4, uncased: 0.05 },
  nb: { cased: 0.15, careful: 0.4, uncased: 0.07 },
  fi: { cased: 0.125, careful: 0.4, uncased: 0.07 },
  cs: { cased: 0.21, careful: 0.4, uncased: 0.07 },
}
