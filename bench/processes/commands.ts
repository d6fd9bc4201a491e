/** How each proxy is started. */
import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ProxyCommand } from './proxy.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const BARE = fileURLToPath(new URL('../bare-proxy.ts', import.meta.url))
const BARE_HTTP2 = fileURLToPath(new URL('../bare-http2-proxy.ts', import.meta.url))
const LIMEN = fileURLToPath(new URL('../../bin/limen.js', import.meta.url))
const KEY = 'bench-key'

/** The magic number of tmpfs (statfs(2)). */
const TMPFS = 0x01021994

/** A folder for temporary files on a real disk: a ledger in memory would cost nothing to make durable. */
export function diskFolder(): string {
  return statfsSync(tmpdir()).type === TMPFS ? ROOT : tmpdir()
}

export function bareProxy(vendorPort: number, gather = 0): ProxyCommand {
  return {
    name: gather > 0 ? 'bare proxy, gathering' : 'bare proxy',
    args: [BARE, '--upstream', `http://127.0.0.1:${vendorPort}`, '--gather', String(gather)],
    listening: /^(\d+)$/m,
    prefix: '',
    headers: [`authorization: Bearer ${KEY}`],
    restores: false,
  }
}

/** HTTP/2 in clear from the caller, HTTP/1.1 to the vendor. */
export function bareHttp2Proxy(vendorPort: number): ProxyCommand {
  return {
    ...bareProxy(vendorPort),
    name: 'bare proxy, HTTP/2',
    args: [BARE_HTTP2, '--upstream', `http://127.0.0.1:${vendorPort}`],
  }
}

/** The command that an operator types, with every policy on but the names; `sandbox` means only that the vendor is spoken to without TLS. */
export function limen(
  vendorPort: number,
  ledger: string,
  nodeArgs: readonly string[] = [],
  vendor = 'openai',
  names = 'off',
): ProxyCommand {
  const options = ['--sandbox', '--port', '0', '--operations-port', '0', '--key', KEY, '--ledger', ledger]
  options.push('--upstream', `${vendor}=http://127.0.0.1:${vendorPort}`, '--names', names)
  return {
    name: names === 'off' ? 'Limen' : `Limen, names ${names}`,
    args: [...nodeArgs, LIMEN, 'serve', ...options],
    listening: /Listening on http:\/\/127\.0\.0\.1:(\d+)/,
    prefix: `/${vendor}`,
    headers: [`authorization: Bearer ${KEY}`],
    restores: true,
  }
}
