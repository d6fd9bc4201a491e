/** Members that never leave go with one comma each, whichever of them stand side by side. */
import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import type { RequestPlace } from '../../src/connectors/compiled.ts'
import type { ForcedMember } from '../../src/connectors/contract.ts'
import { nodeAt, PathNode } from '../../src/connectors/wire/path-table.ts'
import { BodyRedactor } from '../../src/gateway/pipeline/body/body-redactor.ts'
import { JsonBody } from '../../src/gateway/pipeline/body/json-body.ts'
import { PLACEHOLDER_NOTE } from '../../src/gateway/pipeline/body/placeholder-note.ts'
import { RedactedBody } from '../../src/gateway/pipeline/body/redacted-body.ts'
import { compilePolicy, Vault } from '../../src/redaction/index.ts'
import { json, startVendor } from '../harness/vendor.ts'
import { startTestGateway } from '../harness/gateway.ts'
import { postJson } from '../harness/raw-call.ts'

const DROPPED = ['_customer_support_audio_capture', 'customer_support_audio_capture']
const FORCED = ['redact_pii', 'redact_pii_policies', 'redact_pii_sub', 'redact_pii_return_unredacted']
const KEPT = ['punctuate', 'format_text']

/** A place for the sentence about placeholders, and flags, as an operation's table has them. */
const NOTE = { key: 'note', kind: 'text' } as const
const STORED: readonly ForcedMember[] = [
  ['store', 'false'],
  ['more', '0'],
].map(([key = '', value = '']) => ({
  key,
  value,
  how: 'set',
  flag: key,
  evidence: { url: 'https://example.com', checked: '2026-11-22' },
}))

/** Every order of the four members, each of them there or not. */
const ORDERS: readonly (readonly string[])[] = permutations([...DROPPED, ...KEPT])

function permutations(members: readonly string[]): readonly (readonly string[])[] {
  return [
    [],
    ...members.flatMap((first) =>
      permutations(members.filter((other) => other !== first)).map((rest) => [first, ...rest]),
    ),
  ]
}

describe('dropped members', () => {
  it('leave JSON behind, in every order and spacing', async () => {
    const vendor = await startVendor((_call, response) => json(response, 200, { id: 'made' }))
    const gateway = await startTestGateway({ vendors: { assemblyai: vendor.origin } })
    for (const order of ORDERS) {
      for (const space of ['', ' ', '\n  ']) {
        const source = `{${space}${order.map((name) => `"${name}"${space}:${space}true`).join(`${space},${space}`)}${space}}`
        const answer = await postJson(gateway.origin, '/assemblyai/v2/transcript', gateway.keys['acme'] ?? '', source)
        expect([source, answer.status]).toEqual([source, 200])
        const left = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '') as object
        expect([source, Object.keys(left)]).toEqual([source, order.filter((name) => KEPT.includes(name))])
      }
    }
    await gateway.stop()
    await vendor.close()
  }) // prettier-ignore

  it('leave JSON behind where members are forced beside them, and where nothing else is left', async () => {
    const vendor = await startVendor((_call, response) => json(response, 200, { id: 'made' }))
    const gateway = await startTestGateway({ vendors: { assemblyai: vendor.origin } })
    gateway.reload({ endpoints: { assemblyai: { redact_pii: { policies: ['person_name'] } } } })
    for (const order of ORDERS) {
      for (const space of ['', ' ', '\n  ']) {
        const source = `${space}{${space}${order.map((name) => `"${name}":true`).join(`${space},`)}${space}}`
        const answer = await postJson(gateway.origin, '/assemblyai/v2/transcript', gateway.keys['acme'] ?? '', source)
        expect([source, answer.status]).toEqual([source, 200])
        const left = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '') as object
        expect([source, Object.keys(left)]).toEqual([source, [...FORCED, ...order.filter((name) => KEPT.includes(name))]])
      }
    }
    await gateway.stop()
    await vendor.close()
  }) // prettier-ignore

  it.each(['{}', '{ }', '{"gone":1}', '{ "gone" : "jan@example.pl" }', '{"gone":"jan@example.pl","kept":2}', '{"kept":2,"gone":"jan@example.pl"}'])(
    'leave room for a note and for a forced member alike: %s',
    async (source) => {
      const table = new PathNode<RequestPlace>()
      nodeAt(table, 'gone').rule = { dropped: true, turn: { role: undefined, operator: new Set() } }
      const redactor = new BodyRedactor({
        mode: 'apply',
        policy: compilePolicy({}),
        vault: new Vault({ style: 'bracket' }),
        style: 'bracket',
        pseudonym: (identifier) => identifier,
        deadline: performance.now() + 60_000,
      })
      const body = await RedactedBody.json(JsonBody.read(Buffer.from(source), table), redactor, undefined, NOTE)
      body.force(STORED, undefined)
      const out = body.finish()
      const left = JSON.parse(out.kind === 'bytes' ? out.bytes.toString('utf8') : '') as object
      const kept = source.includes('kept') ? { kept: 2 } : {}
      const noted = source.includes('@') ? { note: PLACEHOLDER_NOTE } : {}
      expect(left).toEqual({ ...noted, store: false, more: 0, ...kept })
    },
  ) // prettier-ignore
})
