/** Threads that look at long texts: the same findings as a look of one's own, and no thread that stops can stop a caller. */
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { FindPool } from '../../src/gateway/detection/find-pool.ts'
import { compilePolicy, find } from '../../src/redaction/index.ts'

const policy = compilePolicy({ phoneRegions: ['PL'], words: ['Blue Star'] })
const TEXT = 'Blue Star, a@b.pl, tel. 601 234 567, PESEL 44051401359. '.repeat(50)

let pool: FindPool | undefined
let folder: string | undefined
afterEach(async () => {
  await pool?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  folder = undefined
})

/** A thread that does what the source says with every message. */
function threadThat(does: string, first = 'parentPort.postMessage({ begun: request.id })'): URL {
  folder = mkdtempSync(join(tmpdir(), 'limen-pool-'))
  const file = join(folder, 'thread.mjs')
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'\nparentPort.on('message', (request) => { ${first}; ${does} })\n`,
  )
  return pathToFileURL(file)
}

describe('a pool of detection threads', () => {
  it('finds what a look of its own finds, for several texts, cues and policies at once', async () => {
    const own = (pool = new FindPool({ threads: 2 }))
    const other = compilePolicy({ entities: ['EMAIL'] })
    const looks = Array.from({ length: 12 }, async (_, index) => {
      const text = `${TEXT}${index}`
      const used = index % 2 === 0 ? policy : other
      expect(await own.find(used, text, index % 3 === 0 ? 'phone' : undefined, 10_000)).toEqual(
        find(used, text, index % 3 === 0 ? { cue: 'phone' } : undefined),
      )
    })
    await Promise.all(looks)
  })

  it('gives up a thread that does not answer in time, and serves the next text with another', async () => {
    pool = new FindPool({ url: threadThat(`if (request.text === 'stuck') for (;;); parentPort.postMessage({ id: request.id, findings: { kinds: [], kindOf: new Uint32Array(0), spans: new Uint32Array(0) } })`), threads: 1 })
    await expect(pool.find(policy, 'stuck', undefined, 150)).rejects.toMatchObject({ reason: 'late' })
    expect(await pool.find(policy, 'fine', undefined, 10_000)).toEqual([])
  }) // prettier-ignore

  it('does not count the time of others: a text that waits for a stuck one is late too, or served', async () => {
    pool = new FindPool({ url: threadThat(`if (request.text === 'stuck') for (;;); parentPort.postMessage({ id: request.id, findings: { kinds: [], kindOf: new Uint32Array(0), spans: new Uint32Array(0) } })`), threads: 1 })
    const stuck = pool.find(policy, 'stuck', undefined, 200)
    const next = pool.find(policy, 'next', undefined, 10_000)
    await expect(stuck).rejects.toMatchObject({ reason: 'late' })
    expect(await next).toEqual([])
  }) // prettier-ignore

  it('does not count the time in which a thread starts, but bounds it', async () => {
    const slow = `setTimeout(() => { parentPort.postMessage({ begun: request.id }); parentPort.postMessage({ id: request.id, findings: { kinds: [], kindOf: new Uint32Array(0), spans: new Uint32Array(0) } }) }, 400)`
    pool = new FindPool({ url: threadThat(slow, ''), threads: 1 })
    const [first, second] = [pool.find(policy, 'one', undefined, 100), pool.find(policy, 'two', undefined, 10_000)]
    expect(await first).toEqual([])
    expect(await second).toEqual([])
    await pool.close()
    const never = (pool = new FindPool({ url: threadThat('', ''), threads: 1, start: 200 }))
    await expect(never.find(policy, 'one', undefined, 10_000)).rejects.toMatchObject({ reason: 'late' })
  }) // prettier-ignore

  it.each([
    ['throws', `throw new Error('quoted ' + request.text)`],
    ['ends', 'process.exit(3)'],
    ['says that a detector failed', 'parentPort.postMessage({ id: request.id, findings: undefined })'],
  ])('fails a look whose thread %s, without a word of the text', async (_name, does) => {
    pool = new FindPool({ url: threadThat(does), threads: 1 })
    const error: unknown = await pool
      .find(policy, 'secret text', undefined, 10_000)
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ reason: 'failed' })
    expect(String(error)).not.toContain('secret')
  })

  it('fails what is under way when it is closed, and everything after', async () => {
    const own = (pool = new FindPool({ url: threadThat('for (;;);'), threads: 1 }))
    const looks = [
      own.find(policy, 'one', undefined, 10_000),
      own.find(policy, 'two', undefined, 10_000),
    ].map(async (look) => await expect(look).rejects.toMatchObject({ reason: 'failed' }))
    await own.close()
    await Promise.all(looks)
    await expect(own.find(policy, 'three', undefined, 10_000)).rejects.toMatchObject({ reason: 'failed' })
  })
})
