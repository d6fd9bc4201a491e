/** Reads a Dockerfile as far as ours goes: stages with their instructions, in order. */

export interface Instruction {
  readonly word: string
  /** The rest of the instruction on one line, without its flags. */
  readonly text: string
  /** `--from=build` as `from` -> `build`. */
  readonly flags: ReadonlyMap<string, string>
}

export interface Stage {
  readonly name: string
  readonly base: string
  readonly instructions: readonly Instruction[]
}

/** @throws Error when an instruction other than ARG stands before the first FROM */
export function parseDockerfile(source: string): readonly Stage[] {
  const stages: { name: string; base: string; instructions: Instruction[] }[] = []
  const lines = source
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
  for (const line of lines) {
    const instruction = parseInstruction(line)
    const current = stages.at(-1)
    if (instruction.word === 'FROM') {
      const [base = '', , name = String(stages.length)] = instruction.text.split(/\s+/)
      stages.push({ name, base, instructions: [] })
    } else if (current !== undefined) {
      current.instructions.push(instruction)
    } else if (instruction.word !== 'ARG') {
      throw new Error(`${instruction.word} stands before the first FROM`)
    }
  }
  return stages
}

function parseInstruction(line: string): Instruction {
  const [word = '', ...rest] = line.trim().split(/\s+/)
  const flags = new Map<string, string>()
  while (rest[0]?.startsWith('--') === true) {
    const [name = '', value = ''] = (rest.shift() ?? '').slice(2).split('=')
    flags.set(name, value)
  }
  return { word: word.toUpperCase(), text: rest.join(' '), flags }
}

/** The words of an exec form (`["node", "x.js"]`), or undefined for the shell form, in which a shell gets the signals. */
export function execForm(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined
  const words: unknown = JSON.parse(text)
  return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined
}

/** What a COPY takes and where it puts it. */
export function copyOf(instruction: Instruction): {
  readonly sources: readonly string[]
  readonly target: string
} {
  const words = instruction.text.split(/\s+/)
  return { sources: words.slice(0, -1), target: words.at(-1) ?? '' }
}
