/**
 * How sure the tagger has to be of a word, by language and register. Chosen on the development collections together with the doubts of
 * src/redaction/names/doubt.ts: twice or 1.4 times the odds where that costs no more than half a point of recall in the contact centre
 * there, and 0.7 times in English, Italian, Norwegian and Portuguese, where no more sentences without anybody are flagged for it.
 */
import type { Artefact } from '../../src/redaction/names/tagger/model.ts'

export const THRESHOLDS: Artefact['thresholds'] = {
  other: { cased: 0.2, careful: 0.4, uncased: 0.07 },
  en: { cased: 0.095, careful: 0.4, uncased: 0.05 },
  pl: { cased: 0.35, careful: 0.58, uncased: 0.095 },
  de: { cased: 0.33, careful: 0.57, uncased: 0.13 },
  fr: { cased: 0.33, careful: 0.57, uncased: 0.13 },
  es: { cased: 0.26, careful: 0.48, uncased: 0.095 },
  it: { cased: 0.11, careful: 0.4, uncased: 0.07 },
  nl: { cased: 0.33, careful: 0.57, uncased: 0.13 },
  pt: { cased: 0.09, careful: 0.4, uncased: 0.05 },
  da: { cased: 0.33, careful: 0.57, uncased: 0.13 },
  nb: { cased: 0.11, careful: 0.4, uncased: 0.07 },
  fi: { cased: 0.22, careful: 0.57, uncased: 0.13 },
  cs: { cased: 0.27, careful: 0.48, uncased: 0.095 },
}
