/** `limen/redaction` is there by its name in a clone that nobody has built, and exports all of the engine. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as engine from '../../src/redaction/index.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What a module of the clone prints that imports the engine by its name. */
function printed(program: string): unknown {
  const source = `import * as limen from 'limen/redaction'; console.log(JSON.stringify(${program}))`
  const args = ['--input-type=module', '--eval', source]
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }))
}

describe('limen/redaction', () => {
  it('exports what the engine does', () => {
    expect(printed('Object.keys(limen).sort()')).toEqual(Object.keys(engine).sort())
  })

  it('finds', () => {
    expect(printed(`limen.find(limen.compilePolicy({}), 'mail a@b.pl')`)).toMatchObject([
      { entity: 'EMAIL', start: 5, end: 11 },
    ])
  })
})
