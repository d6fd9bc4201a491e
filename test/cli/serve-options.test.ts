/** The options of `serve`: what is wrong is said in one sentence before a socket is opened, and nothing is silently ignored. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serve } from '../../src/gateway/cli/serve.ts'
import { readServeArguments } from '../../src/gateway/cli/serve-options.ts'
import { servingText } from '../../src/gateway/cli/serving-text.ts'
import { run } from './command.ts'

describe('exits with 2 and names the option and what it takes', () => {
  it.each([
    [[], 'Say what to serve: --config FILE'],
    [['limen.yaml'], 'Did you mean --config limen.yaml?'],
    [['--confg', 'limen.yaml'], 'Did you mean --config?'],
    [['--config'], '--config needs a value'],
    [['--config', 'a.yaml', '--sandbox'], 'Either --config FILE or --sandbox'],
    [['--config', 'a.yaml', '--port', '1'], '--port belongs to --sandbox'],
    [['--config', 'a.yaml', '--unlisted', 'redact'], '--unlisted belongs to --sandbox'],
    [['--sandbox=yes'], '--sandbox takes no value'],
    [['--sandbox', '--port', '70000'], '--port takes a number from 0 to 65535'],
    [['--sandbox', '--operations-port', ' 1'], '--operations-port takes a number'],
    [['--sandbox', '--upstream', 'http://127.0.0.1:1'], '--upstream takes VENDOR=ORIGIN'],
    [['--sandbox', '--upstream', 'mistral=http://127.0.0.1:1'], 'the vendors are openai, azure, deepl'],
    [['--sandbox', '--upstream', 'openai=https://api.openai.com'], 'never leaves loopback'],
    [['--sandbox', '--upstream', 'openai=http://10.0.0.1:80'], 'never leaves loopback'],
    [['--sandbox', '--upstream', 'openai='], 'takes a stand-in on this machine'],
    [['--sandbox', '--zone', 'europe'], '--zone takes eea, eea+ch, eea+adequate'],
    [['--sandbox', '--zone', 'DE+QX'], 'QX is not an ISO country code'],
    [['--sandbox', '--zone', 'acme:eea'], '--zone names the tenant "acme"'],
    [['--sandbox', '--phone-region', 'XX'], '--phone-region takes an ISO country code'],
    [['--sandbox', '--names', 'onnx'], '--names takes one of off, rules, builtin.'],
    [['--sandbox', '--unlisted', 'allow'], '--unlisted takes the word redact'],
    [['--sandbox', '--opaque', 'redact'], '--opaque takes the word allow'],
    [['--sandbox', '--key', 'a:same', '--key', 'b:same'], 'the same key'],
    [['--sandbox', '--key', 'two words'], '--key takes printable ASCII'],
  ])('%j', async (args, sentence) => {
    const { code, out, err } = await run(serve, args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(sentence)
    expect(err).toContain('Usage: limen serve --config FILE')
  })
})

describe('a sandbox', () => {
  it('has one tenant and its defaults', () => {
    expect(readServeArguments(['--sandbox'])).toEqual({
      mode: 'sandbox',
      port: 8080,
      operationsPort: 9090,
      ledger: undefined,
      keys: new Map([['sandbox-key', 'demo']]),
      zones: new Map(),
      upstreams: new Map(),
      unlisted: false,
      opaque: false,
      forwardHeaders: [],
      phoneRegions: [],
      names: 'off',
    })
  })

  it('gives a zone without a tenant to all, and to each its own where it has one', () => {
    const args = [
      '--sandbox',
      '--key',
      'acme:k1',
      '--key',
      'beta:k2',
      '--zone',
      'beta:DE+FR',
      '--zone',
      'eea',
    ]
    expect(readServeArguments(args)).toMatchObject({
      zones: new Map<string, unknown>([
        ['acme', 'eea'],
        ['beta', ['DE', 'FR']],
      ]),
    })
  })

  it('takes a key that starts with a dash when it is written with an equals sign', () => {
    expect(readServeArguments(['--sandbox', '--key=-abc'])).toMatchObject({
      keys: new Map([['-abc', 'demo']]),
    })
  })
})

describe('a config', () => {
  it('that does not load is named on stderr, and nothing listens', () => {
    // A process of its own: `serve` takes over what nobody catches.
    const launcher = join(import.meta.dirname, '..', '..', 'bin', 'limen.js')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [launcher, 'serve', '--config', '/nowhere/limen.yaml'],
      { encoding: 'utf8' },
    )
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('/nowhere/limen.yaml:1:1')
    expect(stderr).toContain('nothing was started')
  })

  it('that serves tells a person the base URLs of its vendors and no others', () => {
    const endpoint = { region: 'eu', attestations: {}, private_network: [], key: 'k', account_usage: false }
    const text = servingText(
      'limen.yaml',
      {
        listen: { host: '::1', port: 0 },
        operations: { host: '127.0.0.1', port: 0 },
        endpoints: { 'deepl-eu': { vendor: 'deepl', ...endpoint } },
      },
      { port: 8080, operationsPort: 9090 },
    )
    expect(text).toContain('http://[::1]:8080/deepl')
    expect(text).toContain('http://127.0.0.1:9090/livez')
    expect(text).not.toContain('openai')
  })
})
