/** The image: a copied file that is missing, a shell that swallows signals, or a root user is found without an engine. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyOf, execForm, parseDockerfile } from '../../scripts/dockerfile.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const stages = parseDockerfile(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))
const runtime = stages.at(-1)
const copies = stages.flatMap((stage) => stage.instructions.filter(({ word }) => word === 'COPY'))

/** The last instruction of that name in the stage that becomes the image. */
function last(word: string): string {
  return runtime?.instructions.findLast((instruction) => instruction.word === word)?.text ?? ''
}

/** The command of the health check, run against a server that answers so; undefined answers nothing at all. */
async function healthCheck(status: number | undefined): Promise<number | null> {
  const server = createServer((_request, response) => response.writeHead(status ?? 500).end()).listen(
    0,
    '127.0.0.1',
  )
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  if (status === undefined) await new Promise((resolve) => server.close(resolve))
  const [program, ...args] = execForm(last('HEALTHCHECK').replace(/^CMD\s+/, '')) ?? []
  expect(program).toBe('node')
  const env = { ...process.env, LIMEN_HEALTH_URL: `http://127.0.0.1:${port}/livez` }
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number | null]
  server.close()
  return code
}

describe('the Dockerfile', () => {
  it('builds in one stage, installs for production in another and runs in a third', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', 'dependencies', 'runtime'])
  })

  it('copies only what is there', () => {
    const fromContext = copies
      .filter(({ flags }) => !flags.has('from'))
      .flatMap((copy) => copyOf(copy).sources)
    expect(fromContext).toContain('bin')
    expect(fromContext.filter((source) => !existsSync(join(ROOT, source)))).toEqual([])
  })

  it('copies from stages that stand above', () => {
    const names = stages.map(({ name }) => name)
    expect(
      copies.flatMap(({ flags }) => flags.get('from') ?? []).filter((name) => !names.includes(name)),
    ).toEqual([])
  })

  it('copies nothing that .dockerignore keeps from it, and lets in nothing else', () => {
    const [everything, ...exceptions] = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    const wanted = new Set(
      copies.filter(({ flags }) => !flags.has('from')).flatMap((copy) => copyOf(copy).sources),
    )
    expect(everything).toBe('*')
    expect(exceptions.map((line) => line.slice(1)).toSorted()).toEqual([...wanted].toSorted())
  })

  it('installs from the lock alone, and runs nothing while it does', () => {
    const installs = stages.flatMap((stage) =>
      stage.instructions.filter(({ word, text }) => word === 'RUN' && /npm (?:ci|i|install)\b/.test(text)),
    )
    expect(installs).toHaveLength(2)
    for (const { text } of installs) expect(text).toMatch(/^npm ci --ignore-scripts\b/)
  })

  it('ships no tools and no second Node', () => {
    expect(stages[1]?.instructions.findLast(({ word }) => word === 'RUN')?.text).toContain(
      '--omit=dev --omit=optional',
    )
  })

  it('starts Node without a shell, so that SIGTERM reaches the gateway', () => {
    expect(execForm(last('ENTRYPOINT'))?.[0]).toBe('node')
    expect(execForm(last('CMD'))).toEqual(['serve', '--config', '/etc/limen/limen.yaml'])
    expect(last('STOPSIGNAL')).toBe('SIGTERM')
  })

  it('starts Node with flags that this Node knows', async () => {
    const flags = (execForm(last('ENTRYPOINT')) ?? []).filter((word) => word.startsWith('--'))
    expect(flags).toContain('--disable-proto=delete')
    const child = spawn(process.execPath, [...flags, '-p', '1'], { stdio: 'ignore' })
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('runs as a user that is not root and owns only /data', () => {
    expect(last('USER')).toBe('65532:65532')
    expect(last('WORKDIR')).toBe('/data')
    expect(last('VOLUME')).toBe('["/data"]')
    const owned = runtime?.instructions.filter(
      ({ text, flags }) => /chown|chmod|install -d/.test(text) || flags.has('chown'),
    )
    expect(owned?.map(({ text }) => /install -d (.*)$/.exec(text)?.[1])).toEqual([
      '-o 65532 -g 65532 -m 0700 /data',
    ])
  })
})

describe('the health check', () => {
  it('passes while the gateway lives', async () => {
    expect(await healthCheck(200)).toBe(0)
  })

  it('fails when the gateway says that it does not', async () => {
    expect(await healthCheck(503)).toBe(1)
  })

  it('fails when nobody answers', async () => {
    expect(await healthCheck(undefined)).toBe(1)
  })
})
