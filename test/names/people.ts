/** Whom the engine finds in a text: what the tests of names share. */
import { compilePolicy, find, type Language, type NameTier, type Policy } from '../../src/redaction/index.ts'

/** The people in a text as they stand there; `cue` is the question before it. */
export function peopleIn(policy: Policy, text: string, cue?: string): readonly string[] {
  return find(policy, text, cue === undefined ? undefined : { cue })
    .filter(({ entity }) => entity === 'PERSON')
    .map(({ start, end }) => text.slice(start, end))
}

/** The same with one language named. */
export function peopleOf(names: NameTier, language: Language, text: string, cue?: string): readonly string[] {
  return peopleIn(compilePolicy({ names, languages: [language] }), text, cue)
}
