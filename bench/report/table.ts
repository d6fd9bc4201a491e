/** The figures as a Markdown table, each target beside what was measured. */
import type { ChatsReport } from '../scenarios/chats.ts'
import type { LayerFigures } from '../scenarios/layers.ts'
import type { OpenStreamsReport } from '../scenarios/open-streams.ts'
import type { MedianFigures } from '../scenarios/rounds.ts'
import type { UploadsReport } from '../scenarios/uploads.ts'

/** Parts that were not asked for are undefined. */
export interface Report {
  readonly unary: ChatsReport | undefined
  readonly stream: ChatsReport | undefined
  /** Bedrock's converse-stream over HTTP/2. */
  readonly converse: ChatsReport | undefined
  readonly gemini: ChatsReport | undefined
  readonly openStreams: OpenStreamsReport | undefined
  readonly uploads: UploadsReport | undefined
  readonly layers: readonly LayerFigures[] | undefined
}

const TARGETS = {
  unary: 2,
  stream: 1.6,
  converse: 1.8,
  gemini: 1.8,
  uploadGrowthBytes: 64 * 1024 * 1024,
} as const

/** How the rows of a kind of call begin. */
const NAMES = {
  unary: 'unary',
  stream: 'stream',
  converse: 'converse-stream over HTTP/2',
  gemini: 'Gemini stream',
} as const

const HEADER = ['', 'no proxy', 'bare proxy', 'Limen', 'Limen / bare', 'target', '@portkey-ai/gateway']
const MEGABYTE = 1024 * 1024

type Cells = readonly string[]

export function tableOf(report: Report): string {
  const rows: Cells[] = []
  if (report.unary !== undefined) rows.push(...chatRows(report.unary, 'unary'))
  if (report.stream !== undefined) rows.push(...chatRows(report.stream, 'stream'))
  if (report.converse !== undefined) rows.push(...chatRows(report.converse, 'converse'))
  if (report.gemini !== undefined) rows.push(...chatRows(report.gemini, 'gemini'))
  if (report.openStreams !== undefined) rows.push(...memoryRows(report.openStreams))
  if (report.uploads !== undefined) rows.push(...uploadRows(report.uploads))
  const tables: string[] = []
  if (rows.length > 0) tables.push(markdown(HEADER, rows))
  if (report.layers !== undefined) {
    const layers = report.layers.map((layer) => [
      layer.name,
      figure(layer.cpuMicroseconds),
      layer.ratio.toFixed(2),
    ])
    tables.push(markdown(['unary calls', 'CPU per call, µs', 'over the bare proxy'], layers))
  }
  return tables.join('\n\n')
}

function chatRows(chats: ChatsReport, kind: keyof typeof NAMES): readonly Cells[] {
  const streamed = kind !== 'unary'
  const name = NAMES[kind]
  const rows: [label: string, read: (figures: MedianFigures) => number][] = [
    [`${name}: CPU per ${streamed ? 'stream' : 'call'}, µs`, (each) => each.cpuMicroseconds],
    [`${name}: ${streamed ? 'streams' : 'calls'} a second`, (each) => each.callsASecond],
  ]
  if (streamed) {
    rows.push([`${name}: first byte p50, ms`, (each) => each.firstByteP50])
    rows.push([`${name}: first byte p99, ms`, (each) => each.firstByteP99])
    rows.push([`${name}: gap p50, ms`, (each) => each.gapP50])
    rows.push([`${name}: gap p99, ms`, (each) => each.gapP99])
  } else {
    rows.push([`${name}: p50, ms`, (each) => each.p50])
    rows.push([`${name}: p99, ms`, (each) => each.p99])
  }
  const target = TARGETS[kind]
  const { named, bare } = chats
  const withNames: readonly Cells[] =
    named === undefined
      ? []
      : [
          [
            `${name} with names: CPU per call, µs`,
            '',
            figure(bare.cpuMicroseconds),
            figure(named.cpuMicroseconds),
            (named.cpuMicroseconds / bare.cpuMicroseconds).toFixed(2),
            '',
            '',
          ],
        ]
  const plain = rows.map(([label, read], index) => [
    label,
    figure(read(chats.direct)),
    figure(read(chats.bare)),
    figure(read(chats.limen)),
    index === 0 ? chats.ratio.toFixed(2) : '',
    index === 0 ? verdict(chats.ratio <= target, `at most ${target.toFixed(1)}`) : '',
    chats.peer === undefined ? '' : figure(read(chats.peer)),
  ])
  return [...plain, ...withNames]
}

function memoryRows({ streams, bare, limen, peer }: OpenStreamsReport): readonly Cells[] {
  const row = (label: string, read: (each: typeof bare) => number): Cells => [
    label,
    '',
    figure(read(bare)),
    figure(read(limen)),
    '',
    '',
    peer === undefined ? '' : figure(read(peer)),
  ]
  return [
    row('memory before, MB', (each) => each.before / MEGABYTE),
    row(`memory with ${streams.toLocaleString('en')} open streams, MB`, (each) => each.open / MEGABYTE),
    row('memory of one open stream, KB', (each) => (each.open - each.before) / streams / 1024),
  ]
}

function uploadRows({ uploads, bytes, bare, limen, peer }: UploadsReport): readonly Cells[] {
  const growth = (each: typeof bare): number => each.peak - each.before
  const what = `${uploads} uploads of ${bytes / MEGABYTE} MB`
  return [
    [
      `${what}: growth of memory, MB`,
      '',
      figure(growth(bare) / MEGABYTE),
      figure(growth(limen) / MEGABYTE),
      '',
      verdict(growth(limen) < TARGETS.uploadGrowthBytes, `under ${TARGETS.uploadGrowthBytes / MEGABYTE} MB`),
      peer === undefined ? '' : figure(growth(peer) / MEGABYTE),
    ],
    [
      `${what}: seconds`,
      '',
      figure(bare.seconds),
      figure(limen.seconds),
      '',
      '',
      peer === undefined ? '' : figure(peer.seconds),
    ],
  ]
}

function verdict(met: boolean, target: string): string {
  return `${target}: ${met ? 'met' : 'not met'}`
}

/** Three digits that mean something; empty for what was not measured. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}

export function markdown(header: Cells, rows: readonly Cells[]): string {
  const line = (cells: Cells): string => `| ${cells.join(' | ')} |`
  const rule = header.map((_, index) => (index === 0 ? '---' : '---:'))
  return [line(header), line(rule), ...rows.map(line)].join('\n')
}
