/** The threads of a model: a crash, a hang, a model that does not load and a full queue refuse calls, and none of them is for good. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type TierFault, TierError, type TierText } from '../../src/gateway/names-tier/contract.ts'
import { readModelFolder } from '../../src/gateway/names-tier/onnx/model-files.ts'
import { ModelThreads } from '../../src/gateway/names-tier/onnx/model-threads.ts'
import { sharedModel } from '../../src/gateway/names-tier/onnx/shared-model.ts'
import { writeTinyModel } from '../harness/tiny-model.ts'

const folders: string[] = []
const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folder(): string {
  const path = writeTinyModel({ labels: ['O', 'B-PER'], pieces: { anna: 'B-PER' }, longest: 64 })
  folders.push(path)
  return path
}

function options(path: string): ConstructorParameters<typeof ModelThreads>[0] {
  const model = { ...readModelFolder(path), mapped: {}, threshold: 0.5 }
  return { id: 'm', languages: undefined, threads: 1, model }
}

function threads(
  more: Partial<ConstructorParameters<typeof ModelThreads>[0]> = {},
  path = folder(),
): ModelThreads {
  const made = new ModelThreads({ ...options(path), ...more })
  open.push(made)
  return made
}

/** A thread that runs `script` for each request; `request` and `say` are there. */
function threadThat(script: string, before = ''): URL {
  const source = `
    import { parentPort, workerData } from 'node:worker_threads'
    ${before}
    const say = (spans) => parentPort.postMessage({ kind: 'spans', id: request.id, spans })
    let request
    parentPort.on('message', async (each) => { request = each; ${script} })
    parentPort.postMessage({ kind: 'ready' })`
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`)
}

const asked = (text: string): TierText[] => [{ text, languages: ['en'] }]

async function fault(look: Promise<unknown>): Promise<TierFault | 'none'> {
  try {
    await look
  } catch (error) {
    if (error instanceof TierError) return error.fault
    throw error
  }
  return 'none'
}

describe('a model in a thread', () => {
  it('answers, and is ready once it has', async () => {
    const own = threads()
    expect(own.unready).toBe('loading')
    expect(await own.look([...asked('so anna'), ...asked('none')], 10_000)).toEqual([
      [{ entity: 'PERSON', start: 3, end: 7, score: expect.closeTo(1, 2) }],
      [],
    ])
    expect(own.unready).toBeUndefined()
  })

  it('is loaded by whoever starts it, before anybody asks', async () => {
    const own = threads()
    own.start()
    await vi.waitUntil(() => own.unready === undefined, { timeout: 10_000 })
  })

  it('that does not load refuses, says so, and is tried again', async () => {
    const path = folder()
    const good = options(path)
    writeFileSync(join(path, 'model.onnx'), 'no model')
    const own = new ModelThreads({ ...good, model: { ...good.model, ...readModelFolder(path) } })
    open.push(own)
    expect(await fault(own.look(asked('anna'), 300))).toBe('names_loading')
    await vi.waitUntil(() => own.unready === 'the model does not load', { timeout: 10_000 })
    // Nobody waits for it.
    const from = performance.now()
    expect(await fault(own.look(asked('anna'), 60_000))).toBe('names_loading')
    expect(performance.now() - from).toBeLessThan(5000)
  })

  it('whose files were exchanged is not loaded', async () => {
    const path = folder()
    const own = threads({}, path)
    writeFileSync(join(path, 'config.json'), JSON.stringify({ id2label: { 0: 'B-PER', 1: 'O' } }))
    expect(await fault(own.look(asked('anna'), 500))).toBe('names_loading')
  })
})

describe('a call', () => {
  it('that a thread does not end in time is refused, and the next is answered', async () => {
    const own = threads({ url: threadThat(`
      if (request.texts[0] === 'stuck') while (Atomics.load(workerData.cancelled, 0) !== request.id) await new Promise(setImmediate)
      say(request.texts.map(() => []))`) })
    expect(await own.look(asked('first'), 10_000)).toEqual([[]])
    expect(await fault(own.look(asked('stuck'), 200))).toBe('names_timeout')
    expect(await own.look(asked('next'), 5000)).toEqual([[]])
  }) // prettier-ignore

  it('of a long text is given up between two windows: the thread is free at once', async () => {
    const own = threads()
    await own.look(asked('anna'), 10_000)
    const long = Array.from({ length: 60_000 }, (_, index) => `w${index}`).join(' ')
    expect(await fault(own.look(asked(long), 50))).toBe('names_timeout')
    const from = performance.now()
    expect(await own.look(asked('anna'), 10_000)).toHaveLength(1)
    expect(performance.now() - from).toBeLessThan(4500)
  })

  it('in which a thread dies is refused, and another takes its place', async () => {
    const own = threads({ url: threadThat(`if (request.texts[0] === 'die') process.exit(3); else say(request.texts.map(() => []))`) })
    expect(await fault(own.look(asked('die'), 5000))).toBe('names_crashed')
    expect(await own.look(asked('next'), 5000)).toEqual([[]])
    const thrown = threads({ url: threadThat(`throw new Error('canary')`) })
    expect(await fault(thrown.look(asked('x'), 5000))).toBe('names_crashed')
  }) // prettier-ignore

  it('that a thread hangs in for good costs the thread', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const own = threads({ url: threadThat(`if (request.texts[0] === 'hang') for (;;); say(request.texts.map(() => []))`) })
      const look = fault(own.look(asked('hang'), 200))
      await vi.waitUntil(() => own.unready === undefined, { timeout: 10_000 })
      await vi.advanceTimersByTimeAsync(200)
      expect(await look).toBe('names_timeout')
      await vi.advanceTimersByTimeAsync(5000)
      await vi.waitUntil(() => own.unready !== undefined, { timeout: 10_000 })
      const next = own.look(asked('next'), 60_000)
      await vi.waitUntil(async () => { await vi.advanceTimersByTimeAsync(1); return own.unready === undefined }, { timeout: 10_000 })
      expect(await next).toEqual([[]])
    } finally {
      vi.useRealTimers()
    }
  }) // prettier-ignore

  it('that gets an answer for another number of texts has not been answered', async () => {
    expect(await fault(threads({ url: threadThat(`say([])`) }).look(asked('x'), 5000))).toBe('names_failed')
    expect(await fault(threads({ url: threadThat(`say(undefined)`) }).look(asked('x'), 5000))).toBe(
      'names_failed',
    )
  })

  it('beyond those that may wait is refused at once', async () => {
    const own = threads({ url: threadThat(`if (request.texts[0] !== 'stuck') say(request.texts.map(() => []))`) })
    expect(await own.look(asked('first'), 5000)).toEqual([[]])
    // One is looked at, and as many wait as may.
    const looks = [...Array(257)].map(async () => await fault(own.look(asked('stuck'), 400)))
    expect(await fault(own.look(asked('one more'), 400))).toBe('names_busy')
    expect(new Set(await Promise.all(looks))).toEqual(new Set(['names_timeout']))
  }) // prettier-ignore

  it('under way when the model is closed is refused, and so is every later one', async () => {
    const own = threads({ url: threadThat('') })
    const look = fault(own.look(asked('x'), 5000))
    await vi.waitUntil(() => own.unready === undefined, { timeout: 10_000 })
    await own.close()
    expect(await look).toBe('names_closed')
    expect(await fault(own.look(asked('x'), 5000))).toBe('names_closed')
    expect(own.unready).toBe('closed')
  })
})

describe('a model that two configurations name', () => {
  it('is one, until both have closed it', async () => {
    const path = folder()
    const [one, two] = [sharedModel(options(path)), sharedModel(options(path))]
    open.push(one, two)
    await one.look(asked('anna'), 10_000)
    expect(two.unready).toBeUndefined()
    await one.close()
    await one.close()
    expect(await two.look(asked('anna'), 10_000)).toHaveLength(1)
    await two.close()
    expect(await fault(two.look(asked('anna'), 1000))).toBe('names_closed')
  })
})
