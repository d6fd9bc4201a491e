/** How sure the tagger has to be of a word, by language and register: chosen on the held-out fifth, leaning to recall. */
import type { Artefact } from '../../src/redaction/names/tagger/model.ts'

export const THRESHOLDS: Artefact['thresholds'] = {
  other: { cased: 0.3, uncased: 0.2 },
  pl: { cased: 0.4, uncased: 0.3 },
  cs: { cased: 0.35, uncased: 0.2 },
  en: { cased: 0.35, uncased: 0.2 },
}
