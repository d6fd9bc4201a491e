/** Tables that come with the engine as JSON beside its code, imported when they are first asked for and not at start-up. */
import { createRequire } from 'node:module'

/** The table in a file of this folder; undefined where the file was deleted, as those of a share-alike licence may be. */
export function bundled(path: `./${string}.json`): unknown {
  // One that is thrown away: the module loader would keep the text beside what is decoded from it.
  const load = createRequire(import.meta.url)
  try {
    const file = load.resolve(path)
    const table = load(file) as unknown
    delete load.cache[file]
    return table
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}
