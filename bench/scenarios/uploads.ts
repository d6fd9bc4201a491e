/** Memory of a proxy while large uploads pass it at one time, to a vendor that begins to read late. */
import { join } from 'node:path'
import { residentBytes } from '../measure/process-usage.ts'
import { bareProxy, limen } from '../processes/commands.ts'
import { Proxy, type ProxyCommand } from '../processes/proxy.ts'
import { BrokenError, type Bench } from './bench.ts'
import { measurePeer } from './measure-peer.ts'

const UPLOADS = 20
const UPLOAD_BYTES = 50 * 1024 * 1024
/** Before it counts: the code that moves the bytes is compiled, and nothing of the load's size has passed. */
const WARM_UP_UPLOADS = 2
const SAMPLE_MS = 25

export interface UploadsMemory {
  /** Bytes. */
  readonly before: number
  readonly peak: number
  readonly seconds: number
}

export interface UploadsReport {
  readonly uploads: number
  readonly bytes: number
  readonly bare: UploadsMemory
  readonly limen: UploadsMemory
  readonly peer: UploadsMemory | undefined
}

export async function measureUploads(bench: Bench): Promise<UploadsReport> {
  return {
    uploads: UPLOADS,
    bytes: UPLOAD_BYTES,
    bare: await measure(bench, bareProxy(bench.vendor.port)),
    limen: await measure(bench, limen(bench.vendor.port, join(bench.folder, 'uploads.db'))),
    peer: await measurePeer(bench, 'uploads', async (peer) => await measure(bench, peer)),
  }
}

async function measure(bench: Bench, command: ProxyCommand): Promise<UploadsMemory> {
  bench.say(`${UPLOADS} uploads: ${command.name}`)
  const proxy = await Proxy.start(command)
  const { target } = proxy
  try {
    await bench.load.ask({ kind: 'upload', target, uploads: WARM_UP_UPLOADS, bytes: UPLOAD_BYTES })
    const before = residentBytes(target.pid)
    let peak = before
    const timer = setInterval(() => {
      peak = Math.max(peak, residentBytes(target.pid))
    }, SAMPLE_MS)
    const figures = await bench.load
      .ask({ kind: 'upload', target, uploads: UPLOADS, bytes: UPLOAD_BYTES })
      .finally(() => clearInterval(timer))
    const [failure] = figures.failures
    if (failure !== undefined) throw new BrokenError(`${command.name}: ${failure}`)
    return { before, peak, seconds: figures.seconds }
  } finally {
    await proxy.stop()
  }
}
