/** The trained weights that come with the engine: those from free sources, or those from share-alike sources as well where that file is there. */
import { bundled } from '../../bundled.ts'
import { wordFrequencies } from '../word-frequencies.ts'
import { type Artefact, type Model, unpacked } from './model.ts'

let model: Model | undefined

/**
 * The tagger of this installation, unpacked when it is first asked for. Weights that learned from CC BY-SA sources too are under CC BY-SA
 * themselves and in a file of their own, which may be deleted: then the free ones are used.
 */
export function taggerModel(): Model {
  if (model === undefined) {
    const frequencies = wordFrequencies()
    model = unpacked(artefact(), frequencies.isEmpty ? undefined : frequencies)
  }
  return model
}

function artefact(): Artefact {
  const weights = bundled('./names/tagger/weights-share-alike.json') ?? bundled('./names/tagger/weights.json')
  if (weights === undefined) throw new Error('src/redaction/names/tagger has no weights.')
  return weights as Artefact
}
