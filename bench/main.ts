/** `npm run bench`: what Limen costs beside a proxy that does nothing, and beside a peer. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { diskFolder } from './processes/commands.ts'
import { LoadProcess, VendorProcess } from './processes/asked-process.ts'
import { peerGateway } from './processes/peer.ts'
import { machineLine, writeDocument } from './report/document.ts'
import { profileText } from './report/profile-text.ts'
import { tableOf, type Report } from './report/table.ts'
import { BrokenError, PACES, type Bench } from './scenarios/bench.ts'
import { measureChats } from './scenarios/chats.ts'
import { measureLayers } from './scenarios/layers.ts'
import { measureOpenStreams } from './scenarios/open-streams.ts'
import { profileChats } from './scenarios/profile.ts'
import { measureUploads } from './scenarios/uploads.ts'

const PARTS = ['unary', 'stream', 'converse', 'gemini', 'rss', 'upload', 'layers'] as const
type Part = (typeof PARTS)[number]
/** What runs when nobody chooses. */
const USUAL: readonly Part[] = ['unary', 'stream', 'converse', 'gemini', 'rss', 'upload']

const USAGE = `Usage: npm run bench -- [OPTIONS]

  --quick          half a minute instead of several, and rougher figures
  --only PART      ${PARTS.join(', ')}; may be repeated. layers: what each part of Limen costs;
                   converse: Bedrock's converse-stream over HTTP/2; gemini: a stream of Vertex AI
  --no-peer        leaves out @portkey-ai/gateway, which is installed into bench/peer when first needed
  --profile        where Limen's time goes, for unary calls and streams, instead of the table
  --json           the figures as JSON
  --write          writes the table into docs/performance.md, unless an answer was wrong

Figures are medians; the same bodies go through each proxy in turns. Exit code 1 when an answer was wrong, whatever the figures.
`

/** The options, or what is wrong with them. */
function readOptions(): Options | string {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        quick: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true },
        'no-peer': { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    })
    const parts = values.only === undefined ? USUAL : PARTS.filter((part) => values.only?.includes(part))
    const unknown = values.only?.find((word) => !PARTS.some((part) => part === word))
    if (unknown !== undefined) return `--only ${unknown}: choose from ${PARTS.join(', ')}.`
    return { ...values, parts, withPeer: !values['no-peer'] && !values.profile }
  } catch (error) {
    return error instanceof Error ? error.message : 'wrong options'
  }
}

interface Options {
  readonly help: boolean
  readonly quick: boolean
  readonly profile: boolean
  readonly json: boolean
  readonly write: boolean
  readonly parts: readonly Part[]
  readonly withPeer: boolean
}

/** A part that gave wrong answers has no figures, fails the run, and keeps no other part from being measured. */
async function measure(bench: Bench, parts: readonly Part[]): Promise<Report> {
  const when = async <Figures>(part: Part, run: () => Promise<Figures>): Promise<Figures | undefined> => {
    if (!parts.includes(part)) return undefined
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof BrokenError)) throw error
      bench.notes.push(`Broken: ${error.message}`)
      process.exitCode = 1
      return undefined
    }
  }
  return {
    unary: await when('unary', async () => await measureChats(bench, 'whole')),
    stream: await when('stream', async () => await measureChats(bench, 'stream')),
    converse: await when('converse', async () => await measureChats(bench, 'converse')),
    gemini: await when('gemini', async () => await measureChats(bench, 'gemini')),
    openStreams: await when('rss', async () => await measureOpenStreams(bench)),
    uploads: await when('upload', async () => await measureUploads(bench)),
    layers: await when('layers', async () => await measureLayers(bench)),
  }
}

async function profile(bench: Bench, parts: readonly Part[]): Promise<string> {
  const texts: string[] = []
  if (parts.includes('unary')) texts.push(profileText(await profileChats(bench, 'whole')))
  if (parts.includes('stream')) texts.push(profileText(await profileChats(bench, 'stream')))
  if (parts.includes('converse')) texts.push(profileText(await profileChats(bench, 'converse')))
  if (parts.includes('gemini')) texts.push(profileText(await profileChats(bench, 'gemini')))
  return texts.join('\n\n')
}

async function run(options: Options): Promise<void> {
  const folder = mkdtempSync(join(diskFolder(), 'limen-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const vendor = await VendorProcess.start()
  const load = new LoadProcess()
  const peer = options.withPeer ? await peerGateway(vendor.port) : undefined
  const bench: Bench = {
    load,
    vendor,
    folder,
    pace: options.quick ? PACES.quick : PACES.full,
    peer: typeof peer === 'string' ? undefined : peer,
    notes: typeof peer === 'string' ? [peer] : [],
    say: (text) => void process.stderr.write(`${text}\n`),
  }
  if (options.profile) {
    console.log(await profile(bench, options.parts))
  } else {
    const report = await measure(bench, options.parts)
    const measured = [machineLine(new Date(), options.quick), tableOf(report), ...bench.notes].join('\n\n')
    console.log(options.json ? JSON.stringify({ ...report, notes: bench.notes }, null, 2) : measured)
    if (options.write && process.exitCode === 1) bench.say('docs/performance.md was left as it is.')
    else if (options.write) writeDocument(measured)
  }
  load.stop()
  vendor.stop()
}

const options = readOptions()
if (typeof options === 'string' || options.help) {
  process.stderr.write(typeof options === 'string' ? `${options}\n\n${USAGE}` : USAGE)
  process.exitCode = typeof options === 'string' ? 2 : 0
} else {
  await run(options)
}
