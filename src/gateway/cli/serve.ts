/** `limen serve`: a gateway from a config file, or a sandbox on stand-ins, until a signal ends it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectors } from '../../connectors/registry.ts'
import { compileRuntime } from '../config/compile-runtime.ts'
import { operationCheck } from '../config/operation-check.ts'
import { ConfigSource } from '../config/reload.ts'
import { residencyCheck } from '../config/residency-check.ts'
import type { Runtime } from '../config/runtime.ts'
import { startGateway, type Gateway } from '../gateway.ts'
import { createLog, type Log } from '../observe/log.ts'
import { reloadGateway } from '../reload-gateway.ts'
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import { orUsage } from './arguments.ts'
import { curlLines } from './curl-lines.ts'
import { reportDiagnostics } from './diagnostic-text.ts'
import { guardProcess } from './guard-process.ts'
import { EXIT, type CommandIo } from './io.ts'
import { readServeArguments, type SandboxArguments } from './serve-options.ts'
import { servingText } from './serving-text.ts'

const USAGE = `Usage: limen serve --config FILE
       limen serve --sandbox [--port P] [--tls-port P] [--key [TENANT:]KEY]... [--upstream VENDOR=ORIGIN]...

Serves the data path on the address of the config, and /livez, /readyz and /metrics on a port of their own.
SIGHUP reloads the config whole or not at all; SIGTERM drains; a second SIGTERM ends at once.

Sandbox: vendors are stand-ins on loopback; without --upstream the embedded ones. Records say sandbox.
  --port P                    8080; 0 for any free one
  --tls-port P                a second port with TLS, for HTTP/1.1 and HTTP/2; its CA is made for this run
  --operations-port P         9090; 0 for any free one
  --key [TENANT:]KEY          a key of any shape (default: demo:sandbox-key; tenant demo unless named); may be repeated
  --zone [TENANT:]ZONE        eea, eea+ch (default), eea+adequate, or ISO codes joined by +; of one tenant, or of all
  --upstream VENDOR=ORIGIN    http://127.0.0.1:4010, with an optional path; vendors: ${[...connectors.keys()].join(', ')}
  --unlisted redact           operations that no connector lists pass with every string redacted
  --opaque allow              files, images and audio pass uninspected
  --forward-header PATTERN    a caller header that may go upstream; a trailing * matches a prefix; may be repeated
  --phone-region CC           country whose national phone formats are recognised; may be repeated
  --names TIER                people's names: off (default), by rules (lists and cues), or builtin (those and a tagger)
  --ledger FILE               keeps the record there instead of in a temporary folder
`

export async function serve(args: readonly string[], io: CommandIo): Promise<number> {
  const options = orUsage(USAGE, io, () => readServeArguments(args))
  if (options === undefined) return EXIT.usage
  if (options.mode === 'help') {
    io.stdout(USAGE)
    return EXIT.ok
  }
  const log = createLog()
  guardProcess(log)
  try {
    return options.mode === 'sandbox'
      ? await serveSandbox(options, io, log)
      : await serveConfig(options.file, io, log)
  } catch (error) {
    io.stderr(`limen serve: ${startFailure(error)}\n`)
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
  reportDiagnostics(first.diagnostics, io)
  if (!first.ok) io.stderr(`limen serve: ${file} does not load; nothing was started.\n`)
  const running = source.running
  if (!first.ok || running === undefined) return EXIT.failed
  const runtime = (): Runtime => source.running?.runtime ?? running.runtime
  const gateway = await startGateway({
    settings: running.config.settings,
    runtime,
    reload: () => source.report,
    log,
  })
  const onHangup = (): void => void reloadGateway(source, gateway, log)
  process.on('SIGHUP', onHangup)
  const ended = untilSignalled(gateway)
  const { listen, operations } = running.config.settings
  log.write('info', 'started', {
    listen: `${listen.host}:${gateway.port}`,
    ...(gateway.tlsPort === undefined
      ? {}
      : { tls: `${listen.tls?.host ?? listen.host}:${gateway.tlsPort}` }),
    operations: `${operations.host}:${gateway.operationsPort}`,
    config: runtime().hash,
    sandbox: false,
  })
  if (io.person === true) io.stderr(servingText(file, running.config.settings, gateway))
  await ended
  process.off('SIGHUP', onHangup)
  return EXIT.ok
}

async function serveSandbox(options: SandboxArguments, io: CommandIo, log: Log): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'limen-sandbox-'))
  let sandbox: Sandbox | undefined
  try {
    sandbox = await startSandbox({
      port: options.port,
      ...(options.tlsPort === undefined ? {} : { tls: { port: options.tlsPort, folder } }),
      operationsPort: options.operationsPort,
      ledgerFile: options.ledger ?? join(folder, 'ledger.db'),
      keys: options.keys,
      zones: options.zones,
      upstreams: options.upstreams,
      unlisted: options.unlisted,
      opaque: options.opaque,
      forwardHeaders: options.forwardHeaders,
      phoneRegions: options.phoneRegions,
      names: options.names,
      log,
    })
    const ended = untilSignalled(sandbox.gateway)
    io.stdout(curlLines(sandbox, options.keys))
    await ended
    return EXIT.ok
  } finally {
    await sandbox?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Resolves after a drained stop. A second signal ends the process at once. Called before anybody is told that the gateway
 * listens, since whoever was told may send a signal.
 */
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

/** Messages of our own classes and of the listener hold nothing of callers. */
function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'it could not start.'
  const code = 'code' in error ? error.code : undefined
  const port = 'port' in error && typeof error.port === 'number' ? `port ${error.port}` : 'the port'
  if (code === 'EADDRINUSE')
    return `${port} is in use. Choose others with --port, --tls-port and --operations-port, or listen.port, listen.tls.port and operations.port in the config.`
  if (code === 'EACCES') return `this user may not listen on ${port}; ports below 1024 need a privilege.`
  if (code === 'EADDRNOTAVAIL')
    return 'this machine has no such address: see listen.host, listen.tls.host and operations.host.'
  return error.message
}
