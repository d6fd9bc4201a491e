/** The engine can be required as well as imported: nothing in it waits for a promise at start-up. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('is required by a CommonJS program, and finds a name', () => {
  const engine = join(import.meta.dirname, '../../src/redaction/index.ts')
  const program = `
    const { compilePolicy, find } = require(${JSON.stringify(engine)})
    const policy = compilePolicy({ names: 'builtin', languages: ['en'] })
    process.stdout.write(String(find(policy, 'my name is Anna Kowalska').length))`
  const args = ['--input-type=commonjs', '--eval', program]
  expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('1')
})
