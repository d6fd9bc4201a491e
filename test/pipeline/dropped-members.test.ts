/** Members that never leave go with one comma each, whichever of them stand side by side. */
import { describe, expect, it } from 'vitest'
import { json, startVendor } from '../harness/vendor.ts'
import { startTestGateway } from '../harness/gateway.ts'
import { postJson } from '../harness/raw-call.ts'

const DROPPED = ['_customer_support_audio_capture', 'customer_support_audio_capture']
const KEPT = ['punctuate', 'format_text']

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
})
