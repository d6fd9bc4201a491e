/** The launcher: an old Node must not stop the command, and must not change how it is signalled or how it ends. */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { removeTemporary, runtimePackage, stagePackage, start, temporaryFolder } from './staged-package.ts'

interface Report {
  readonly pid: number
  readonly version: string
  readonly argv: readonly string[]
  readonly execArgv: readonly string[]
  readonly proto: boolean
  readonly pool: string
  readonly from: string
}

function reportOf(stdout: string): Report {
  return JSON.parse(stdout.split('\n')[0] ?? '') as Report
}

function lastLine(stdout: string): unknown {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

afterAll(removeTemporary)

const complete = stagePackage({ runtime: process.execPath })

/** A Node older than 24 on this machine's path, behind the one that npm puts first. */
const oldNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find(
    (path) =>
      existsSync(path) &&
      Number.parseInt(execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }), 10) < 24,
  )

describe('on a Node that is new enough', () => {
  it('runs in the same process, so that a signal to the launcher is a signal to the gateway', async () => {
    const started = start(complete, ['exit', '3'])
    const end = await started.ended
    expect(reportOf(end.stdout)).toMatchObject({ pid: started.child.pid, argv: ['exit', '3'] })
    expect(end.code).toBe(3)
  })

  it('leaves no __proto__ accessor for a JSON key to reach, and eight threads for name look-ups', async () => {
    const end = await start(complete, []).ended
    expect(reportOf(end.stdout)).toMatchObject({ proto: false, pool: '8' })
  })

  it('prefers the sources of a clone over what an earlier build left behind', async () => {
    const clone = stagePackage({ source: true })
    const end = await start(clone, []).ended
    expect(reportOf(end.stdout).from).toMatch(/src\/gateway\/cli\/main\.ts$/)
  })

  it('ends although a handle was left open', async () => {
    const end = await start(complete, ['linger']).ended
    expect(end.code).toBe(0)
  })

  it('is told to end when npm has passed the signal on to a shell only', async () => {
    const started = start(complete, ['wait'], { npm: true })
    await started.line('ready')
    started.child.kill('SIGTERM')
    const end = await started.ended
    expect(lastLine(end.stdout)).toEqual({ SIGTERM: 1 })
  })

  it('prints the code and the frames of a crash, and never the message, which may quote a caller', async () => {
    const end = await start(complete, ['throw']).ended
    expect(end.code).toBe(1)
    expect(end.stderr).toMatch(/^limen: ERR_STAND_IN\n {4}at Module\.main /)
    expect(end.stderr + end.stdout).not.toContain('kowalski')
  })

  it('says what is missing from a copy without compiled files', async () => {
    const bare = stagePackage({})
    rmSync(join(bare.root, 'dist'), { recursive: true })
    const end = await start(bare, []).ended
    expect(end.stderr).toContain('incomplete')
    expect(end.code).toBe(1)
  })
})

describe('on an old Node', () => {
  const pretend = '20.11.0'

  it('runs the installed runtime with the arguments, the output and the exit code kept', async () => {
    const end = await start(complete, ['exit', '42'], { pretend }).ended
    const report = reportOf(end.stdout)
    expect(report).toMatchObject({ version: process.version, argv: ['exit', '42'], proto: false, pool: '8' })
    expect(report.execArgv).toContain('--disable-proto=delete')
    expect(end.code).toBe(42)
  })

  it('replaces itself where Node can, so that no second process has to be kept in step', async () => {
    const started = start(complete, ['exit', '5'], { pretend: '22.18.0' })
    const end = await started.ended
    expect(reportOf(end.stdout).pid).toBe(started.child.pid)
    expect(end.code).toBe(5)
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('passes %s on exactly once', async (signal) => {
    const started = start(complete, ['wait'], { pretend })
    await started.line('ready')
    started.child.kill(signal)
    const end = await started.ended
    expect(lastLine(end.stdout)).toEqual({ [signal]: 1 })
    expect(end.code).toBe(7)
  })

  it('dies of the signal that the gateway died of', async () => {
    const end = await start(complete, ['die', 'SIGKILL'], { pretend }).ended
    expect(end.signal).toBe('SIGKILL')
  })

  it('takes the gateway with it when it is killed, so that no orphan keeps the port and the ledger', async () => {
    const started = start(complete, ['wait'], { pretend })
    const report = reportOf(await started.line('{'))
    await started.line('ready')
    expect(report.pid).not.toBe(started.child.pid)
    started.child.kill('SIGKILL')
    // The gateway inherited our output: it is closed only when the gateway is gone too.
    const outcome = await Promise.race([
      started.ended.then(() => 'gone'),
      new Promise((resolve) => setTimeout(resolve, 5000, 'still there')),
    ])
    if (outcome !== 'gone') process.kill(report.pid, 'SIGKILL')
    expect(outcome).toBe('gone')
  })

  it('is told to end when npm has passed the signal on to a shell only', async () => {
    const started = start(complete, ['wait'], { pretend, npm: true })
    await started.line('ready')
    started.child.kill('SIGTERM')
    const end = await started.ended
    expect(lastLine(end.stdout)).toEqual({ SIGTERM: 1 })
  })

  it('names the package and the version to install when the runtime was left out', async () => {
    const bare = stagePackage({})
    const end = await start(bare, [], { pretend }).ended
    expect(end.stderr).toContain('needs Node 24 or newer; this is Node 20.11.0')
    expect(end.stderr).toMatch(new RegExp(`npm install ${runtimePackage}@\\d+\\.\\d+\\.\\d+\\n`))
    expect(end).toMatchObject({ code: 1, stdout: '' })
  })

  it('names the shared library when the installed runtime cannot be loaded', async () => {
    const broken = join(temporaryFolder(), 'node')
    writeFileSync(broken, '#!/bin/sh\nexit 127\n')
    chmodSync(broken, 0o755)
    const end = await start(stagePackage({ runtime: broken }), [], { pretend }).ended
    expect(end.stderr).toContain('apt-get install libatomic1')
    expect(end.code).toBe(127)
  })

  it('says so when the installed runtime is no program for this machine', async () => {
    const broken = join(temporaryFolder(), 'node')
    writeFileSync(broken, 'not a program')
    const end = await start(stagePackage({ runtime: broken }), [], { pretend }).ended
    expect(end.stderr).toContain('does not start here (EACCES)')
    expect(end.code).toBe(1)
  })

  it('does not start itself for ever when the installed runtime is old as well', async () => {
    const end = await start(complete, [], { pretend, always: true }).ended
    expect(end.stderr).toContain('needs Node 24 or newer')
    expect(end).toMatchObject({ code: 1, stdout: '' })
  })

  it.skipIf(oldNode === undefined)("works under the machine's own old Node", async () => {
    const end = await start(complete, ['exit', '9'], { node: oldNode ?? '' }).ended
    expect(end.stderr).toBe('')
    expect(reportOf(end.stdout).version).toBe(process.version)
    expect(end.code).toBe(9)
  })
})
