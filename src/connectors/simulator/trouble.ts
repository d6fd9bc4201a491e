/** Troubles that take the place of an answer: a status, a page of HTML, a redirect, silence, a broken HTTP message. */
import { opening, type Scene, wholeAnswer } from './answers.ts'
import type { SimulatedAnswer, WireEvent } from './contract.ts'

const encoder = new TextEncoder()

/**
 * The answer that the script puts in place of the vendor's own, or undefined. `fail` makes the vendor's error.
 */
export function troubleInstead(
  scene: Scene,
  fail: (scene: Scene, status: number) => SimulatedAnswer,
): SimulatedAnswer | undefined {
  const { script } = scene
  const nothing = { status: 200, headers: {}, body: new Uint8Array(0) }
  if (script.silent === true) return { ...nothing, opening: [{ kind: 'stall' }] }
  if (script.drop === true) return { ...nothing, opening: [{ kind: 'reset' }] }
  if (script.raw !== undefined) {
    const message = Object.hasOwn(RAW_MESSAGES, script.raw) ? RAW_MESSAGES[script.raw] : undefined
    if (message === undefined) return fail(scene, 400)
    return { ...nothing, raw: true, body: message(), opening: opening(scene) }
  }
  if (script.redirect !== undefined) {
    const location = script.redirect === 'same-host' ? scene.request.path : REDIRECTS[script.redirect]
    if (location === undefined) return fail(scene, 400)
    return wholeAnswer(
      { ...scene, headers: { ...scene.headers, location } },
      307,
      'text/plain',
      new Uint8Array(0),
    )
  }
  if (script.html === true) {
    return wholeAnswer(
      scene,
      script.status ?? 502,
      'text/html; charset=UTF-8',
      encoder.encode(htmlPage(scene)),
    )
  }
  if (script.status === undefined) return undefined
  return fail({ ...scene, headers: { ...scene.headers, ...retryHeaders(scene) } }, script.status)
}

function retryHeaders({ script }: Scene): Record<string, string> {
  const after = script['retry-after']
  const milliseconds = script['retry-after-ms']
  return {
    ...(after === undefined ? {} : { 'retry-after': String(after) }),
    ...(milliseconds === undefined ? {} : { 'retry-after-ms': String(milliseconds) }),
  }
}

/** What a load balancer in front of a vendor shows; it repeats the input as some do. */
function htmlPage({ quote }: Scene): string {
  const shown = quote.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><p>${shown}</p></body></html>\n`
}

/** Addresses that a gateway must never follow. */
const REDIRECTS: Readonly<Record<string, string>> = {
  metadata: 'http://169.254.169.254/latest/meta-data/',
  loopback: 'http://127.0.0.1:1/',
  'other-host': 'https://vendor.invalid/v1/chat/completions',
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

/** HTTP messages that no server should send. */
export const RAW_MESSAGES: Readonly<Record<string, () => readonly WireEvent[]>> = {
  'two-answers': () =>
    message(`${OK}Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison`),
  'no-status-line': () => [...message('<html>HTTP/0.9 says hello</html>'), { kind: 'truncate' }],
  'body-on-204': () => message('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello'),
  informational: () =>
    message(
      `${'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'.repeat(200)}${OK}Content-Length: 2\r\n\r\n{}`,
    ),
  'huge-headers': () => message(`${OK}X-Filler: ${'a'.repeat(262_144)}\r\nContent-Length: 2\r\n\r\n{}`),
  'many-headers': () => message(`${OK}${'X-Filler: a\r\n'.repeat(5000)}Content-Length: 2\r\n\r\n{}`),
  'bad-header': () => message(`${OK}X-Bad: a\rSet-Cookie: b\r\nContent-Length: 2\r\n\r\n{}`),
  'length-and-chunks': () =>
    message(`${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  'bad-chunk': () => message(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
  'short-body': () => [...message(`${OK}Content-Length: 1000\r\n\r\n{"id":`), { kind: 'truncate' }],
}

function message(text: string): WireEvent[] {
  return [{ kind: 'bytes', bytes: encoder.encode(text) }]
}
