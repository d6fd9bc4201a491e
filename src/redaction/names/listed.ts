/** Whether a name is one that the compiled lists hold. */
import { nameTables } from './rules.ts'
import { Tokens } from './tokens.ts'
import { GIVEN, PARTICLE, SURNAME } from './word-table.ts'

/** True when every word of the name but particles and initials is a given name or a surname of the lists, in this very form. */
export function isListed(name: string): boolean {
  const { words } = nameTables()
  const tokens = new Tokens(name)
  let listed = 0
  for (let token = 0; token < tokens.count; token++) {
    if ((tokens.ends[token] ?? 0) - (tokens.starts[token] ?? 0) < 2) continue
    const slot = words.slotOf(tokens.hashes[token] ?? 0)
    const bits = slot < 0 ? 0 : words.bitsAt(slot)
    if ((bits & PARTICLE) !== 0) continue
    if ((bits & (GIVEN | SURNAME)) === 0) return false
    listed++
  }
  return listed > 0
}
