/** Finds the known name that a misspelt one was meant to be. */

/** Longer names are never ours, and the distance is quadratic. */
const LONGEST = 64

/** Edits (insert, delete, replace, swap of neighbours) between two short texts: optimal string alignment distance. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1)
      current.push(best)
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}

/** The known name that `word` most likely stands for, or undefined when none is near. */
export function closest(word: string, known: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > LONGEST) return undefined
  const plain = normalise(word)
  let found: string | undefined
  let smallest = Infinity
  for (const name of known) {
    const candidate = normalise(name)
    let distance = candidate === plain ? 0 : editDistance(plain, candidate)
    // `api_key` for `key`, `model` for `models`: a part that is a word of its own.
    if (distance > allowed(plain) && partOf(word, name)) distance = allowed(plain)
    if (distance <= allowed(plain) && distance < smallest) {
      found = name
      smallest = distance
    }
  }
  return found
}

function allowed(word: string): number {
  return Math.max(1, Math.floor(word.length / 3))
}

function normalise(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9+]/g, '')
}

function partOf(word: string, name: string): boolean {
  return word
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .includes(name.toLowerCase())
}
