/** `/livez`, `/readyz` and `/metrics` on a port of their own. */
import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import type { Metrics } from './metrics.ts'

/** Why the gateway should not be sent traffic; empty when it should. */
export type Unready = () => readonly string[]

export interface OperationsServer {
  readonly port: number
  close(): Promise<void>
}

export async function startOperationsServer(
  listen: { readonly host: string; readonly port: number },
  metrics: Metrics,
  unready: Unready,
): Promise<OperationsServer> {
  const app = new Hono()
  // Alive means that this process answers: a ledger or vendor that does not is no reason to kill it.
  app.get('/livez', (context) => context.json({ status: 'alive' }))
  app.get('/readyz', (context) => {
    const reasons = unready()
    return context.json(
      { status: reasons.length === 0 ? 'ready' : 'unready', reasons },
      reasons.length === 0 ? 200 : 503,
    )
  })
  app.get('/metrics', async (context) => {
    context.header('content-type', metrics.registry.contentType)
    return context.body(await metrics.registry.metrics())
  })
  return await new Promise<OperationsServer>((resolve, reject) => {
    const server: ServerType = serve(
      { fetch: app.fetch, hostname: listen.host, port: listen.port },
      (info) => {
        resolve({
          port: info.port,
          close: async () =>
            await new Promise<void>((done) => {
              server.close(() => done())
              // A probe that keeps its connection, or never said anything on it, would be waited for.
              if ('closeAllConnections' in server) server.closeAllConnections()
            }),
        })
      },
    )
    server.once('error', reject)
  })
}
