/** Lets the SDKs in this process reach a gateway on loopback although the machine names a proxy for everything. */

/**
 * Adds 127.0.0.1 to `no_proxy`. Behind HTTP_PROXY, `deepl-node` would ask the proxy for the gateway on loopback, and so would
 * Node's fetch under NODE_USE_ENV_PROXY. The gateway's own egress reads none of these variables.
 */
export function reachLoopbackDirectly(env: Record<string, string | undefined> = process.env): void {
  for (const name of ['no_proxy', 'NO_PROXY']) {
    const given = env[name] ?? ''
    if (given.split(',').includes('127.0.0.1')) continue
    env[name] = given === '' ? '127.0.0.1' : `${given},127.0.0.1`
  }
}
