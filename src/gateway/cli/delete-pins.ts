/** Deletes what vendors keep for one tenant: each deletion is a call of that tenant over the whole line, and a record. */
import { deletionOf, pathOfObject } from '../../connectors/kept-objects.ts'
import { connectors } from '../../connectors/registry.ts'
import type { Connector, Operation } from '../../connectors/contract.ts'
import { compileRuntime } from '../config/compile-runtime.ts'
import { newKey } from '../config/key.ts'
import { loadConfig, type LoadedConfig } from '../config/load.ts'
import { operationCheck } from '../config/operation-check.ts'
import { residencyCheck } from '../config/residency-check.ts'
import { configSchema, type ConfigFile } from '../config/schema.ts'
import { openPool, type EgressPool } from '../egress/pool.ts'
import { dispatch } from '../egress/send.ts'
import { EndpointTarget } from '../egress/target.ts'
import { startGateway } from '../gateway.ts'
import { faultReason, faultSentence } from '../ledger/fault.ts'
import { readPins, type PinFilter, type PinRecord } from '../ledger/read-pins.ts'
import type { Log } from '../observe/log.ts'
import { reportDiagnostics } from './diagnostic-text.ts'
import { EXIT, type CommandIo } from './io.ts'

export interface DeleteOptions {
  readonly tenant: string
  /** File of the config. */
  readonly config: string
  readonly filter: PinFilter
  readonly json: boolean
}

/** What became of one object. */
interface Deletion {
  readonly pin: PinRecord
  readonly result: 'deleted' | 'already gone' | 'failed'
  /** Why it is still there. */
  readonly why: string | null
}

/** Id of the key under which the deletions are recorded. */
const KEY_ID = 'pinsdelete'
const AT_ONCE = 4
/** Milliseconds: longer than any vendor takes to delete, shorter than a person waits. */
const LIMITS = { firstByte: 60_000, idle: 60_000, total: 120_000 }
const SILENT: Log = { write: () => {} }

/**
 * Resolves to the exit code: 1 when anything is left at a vendor, or nothing could be tried.
 *
 * @param compile tests bring one that puts stand-ins in the vendors' places
 */
export async function deletePins(
  options: DeleteOptions,
  io: CommandIo,
  compile: typeof compileRuntime = compileRuntime,
): Promise<number> {
  const config = load(options, io)
  if (config === undefined) return EXIT.failed
  let found: readonly PinRecord[]
  try {
    found = readPins(config.settings.ledger.file, options.filter, io.today().getTime())
  } catch (error) {
    io.stderr(`The ledger cannot be read: ${faultSentence(faultReason(error))}.\n`)
    return EXIT.failed
  }
  const kept = found.filter(({ status }) => status !== 'deleted')
  let deletions: readonly Deletion[]
  try {
    deletions = kept.length === 0 ? [] : await deleteAll(config, options.tenant, kept, io, compile)
  } catch (error) {
    // Messages of our own classes and of the listener hold nothing of callers.
    io.stderr(`limen pins: ${error instanceof Error ? error.message : 'it could not start.'}\n`)
    return EXIT.failed
  }
  report(deletions, options, io)
  return deletions.some(({ result }) => result === 'failed') ? EXIT.failed : EXIT.ok
}

function load({ config: file, tenant }: DeleteOptions, io: CommandIo): LoadedConfig | undefined {
  const loaded = loadConfig(file, io, [residencyCheck(connectors), operationCheck(connectors)])
  if (!('config' in loaded)) {
    reportDiagnostics(loaded.diagnostics, io)
    io.stderr(`limen pins: ${file} does not load; nothing was deleted.\n`)
    return undefined
  }
  if (loaded.config.settings.tenants[tenant] !== undefined) return loaded.config
  io.stderr(
    `limen pins: ${file} has no tenant ${tenant}. Its endpoints and their keys are needed to delete what they keep.\n`,
  )
  return undefined
}

async function deleteAll(
  config: LoadedConfig,
  tenant: string,
  pins: readonly PinRecord[],
  io: CommandIo,
  compile: typeof compileRuntime,
): Promise<readonly Deletion[]> {
  const key = newKey(io.random)
  const settings = ownSettings(config.settings, tenant, key.hash)
  const runtime = compile({ ...config, settings })
  const gateway = await startGateway({ settings, runtime: () => runtime, log: SILENT, ledgerGuest: true })
  const target = EndpointTarget.of({
    id: 'own',
    host: '',
    sandbox: { origin: `http://127.0.0.1:${gateway.port}` },
  })
  const pool = openPool(target, { connections: AT_ONCE, connectMilliseconds: 5000 })
  const deletions: Deletion[] = []
  const waiting = [...pins]
  const work = async (): Promise<void> => {
    for (let pin = waiting.shift(); pin !== undefined; pin = waiting.shift())
      deletions.push(await deleteOne(pin, pool, key.text))
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } finally {
    await pool.close()
    await gateway.stop()
  }
  return deletions
}

/** The same config, on ports of its own, for one tenant and with a key that nobody else knows. */
function ownSettings(settings: ConfigFile, name: string, hash: string): ConfigFile {
  const tenant = settings.tenants[name]
  if (tenant === undefined) throw new TypeError('the tenant is not in the config')
  const { listen, operations } = configSchema.shape
  return {
    ...settings,
    listen: listen.parse({ host: '127.0.0.1', port: 0 }),
    operations: operations.parse({ host: '127.0.0.1', port: 0 }),
    shutdown: { ...settings.shutdown, drain: 0 },
    tenants: { [name]: { ...tenant, keys: [{ id: KEY_ID, hash, status: 'active' }] } },
  }
}

async function deleteOne(pin: PinRecord, pool: EgressPool, key: string): Promise<Deletion> {
  const route = routeOf(pin)
  if (route === undefined)
    return { pin, result: 'failed', why: 'the vendor has no operation that deletes it' }
  try {
    const { status, code } = await send(pool, key, route)
    if (code === undefined && status >= 200 && status < 300) return { pin, result: 'deleted', why: null }
    if ((code === undefined && status === 404) || code === 'object_unknown')
      return { pin, result: 'already gone', why: null }
    return { pin, result: 'failed', why: code ?? `the vendor answered ${status}` }
  } catch {
    return { pin, result: 'failed', why: 'the connection broke' }
  }
}

interface DeletionRoute {
  readonly method: Operation['method']
  readonly path: string
}

/** The operation that ends objects of this kind; of its paths the last, which is the newest of the vendor's. */
function routeOf({ vendor, kind, id }: PinRecord): DeletionRoute | undefined {
  const connector = [...connectors.values()].find((each) => each.vendor === vendor)
  const operation = connector === undefined ? undefined : deletionOf(connector, kind)
  const template = operation?.paths.at(-1)
  if (connector === undefined || operation === undefined || template === undefined) return undefined
  return { method: operation.method, path: mountOf(connector, operation) + pathOfObject(template, id) }
}

function mountOf(connector: Connector, { service }: Operation): string {
  return connector.services?.find(({ id }) => id === service)?.mount ?? connector.mount
}

/** One call of the gateway of our own, on loopback like any stand-in. */
async function send(
  pool: EgressPool,
  key: string,
  { method, path }: DeletionRoute,
): Promise<{ readonly status: number; readonly code: string | undefined }> {
  return await new Promise((resolve, reject) => {
    let status = 0
    let code: string | undefined
    dispatch(
      pool,
      { method, path, headers: ['authorization', `Bearer ${key}`], body: undefined, limits: LIMITS },
      {
        onHead: (head, headers) => {
          status = head
          const named = headers['x-limen-code']
          code = typeof named === 'string' ? named : undefined
        },
        onData: () => {},
        onEnd: () => resolve({ status, code }),
        onError: reject,
      },
    )
  })
}

function report(deletions: readonly Deletion[], { tenant, json }: DeleteOptions, io: CommandIo): void {
  for (const { pin, result, why } of deletions) {
    const { vendor, kind, id, endpoint } = pin
    if (json) io.stdout(`${JSON.stringify({ tenant, vendor, kind, id, endpoint, result, why })}\n`)
    else
      io.stdout(
        `${result.padEnd(12)}  ${vendor} ${kind} ${id} at ${endpoint}${why === null ? '' : `: ${why}`}\n`,
      )
  }
  const count = (wanted: Deletion['result']): number =>
    deletions.filter(({ result }) => result === wanted).length
  io.stderr(
    deletions.length === 0
      ? `Nothing is kept at a vendor for tenant ${tenant}.\n`
      : `${count('deleted')} deleted, ${count('already gone')} already gone, ${count('failed')} left.\n`,
  )
}
