/** The spellings in which a parser of protobuf's JSON finds a field: `systemInstruction` and `system_instruction` alike. */
import type { Path } from '../contract.ts'

/**
 * Every mixture too, since each field of a path is spelled on its own; and `contents` for `contents[]`, since Google's parsers
 * take one item for a list of one. Source: protobuf.dev/programming-guides/json, and the examples of Google's own pages.
 */
export function protobufPaths(path: Path): readonly Path[] {
  return path.split('.').reduce<readonly string[]>(
    (heads, field) => {
      const spellings = spellingsOf(field)
      return heads.flatMap((head) => spellings.map((each) => (head === '' ? each : `${head}.${each}`)))
    },
    [''],
  )
}

function spellingsOf(field: string): readonly string[] {
  const snake = field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const spellings = snake === field ? [field] : [field, snake]
  return field.endsWith('[]') ? [...spellings, ...spellings.map((each) => each.slice(0, -2))] : spellings
}
