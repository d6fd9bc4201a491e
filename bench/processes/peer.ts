/** The peer gateway: installed when the bench first needs it, left out with a reason when it cannot be. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ProxyCommand } from './proxy.ts'

const FOLDER = fileURLToPath(new URL('../peer', import.meta.url))
const SERVER = join(FOLDER, 'node_modules/@portkey-ai/gateway/build/start-server.js')
const INSTALL = ['ci', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund']
const INSTALL_MS = 120_000

/** The reason why there is none, as a line that says what to do. */
export async function peerGateway(vendorPort: number): Promise<ProxyCommand | string> {
  if (!existsSync(SERVER) && !install())
    return 'The peer could not be installed; try: npm ci --prefix bench/peer --ignore-scripts'
  return {
    name: '@portkey-ai/gateway',
    args: [SERVER, '--headless', `--port=${await freePort()}`],
    // Its own log of every request goes to a page that nobody has open.
    env: { NODE_ENV: 'production', TRUSTED_CUSTOM_HOSTS: '127.0.0.1' },
    listening: /http:\/\/localhost:(\d+)/,
    prefix: '',
    headers: [
      'authorization: Bearer bench-key',
      'x-portkey-provider: openai',
      `x-portkey-custom-host: http://127.0.0.1:${vendorPort}/v1`,
    ],
    restores: false,
  }
}

/** With the npm that runs the bench, if one does. */
function install(): boolean {
  const npm = process.env['npm_execpath']
  const options = { stdio: 'ignore', timeout: INSTALL_MS } as const
  const { status } =
    npm === undefined
      ? spawnSync('npm', INSTALL, options)
      : spawnSync(process.execPath, [npm, ...INSTALL], options)
  return status === 0 && existsSync(SERVER)
}

/** It takes no port 0, so it is given one that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
