/** `limen serve`: a gateway from a config file, or a sandbox on stand-ins, until a signal ends it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { VendorId } from '../../connectors/contract.ts'
import { connectors } from '../../connectors/registry.ts'
import { compileRuntime } from '../config/compile-runtime.ts'
import { operationCheck } from '../config/operation-check.ts'
import { ConfigSource } from '../config/reload.ts'
import { residencyCheck } from '../config/residency-check.ts'
import type { Runtime } from '../config/runtime.ts'
import { startGateway, type Gateway } from '../gateway.ts'
import { createLog, describeFault, type Log } from '../observe/log.ts'
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import { curlLines } from './curl-lines.ts'
import { diagnosticText } from './diagnostic-text.ts'
import { EXIT, type CommandIo } from './io.ts'

const USAGE = `Usage: limen serve --config FILE
       limen serve --sandbox [--port P] [--key [TENANT:]KEY]... [--upstream VENDOR=ORIGIN]...

Serves the data path on the address of the config, and /livez, /readyz and /metrics on a port of their own.
SIGHUP reloads the config whole or not at all; SIGTERM drains; a second SIGTERM ends at once.

Sandbox: vendors are stand-ins on loopback; without --upstream the embedded ones. Records say sandbox.
  --port P                    8080; 0 for any free one
  --operations-port P         9090; 0 for any free one
  --key [TENANT:]KEY          a key of any shape (default: demo:sandbox-key); may be repeated
  --zone [TENANT:]ZONE        eea, eea+ch (default), eea+adequate, or ISO codes joined by +
  --upstream VENDOR=ORIGIN    http://127.0.0.1:4010, with an optional path; vendors: ${[...connectors.keys()].join(', ')}
  --unlisted redact           operations that no connector lists pass with every string redacted
  --opaque allow              files, images and audio pass uninspected
  --forward-header PATTERN    a caller header that may go upstream; a trailing * matches a prefix; may be repeated
  --phone-region CC           country whose national phone formats are recognised; may be repeated
  --ledger FILE               keeps the record there instead of in a temporary folder
`

export async function serve(args: readonly string[], io: CommandIo): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    io.stderr(`${options}\n\n${USAGE}`)
    return EXIT.usage
  }
  if (options.help === true) {
    io.stdout(USAGE)
    return EXIT.ok
  }
  const log = createLog()
  guardProcess(log)
  try {
    return options.sandbox === true
      ? await serveSandbox(options, io, log)
      : await serveConfig(options.config ?? '', io, log)
  } catch (error) {
    io.stderr(`limen: ${startFailure(error)}\n`)
    return EXIT.failed
  }
}

async function serveConfig(file: string, io: CommandIo, log: Log): Promise<number> {
  const source = new ConfigSource<Runtime>({
    file,
    environment: io,
    now: Date.now,
    checks: [residencyCheck(connectors), operationCheck(connectors)],
    build: (config) => ({ runtime: compileRuntime(config) }),
  })
  const first = source.reload()
  for (const diagnostic of first.diagnostics) io.stderr(diagnosticText(diagnostic, io.colour))
  const running = source.running
  if (!first.ok || running === undefined) return EXIT.failed
  const runtime = (): Runtime => source.running?.runtime ?? running.runtime
  const gateway = await startGateway({
    settings: running.config.settings,
    runtime,
    reload: () => source.report,
    log,
  })
  const { listen, operations } = running.config.settings
  log.write('info', 'started', {
    listen: `${listen.host}:${gateway.port}`,
    operations: `${operations.host}:${gateway.operationsPort}`,
    config: runtime().hash,
    sandbox: false,
  })
  const onHangup = (): void => reload(source, log)
  process.on('SIGHUP', onHangup)
  await untilSignalled(gateway)
  process.off('SIGHUP', onHangup)
  return EXIT.ok
}

/** The old runtime's pools close when their calls have ended; calls in flight keep it. */
function reload(source: ConfigSource<Runtime>, log: Log): void {
  const before = source.running?.runtime
  const report = source.reload()
  const after = source.running?.runtime
  if (!report.ok) {
    const [first] = report.diagnostics
    log.write('error', 'reload_refused', {
      errors: report.diagnostics.length,
      first:
        first === undefined
          ? ''
          : `${first.file}:${first.line}:${first.column} ${first.path} ${first.message}`,
    })
    return
  }
  log.write('info', 'reloaded', { config: after?.hash ?? '' })
  if (before === undefined || before === after) return
  for (const endpoint of before.endpoints.values()) void endpoint.pool.close()
}

async function serveSandbox(options: ServeOptions, io: CommandIo, log: Log): Promise<number> {
  const folder = options.ledger === undefined ? mkdtempSync(join(tmpdir(), 'limen-sandbox-')) : undefined
  let sandbox: Sandbox | undefined
  try {
    sandbox = await startSandbox({
      port: options.port,
      operationsPort: options.operationsPort,
      ledgerFile: options.ledger ?? join(folder ?? '', 'ledger.db'),
      keys: options.keys,
      zones: options.zones,
      upstreams: options.upstreams,
      unlisted: options.unlisted,
      opaque: options.opaque,
      forwardHeaders: options.forwardHeaders,
      phoneRegions: options.phoneRegions,
      log,
    })
    io.stdout(curlLines(sandbox, options.keys))
    await untilSignalled(sandbox.gateway)
    return EXIT.ok
  } finally {
    await sandbox?.stop()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** Resolves after a drained stop. A second signal ends the process at once. */
async function untilSignalled(gateway: Gateway): Promise<void> {
  await new Promise<void>((resolve) => {
    let stopping = false
    const onSignal = (): void => {
      if (stopping) process.exit(EXIT.failed)
      stopping = true
      void gateway.stop().then(resolve)
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}

/** A fault that nobody caught: code and frames, never the message, then the end. The ledger settles what was open. */
function guardProcess(log: Log): void {
  const onFault = (error: unknown): void => {
    log.write('error', 'fault', describeFault(error))
    process.exit(EXIT.failed)
  }
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)
}

/** Messages of our own classes and of the listener hold nothing of callers. */
function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'it could not start'
  if ('code' in error && error.code === 'EADDRINUSE')
    return 'the port is in use; choose another with --port or listen.port.'
  if ('code' in error && error.code === 'EACCES') return 'this user may not listen on that port.'
  return error.message
}

interface ServeOptions {
  readonly help: boolean | undefined
  readonly sandbox: boolean | undefined
  readonly config: string | undefined
  readonly port: number
  readonly operationsPort: number
  readonly ledger: string | undefined
  readonly keys: ReadonlyMap<string, string>
  readonly zones: ReadonlyMap<string, string>
  readonly upstreams: ReadonlyMap<VendorId, string>
  readonly unlisted: boolean
  readonly opaque: boolean
  readonly forwardHeaders: readonly string[]
  readonly phoneRegions: readonly string[]
}

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]): ServeOptions | string {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        sandbox: { type: 'boolean' },
        config: { type: 'string' },
        port: { type: 'string', default: '8080' },
        'operations-port': { type: 'string', default: '9090' },
        ledger: { type: 'string' },
        key: { type: 'string', multiple: true, default: ['demo:sandbox-key'] },
        zone: { type: 'string', multiple: true, default: [] },
        upstream: { type: 'string', multiple: true, default: [] },
        unlisted: { type: 'string' },
        opaque: { type: 'string' },
        'forward-header': { type: 'string', multiple: true, default: [] },
        'phone-region': { type: 'string', multiple: true, default: [] },
      },
    }))
  } catch (error) {
    return error instanceof Error ? error.message : 'wrong options'
  }
  const upstreams = new Map<VendorId, string>()
  for (const entry of values.upstream) {
    const equals = entry.indexOf('=')
    const vendor = [...connectors.keys()].find((id) => id === entry.slice(0, equals))
    if (vendor === undefined)
      return `--upstream ${entry}: write VENDOR=ORIGIN with one of ${[...connectors.keys()].join(', ')}.`
    upstreams.set(vendor, entry.slice(equals + 1))
  }
  const ports = [values.port, values['operations-port']].map(Number)
  if (ports.some((port) => !Number.isInteger(port) || port < 0 || port > 65_535))
    return 'a port is a number from 0 to 65535.'
  if (values.unlisted !== undefined && values.unlisted !== 'redact')
    return '--unlisted takes the word redact.'
  if (values.opaque !== undefined && values.opaque !== 'allow') return '--opaque takes the word allow.'
  const needs = values.help === true || values.sandbox === true || values.config !== undefined
  if (!needs) return 'serve needs --config FILE or --sandbox.'
  const keys = new Map(values.key.map((entry) => splitTenant(entry)).map(([tenant, key]) => [key, tenant]))
  return {
    help: values.help,
    sandbox: values.sandbox,
    config: values.config,
    port: ports[0] ?? 0,
    operationsPort: ports[1] ?? 0,
    ledger: values.ledger,
    keys,
    zones: new Map(values.zone.map((entry) => splitTenant(entry))),
    upstreams,
    unlisted: values.unlisted !== undefined,
    opaque: values.opaque !== undefined,
    forwardHeaders: values['forward-header'],
    phoneRegions: values['phone-region'],
  }
}

/** `tenant:rest`, or the tenant `demo`. */
function splitTenant(entry: string): readonly [tenant: string, rest: string] {
  const match = /^([a-z0-9][a-z0-9-]{0,62}):(.+)$/s.exec(entry)
  return match === null ? ['demo', entry] : [match[1] ?? 'demo', match[2] ?? '']
}
