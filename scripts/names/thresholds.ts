/** How sure the tagger has to be of a word, by language and register: chosen on the held-out fifth, leaning to recall. */
import type { Artefact } from '../../src/redaction/names/tagger/model.ts'

export const THRESHOLDS: Artefact['thresholds'] = {
  other: { cased: 0.25, uncased: 0.2 },
}
