/** What a model's labels are to us: which entity each stands for, and whether it begins one. */
import type { Entity } from '../../../redaction/index.ts'

/** One class of the model's last layer. */
export interface ModelLabel {
  /** Undefined: nothing that is looked for. */
  readonly entity: Entity | undefined
  /** As the model calls the kind, without its position: `PER`, `FIRSTNAME`. */
  readonly kind: string
  /** `B-` and its like: another value of the kind begins here. */
  readonly begins: boolean
}

/** `B-PER`, `I_GIVENNAME`, `S-PERSON`; a label without a position is a kind by itself. */
const POSITION = /^([BIESLU])[-_](.+)$/

/** Kinds that models call people's names, upper case, without separators. */
const NAMES: ReadonlySet<string> = new Set([
  'FAMILYNAME', 'FIRSTNAME', 'FULLNAME', 'GIVENNAME', 'LASTNAME', 'MIDDLENAME', 'NAME', 'NAMEGIVEN', 'NAMEFAMILY', 'NAMES',
  'PATIENT', 'PER', 'PERS', 'PERSON', 'PERSONNAME', 'PERSONFIRSTNAME', 'PERSONLASTNAME', 'PERSONALNAME', 'SURNAME',
]) // prettier-ignore

export function kindOf(label: string): string {
  return POSITION.exec(label)?.[2] ?? label
}

/** True for what needs no line in config. */
export function namesPeople(kind: string): boolean {
  return NAMES.has(kind.toUpperCase().replaceAll(/[^A-Z]/g, ''))
}

/** Labels by class. `mapped` are the kinds (or whole labels) that config gives an entity. */
export function readLabels(
  labels: readonly string[],
  mapped: Readonly<Record<string, Entity>>,
): readonly ModelLabel[] {
  return labels.map((label) => {
    const kind = kindOf(label)
    const own = Object.hasOwn(mapped, label)
      ? mapped[label]
      : Object.hasOwn(mapped, kind)
        ? mapped[kind]
        : undefined
    const begins = /^[BSU]$/.test(POSITION.exec(label)?.[1] ?? '')
    return { entity: own ?? (namesPeople(kind) ? 'PERSON' : undefined), kind, begins }
  })
}
