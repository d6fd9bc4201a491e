/**
 * How sure the tagger has to be of a word, by language and register. Chosen on the development collection: in cased text as high as it goes
 * while chat keeps 93 of 100 names, since less is found where nobody is named; in text without capitals so that transcripts keep as many.
 */
import type { Artefact } from '../../src/redaction/names/tagger/model.ts'

export const THRESHOLDS: Artefact['thresholds'] = {
  other: { cased: 0.26, careful: 0.4, uncased: 0.07 },
  en: { cased: 0.18, careful: 0.4, uncased: 0.05 },
  pl: { cased: 0.36, careful: 0.5, uncased: 0.07 },
  it: { cased: 0.2, careful: 0.4, uncased: 0.07 },
  pt: { cased: 0.16, careful: 0.4, uncased: 0.05 },
  nb: { cased: 0.2, careful: 0.4, uncased: 0.07 },
  fi: { cased: 0.17, careful: 0.4, uncased: 0.07 },
  cs: { cased: 0.28, careful: 0.4, uncased: 0.07 },
}
