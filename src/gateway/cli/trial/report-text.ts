/** A trial as a person reads it. */
import { styleText } from 'node:util'
import { CODES } from '../../errors/codes.ts'
import { countriesText, countsText, field, recordText } from '../layout.ts'
import { EVERY_CALL, type ExpectedRefusal } from './refusals.ts'
import type { TrialReport } from './run.ts'

type Style = 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow'
type Paint = (style: Style, text: string) => string

/** Longest text of a vendor that is shown, in UTF-16 units. */
const SHOWN = 2000

export function reportText(report: TrialReport, colour: boolean): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
  const lines = [...callLines(report, paint), '', ...problemLines(report, paint)]
  // A person whose call failed has that to see to first, and sees the end of the output first.
  if (report.problem !== null && report.record !== null)
    return `${[...lines, paint('dim', '--json says all the same what real traffic would meet.')].join('\n')}\n`
  return [
    ...lines,
    ...refusalSections(report.refuses, paint),
    paint('bold', 'A limen.yaml for this vendor'),
    paint('dim', 'Fill in what is empty; `limen check limen.yaml` names every place.'),
    '',
    report.config,
  ].join('\n')
}

const BASIS: Readonly<Record<string, string>> = {
  observed: 'the vendor named the region in its answer',
  dialled: 'the host name that is called decides',
  attested: 'a person has to attest it',
  destination_set: 'the vendor may choose any place of a documented set',
}

function callLines(report: TrialReport, paint: Paint): string[] {
  const { record } = report
  const basis = record?.basis ?? report.basis
  const lines: [name: string, text: string, style?: Style][] = [
    ['endpoint', `${report.endpoint}, https://${report.host}`],
    ['region', observed(report)],
    ['countries', `${countriesText(report.countries)} (${basis}: ${BASIS[basis] ?? 'not known'})`],
    ['zone', zoneText(report, paint)],
  ]
  if (report.caveat !== null) lines.push(['', report.caveat, 'dim'])
  lines.push(
    report.sent === null ? ['what left', 'nothing', 'green'] : ['what left', printable(report.sent), 'cyan'],
  )
  if (report.request !== null) {
    lines.push(
      ['taken out', countsText(report.redactions)],
      ['flags', report.noTraining.join(', ') || 'none: this operation has none'],
      ['vendor said', printable(report.answered ?? 'nothing')],
      report.received === null
        ? ['came back', 'an error']
        : ['came back', printable(report.received), 'green'],
    )
  }
  if (record !== null) {
    lines.push(
      ['record', recordText(record), 'dim'],
      ['', 'Its attestations were assumed for this one call; the record was not kept.', 'dim'],
    )
  }
  return [
    paint('bold', `One synthetic sentence to ${report.vendor} (${report.operation}), through the real line`),
    ...lines.map(([name, text, style]) =>
      field(name, text, (line) => (style === undefined ? line : paint(style, line))),
    ),
  ]
}

/** The configured region, and the one that the vendor named if that is another. */
function observed({ region, record }: TrialReport): string {
  const named = record?.observedRegion
  return typeof named !== 'string' || named === region ? region : `${region}; the vendor named ${named}`
}

function zoneText({ zone, admitted, sentAnyway }: TrialReport, paint: Paint): string {
  if (admitted) return `${zone}: ${paint('green', 'inside')}, once everything is attested`
  return `${zone}: ${paint('red', 'outside')}${sentAnyway ? '; the synthetic sentence was sent anyway' : ''}`
}

function problemLines({ problem }: TrialReport, paint: Paint): string[] {
  if (problem === null) return []
  return [
    paint('yellow', printable(problem.message)),
    ...problem.advice.map((sentence) => `  ${sentence}`),
    '',
  ]
}

function refusalSections(refusals: readonly ExpectedRefusal[], paint: Paint): string[] {
  const section = (title: string, part: readonly ExpectedRefusal[]): string[] =>
    part.length === 0
      ? []
      : [paint('bold', title), ...part.flatMap((refusal) => refusalLines(refusal, paint)), '']
  const every = refusals.filter(({ what }) => what === EVERY_CALL)
  const others = refusals.filter(({ what }) => what !== EVERY_CALL)
  return [
    ...section('With real traffic the line would refuse every call, until the config says', every),
    ...section(
      'and these, unless the config says',
      others.filter(({ allow }) => allow.length > 0),
    ),
    ...section(
      'and these, whatever the config says',
      others.filter(({ allow }) => allow.length === 0),
    ),
  ]
}

function refusalLines({ code, what, because, allow, instead }: ExpectedRefusal, paint: Paint): string[] {
  const remedy =
    allow.length === 0
      ? [`      instead: ${instead ?? ''}`]
      : allow.map((line) => `      ${paint('cyan', line)}`)
  return [`  ${paint('yellow', `${CODES[code].status} ${code}`)}  ${what}`, `      ${because}`, ...remedy]
}

/** Text of a vendor could move the cursor or recolour a terminal: controls are shown as escapes. */
function printable(text: string): string {
  const safe = text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) =>
      character === '\n'
        ? ' '
        : JSON.stringify(character)
            .slice(1, -1)
            .replace(/^[^\\]$/, '?'),
  )
  return safe.length > SHOWN ? `${safe.slice(0, SHOWN)}…` : safe
}
