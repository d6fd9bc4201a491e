/** The trained weights that come with the engine: those from free sources, or those from share-alike sources as well where that file is there. */
import { wordFrequencies } from '../word-frequencies.ts'
import { type Artefact, type Model, unpacked } from './model.ts'
import free from './weights.json' with { type: 'json' }

/**
 * Weights that learned from CC BY-SA sources too are under CC BY-SA themselves and in a file of their own, which may be
 * deleted: then the free ones are used.
 */
const shareAlike = await import('./weights-share-alike.json', { with: { type: 'json' } }).then(
  (file): Artefact => file.default,
  (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  },
)

let model: Model | undefined

/** The tagger of this installation, unpacked when it is first asked for. */
export function taggerModel(): Model {
  model ??= unpacked(shareAlike ?? free, wordFrequencies())
  return model
}
