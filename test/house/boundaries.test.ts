/** Planted violations: each rule of the linter that guards a boundary is broken on purpose and has to say its reason. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')

interface Diagnostic {
  readonly message: string
  readonly code: string
  readonly help?: string
  readonly filename: string
}

interface Plant {
  /** The file in which the line is planted. */
  readonly file: string
  readonly line: string
}

interface Violation extends Plant {
  readonly reason: string
}

const SOCKET = 'Only src/gateway/egress opens a socket to a vendor.'
const AUDITED_ALONE = 'so that it can be used and audited alone'
const TABLES = 'Connectors are tables and pure functions'
const SIBLING = 'never a sibling'
const SIMULATOR = 'not from our connector'
const PIPELINE = 'Nothing imports the pipeline but the server'
const SDK = 'A vendor SDK opens sockets of its own'
const PURE = 'No clock, environment, timer or chance'

const redaction = 'src/redaction/detectors/planted.ts'
const dialect = 'src/connectors/dialects/planted.ts'
const vendor = 'src/connectors/vendors/openai/planted.ts'
const vendorFolder = 'src/connectors/vendors/openai/tables/planted.ts'
const newVendor = 'src/connectors/vendors/mistral/planted.ts'
const simulator = 'src/connectors/vendors/openai/simulator/planted.ts'
const sharedSimulator = 'src/connectors/simulator/planted.ts'
const simulatorFile = 'src/connectors/vendors/openai/simulator.ts'
const ledger = 'src/gateway/ledger/planted.ts'
const pipeline = 'src/gateway/pipeline/planted.ts'
const ingress = 'src/gateway/ingress/planted.ts'
const policy = 'src/gateway/policy/planted.ts'
const egress = 'src/gateway/egress/planted.ts'
const server = 'src/gateway/server.ts'
const cli = 'src/gateway/cli/planted.ts'

const violations: readonly Violation[] = [
  { file: redaction, line: "import { x } from '../../gateway/errors/codes.ts'", reason: AUDITED_ALONE },
  { file: redaction, line: "import type { x } from '../../connectors/contract.ts'", reason: AUDITED_ALONE },
  { file: redaction, line: "export { x } from '../../connectors/contract.ts'", reason: AUDITED_ALONE },
  {
    file: redaction,
    line: "export const x = await import('../../gateway/errors/codes.ts')",
    reason: AUDITED_ALONE,
  },
  {
    file: redaction,
    line: "import { readFileSync } from 'node:fs'",
    reason: 'The redaction engine does no I/O.',
  },
  {
    file: redaction,
    line: "import { readFile } from 'node:fs/promises'",
    reason: 'The redaction engine does no I/O.',
  },
  {
    file: redaction,
    line: "import { request } from 'node:http'",
    reason: 'The redaction engine does no I/O.',
  },
  { file: redaction, line: "import { request } from 'undici'", reason: 'The redaction engine does no I/O.' },
  { file: redaction, line: 'export const x = process.env', reason: PURE },
  { file: redaction, line: 'export const x = () => Date.now()', reason: PURE },

  { file: vendor, line: "import { x } from '../../../gateway/errors/codes.ts'", reason: TABLES },
  { file: vendor, line: "import { x } from '../../../redaction/types.ts'", reason: TABLES },
  { file: dialect, line: "import { x } from '../../gateway/errors/codes.ts'", reason: TABLES },
  { file: vendor, line: "import { request } from 'undici'", reason: 'Connectors do no I/O' },
  { file: vendor, line: "import { readFileSync } from 'node:fs'", reason: 'Connectors do no I/O' },
  { file: vendor, line: "import { connect } from 'node:net'", reason: 'Connectors do no I/O' },
  { file: vendor, line: "import OpenAI from 'openai'", reason: 'Connectors do no I/O' },
  { file: dialect, line: "import { request } from 'node:https'", reason: 'Connectors do no I/O' },
  { file: dialect, line: 'export const x = () => Math.random()', reason: PURE },
  { file: vendor, line: 'export const x = () => setTimeout(() => 0, 1)', reason: PURE },
  { file: vendor, line: 'export const x = () => globalThis.process', reason: PURE },
  {
    file: dialect,
    line: "import { x } from '../vendors/openai/operations.ts'",
    reason: 'What vendors share knows no vendor.',
  },

  { file: vendor, line: "import { x } from '../azure/operations.ts'", reason: SIBLING },
  { file: vendor, line: "import { x } from '../deepl/connector.ts'", reason: SIBLING },
  { file: vendor, line: "import { x } from '../../vendors/azure/operations.ts'", reason: SIBLING },
  { file: vendorFolder, line: "import { x } from '../../azure/operations.ts'", reason: SIBLING },
  { file: vendorFolder, line: "import { x } from '../../../../redaction/types.ts'", reason: TABLES },
  { file: newVendor, line: "import { x } from '../openai/operations.ts'", reason: SIBLING },
  { file: newVendor, line: "import { request } from 'undici'", reason: 'Connectors do no I/O' },

  { file: simulator, line: "import { x } from '../operations.ts'", reason: SIMULATOR },
  { file: simulator, line: "import { x } from '../connector.ts'", reason: SIMULATOR },
  { file: simulator, line: "import { x } from '../../../dialects/chat.ts'", reason: SIMULATOR },
  { file: simulator, line: "import { x } from '../../../wire/sse.ts'", reason: SIMULATOR },
  { file: simulator, line: "import { x } from '../../../../gateway/errors/codes.ts'", reason: TABLES },
  { file: simulator, line: "import { x } from '../../azure/simulator/server.ts'", reason: SIBLING },
  { file: simulator, line: "import { request } from 'undici'", reason: 'Connectors do no I/O' },
  { file: simulator, line: "import { createServer } from 'node:http'", reason: 'Connectors do no I/O' },
  { file: simulator, line: "import OpenAI from 'openai'", reason: "runs none of the vendor's code" },
  { file: simulator, line: 'export const x = () => Math.random()', reason: PURE },
  { file: sharedSimulator, line: "import { x } from '../wire/sse.ts'", reason: SIMULATOR },
  { file: sharedSimulator, line: "import { x } from '../vendors/openai/operations.ts'", reason: SIMULATOR },
  { file: vendor, line: "import { x } from './simulator.ts'", reason: SIMULATOR },
  { file: dialect, line: "import { x } from '../simulator/answers.ts'", reason: SIMULATOR },
  { file: simulatorFile, line: "import { x } from './operations.ts'", reason: SIMULATOR },
  { file: simulatorFile, line: "import { x } from '../azure/simulator.ts'", reason: SIBLING },

  { file: ledger, line: "import { request } from 'undici'", reason: SOCKET },
  { file: ledger, line: "export const x = await import('undici')", reason: SOCKET },
  { file: ledger, line: "import { request } from 'node:https'", reason: SOCKET },
  { file: ledger, line: "import { connect } from 'node:tls'", reason: SOCKET },
  { file: ledger, line: "import { lookup } from 'node:dns/promises'", reason: SOCKET },
  { file: ledger, line: "export const x = () => fetch('https://example.org')", reason: SOCKET },
  { file: ledger, line: "export const x = () => globalThis.fetch('https://example.org')", reason: SOCKET },
  { file: ledger, line: "export const x = () => new WebSocket('wss://example.org')", reason: SOCKET },
  { file: policy, line: "import { Agent } from 'undici'", reason: SOCKET },
  { file: pipeline, line: "import { request } from 'undici'", reason: SOCKET },
  { file: pipeline, line: "import { request } from 'node:http'", reason: SOCKET },
  { file: ingress, line: "import { Pool } from 'undici'", reason: SOCKET },
  { file: ingress, line: "import { WebSocket } from 'ws'", reason: SOCKET },
  { file: pipeline, line: "import WebSocket from 'ws'", reason: SOCKET },
  { file: vendor, line: "import { WebSocketServer } from 'ws'", reason: 'Connectors do no I/O' },
  { file: server, line: "import { Client } from 'undici'", reason: SOCKET },
  { file: server, line: "import { connect } from 'node:net'", reason: SOCKET },
  { file: cli, line: "import { request } from 'undici'", reason: SOCKET },
  { file: pipeline, line: "import { DefaultAzureCredential } from '@azure/identity'", reason: SOCKET },

  { file: ledger, line: "import { run } from '../pipeline/pipeline.ts'", reason: PIPELINE },
  { file: egress, line: "import { run } from '../pipeline/pipeline.ts'", reason: PIPELINE },
  { file: ingress, line: "import { run } from '../pipeline/pipeline.ts'", reason: PIPELINE },
  { file: cli, line: "import { run } from '../pipeline/pipeline.ts'", reason: PIPELINE },
  { file: egress, line: "import OpenAI from 'openai'", reason: SDK },
  { file: pipeline, line: "import { Translator } from 'deepl-node'", reason: SDK },
  { file: server, line: "import { x } from '@azure/openai/types'", reason: SDK },
  { file: policy, line: 'export const x = () => Date.now()', reason: PURE },

  { file: ledger, line: 'export const x: any = 1', reason: 'Unexpected `any`' },
  { file: ledger, line: 'export const x = (y: string[]) => y[0]!.length', reason: 'non-null assertion' },
  { file: ledger, line: "console.log('text of a caller')", reason: 'Unexpected console statement' },
  { file: ledger, line: "export const x = new Function('return 1')", reason: 'Function' },
  { file: ledger, line: 'export async function x() {}\nx()', reason: 'Promises must be awaited' },
]

const allowed: readonly Plant[] = [
  {
    file: redaction,
    line: "import { randomBytes } from 'node:crypto'\nimport { x } from '../types.ts'\nexport const y = [randomBytes, x]",
  },
  { file: redaction, line: "import { parse } from 'libphonenumber-js/core'\nexport const x = parse" },
  {
    file: vendor,
    line: "import { z } from 'zod'\nimport { x } from '../../contract.ts'\nexport const y = [z, x]",
  },
  {
    file: vendor,
    line: "import { x } from '../../dialects/chat.ts'\nimport { y } from './operations.ts'\nexport const z = [x, y]",
  },
  {
    file: vendorFolder,
    line: "import { x } from '../operations.ts'\nimport { y } from '../../../contract.ts'\nexport const z = [x, y]",
  },
  {
    file: simulator,
    line: "import type { X } from 'openai/resources/models'\nimport { x } from './frames.ts'\nimport { y } from '../../../simulator/answers.ts'\nexport const z: X = [x, y]",
  },
  {
    file: 'src/connectors/registry.ts',
    line: "import { x } from './vendors/openai/connector.ts'\nexport const y = x",
  },
  {
    file: egress,
    line: "import { Pool } from 'undici'\nimport { connect } from 'node:tls'\nexport const x = [Pool, connect]",
  },
  {
    file: server,
    line: "import { createServer } from 'node:http'\nimport { run } from './pipeline/pipeline.ts'\nexport const x = [createServer, run]",
  },
  {
    file: pipeline,
    line: "import { x } from './redact.ts'\nimport { y } from '../egress/send.ts'\nexport const z = [x, y]",
  },
  {
    file: ingress,
    line: "import type { Call } from '../pipeline/call.ts'\nimport type { Socket } from 'node:net'\nexport type X = [Call, Socket]",
  },
  { file: cli, line: "import OpenAI from 'openai'\nexport const x = () => console.log(OpenAI)" },
  { file: ledger, line: "import { isIP } from 'node:net'\nexport const x = isIP" },
]

const overlays: string[] = []
const reported = new Map<Plant, readonly Diagnostic[]>()

/** Lints each plant in a file of its own, so that one diagnostic cannot hide another; those of one name in turn. */
async function lint(plants: readonly Plant[]): Promise<void> {
  const layers: Map<string, Plant>[] = []
  for (const [index, plant] of plants.entries()) {
    const file = plant.file.replace('planted', `planted-${index}`)
    const layer = layers.find((taken) => !taken.has(file))
    if (layer === undefined) layers.push(new Map([[file, plant]]))
    else layer.set(file, plant)
  }
  for (const layer of layers) {
    const texts = [...layer].map(([file, plant]) => [file, `/** Planted. */\n${plant.line}\n`] as const)
    const diagnostics = await lintOverlay(new Map(texts))
    for (const [file, plant] of layer) {
      reported.set(
        plant,
        diagnostics.filter((diagnostic) => diagnostic.filename === file),
      )
    }
  }
}

async function lintOverlay(files: ReadonlyMap<string, string>): Promise<readonly Diagnostic[]> {
  const overlay = mkdtempSync(join(tmpdir(), 'limen-boundaries-'))
  overlays.push(overlay)
  for (const name of ['oxlint.config.ts', 'tsconfig.json', 'package.json'])
    cpSync(join(ROOT, name), join(overlay, name))
  symlinkSync(join(ROOT, 'node_modules'), join(overlay, 'node_modules'))
  for (const [file, text] of files) {
    mkdirSync(dirname(join(overlay, file)), { recursive: true })
    writeFileSync(join(overlay, file), text)
  }
  const oxlint = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const output = await new Promise<string>((resolve) => {
    const args = [oxlint, '--type-aware', '--format', 'json']
    execFile(process.execPath, args, { cwd: overlay, maxBuffer: 16 * 1024 * 1024 }, (_error, stdout) =>
      resolve(stdout),
    )
  })
  return (JSON.parse(output) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics
}

function wordsOf(plant: Plant): readonly string[] {
  return (reported.get(plant) ?? []).map((diagnostic) => `${diagnostic.message} ${diagnostic.help ?? ''}`)
}

beforeAll(() => lint([...violations, ...allowed]))
afterAll(() => {
  for (const overlay of overlays) rmSync(overlay, { recursive: true, force: true })
})

describe('a planted violation is found and explained', () => {
  it.each(violations)('$file: $line', (plant) => {
    expect(wordsOf(plant)).toContainEqual(expect.stringContaining(plant.reason))
  })

  it('a cycle of imports', async () => {
    const diagnostics = await lintOverlay(
      new Map([
        [
          'src/gateway/ledger/one.ts',
          "/** One. */\nimport { two } from './two.ts'\nexport const one = () => two\n",
        ],
        [
          'src/gateway/ledger/two.ts',
          "/** Two. */\nimport { one } from './one.ts'\nexport const two = () => one\n",
        ],
      ]),
    )
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain('import(no-cycle)')
  })

  it('a file of more than 400 lines of code', async () => {
    const lines = Array.from({ length: 401 }, (_unused, index) => `export const x${index} = ${index}`)
    const diagnostics = await lintOverlay(
      new Map([['src/gateway/ledger/long.ts', `/** Long. */\n${lines.join('\n')}\n`]]),
    )
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain('eslint(max-lines)')
  })
})

describe('what a folder may import is not found', () => {
  it.each(allowed)('$file: $line', (plant) => {
    expect(reported.get(plant)).toEqual([])
  })
})
