/** What a person copies from `limen serve --sandbox` has to work as it stands, for every vendor. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { connectors } from '../../src/connectors/registry.ts'
import { curlLines } from '../../src/gateway/cli/curl-lines.ts'
import { startSandbox } from '../../src/gateway/sandbox/sandbox.ts'

const KEY = "key-of-the-o'clock"
const LINE = /^ {2}curl -s '([^']+)' -H '([a-z-]+): (.+)' -H '(content-type): (application\/json)' -d '(.+)'$/

/** As a shell reads a text between single quotes. */
function unquoted(text: string): string {
  return text.replaceAll(String.raw`'\''`, "'")
}

it('a base URL and a line for every vendor, and each line is answered with the values in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'limen-test-'))
  const sandbox = await startSandbox({
    port: 0,
    operationsPort: 0,
    ledgerFile: join(folder, 'ledger.db'),
    keys: new Map([[KEY, 'team']]),
    zones: new Map(),
    upstreams: new Map(),
    unlisted: false,
    opaque: false,
    forwardHeaders: [],
    phoneRegions: [],
    names: 'off',
    log: { write: () => {} },
  })
  try {
    const printed = curlLines(sandbox, new Map([[KEY, 'team']])).split('\n')
    const lines = printed.filter((line) => line.startsWith('  curl '))
    expect(lines).toHaveLength(connectors.size)
    for (const line of lines) {
      const [, url = '', name = '', credential = '', type = '', json = '', body = ''] = LINE.exec(line) ?? []
      const headers = { [name]: unquoted(credential), [type]: json }
      const answer = await fetch(url, { method: 'POST', headers, body: unquoted(body) })
      expect([url, answer.status]).toEqual([url, 200])
      expect(await answer.text()).toContain('jan.kowalski@example.com')
    }
    for (const { title, mount } of connectors.values())
      expect(printed.some((line) => line.startsWith(`  ${title} `) && line.includes(mount))).toBe(true)
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
