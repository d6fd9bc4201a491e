/** The tables of docs/errors.md, made of the closed table of codes. */
import { CODES, OUTCOMES, type Code } from '../../src/gateway/errors/codes.ts'
import { table, withMarked } from './marked.ts'

/** The first code of each step, in the order of the table. */
const STEPS: Readonly<Partial<Record<Code, string>>> = {
  request_malformed: '1 accept',
  key_missing: '2 authenticate',
  operation_unknown: '3 recognise',
  json_malformed: '4 read',
  operation_not_allowed: '5 admit',
  model_not_allowed: '6 route',
  unredactable: '7 redact',
  training_not_excluded: '9 forbid training',
  ledger_unavailable: '10 record intent',
  vendor_unreachable: '11 send, 12 restore',
}

/** `document` with its tables made anew. */
export function withErrors(document: string): string {
  return withMarked(document, 'docs/errors.md', 'codes', `${codeTables()}\n${outcomeTable()}`)
}

function codeTables(): string {
  const groups: { readonly title: string; readonly rows: string[][] }[] = []
  for (const [code, entry] of Object.entries(CODES)) {
    const title = STEPS[code as Code]
    if (title !== undefined) groups.push({ title, rows: [] })
    groups.at(-1)?.rows.push([`\`${code}\``, String(entry.status), `\`${entry.outcome}\``, entry.message])
  }
  return groups
    .map(({ title, rows }) => `### ${title}\n\n${table(['code', 'status', 'outcome', 'message'], rows)}`)
    .join('\n')
}

function outcomeTable(): string {
  const rows = OUTCOMES.map((outcome) => {
    const codes = Object.entries(CODES).flatMap(([code, entry]) =>
      entry.outcome === outcome ? [`\`${code}\``] : [],
    )
    return [`\`${outcome}\``, codes.join(', ')]
  })
  return `### Outcomes\n\n${table(['outcome', 'codes that end in it'], rows)}`
}
