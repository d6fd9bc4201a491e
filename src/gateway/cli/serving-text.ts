/** What `serve --config` tells a person at a terminal once it listens; programs read the log line beside it. */
import { connectors } from '../../connectors/registry.ts'
import type { ConfigFile } from '../config/schema.ts'
import { baseUrls } from './base-urls.ts'

interface Ports {
  readonly port: number
  readonly tlsPort?: number | undefined
  readonly operationsPort: number
}

export function servingText(
  file: string,
  { listen, operations, endpoints }: Pick<ConfigFile, 'listen' | 'operations' | 'endpoints'>,
  { port, tlsPort, operationsPort }: Ports,
): string {
  const base = `http://${authority(listen.host, port)}`
  const used = new Set(Object.values(endpoints).map(({ vendor }) => vendor))
  const vendors = [...connectors.keys()].filter((vendor) => used.has(vendor))
  return [
    `Serving ${file} on ${base}`,
    ...baseUrls(base, vendors),
    ...(tlsPort === undefined
      ? []
      : [
          `  over TLS      https://${authority(listen.tls?.host ?? listen.host, tlsPort)}, with the same paths`,
        ]),
    `  operations    http://${authority(operations.host, operationsPort)}/livez, /readyz, /metrics`,
    'SIGHUP reloads the file; SIGTERM or Ctrl-C drains and stops, a second one stops at once.',
    '',
  ].join('\n')
}

function authority(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
