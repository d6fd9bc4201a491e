/** Proves that the package runs where it is installed: packs it, installs it in an empty project and runs it there. */
import { strict as assert } from 'node:assert'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { proveImage } from './prove-image.ts'
import { runAsStranger, step } from './stranger.ts'

const ROOT = join(import.meta.dirname, '..')

/** A project that uses the redaction engine alone, from TypeScript. */
const CONSUMER = `import * as redaction from 'limen/redaction'
export const names: string[] = Object.keys(redaction)
process.stdout.write(JSON.stringify(names))
`

const folder = mkdtempSync(join(tmpdir(), 'limen-package-'))
try {
  process.stdout.write('The package\n')
  const tarball = step('packed', pack)
  step('installed in an empty project, without install scripts', () => install(tarball))
  step("limen --version by npx, on the machine's own Node", proveVersion)
  step('limen/redaction imported alone, with its types', proveRedaction)
  step('limen demo --json', proveDemo)
  process.stdout.write('The image, its stages run without an engine\n')
  proveImage(ROOT, join(folder, 'image'))
  process.stdout.write('The package runs where it is installed.\n')
} catch (error) {
  process.stderr.write(`The proof failed. ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Packs into the temporary folder (`prepack` builds) and looks at what went in. */
function pack(): string {
  const printed = runAsStranger('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
    folder: ROOT,
  })
  const [packed] = JSON.parse(printed.slice(printed.indexOf('[\n'))) as readonly {
    readonly filename: string
    readonly files: readonly { readonly path: string }[]
  }[]
  assert(packed !== undefined, 'npm pack names the tarball')
  const paths = packed.files.map((file) => file.path)
  for (const path of [
    'bin/limen.js',
    'bin/redaction.js',
    'dist/gateway/cli/main.js',
    'dist/redaction/index.js',
    'dist/redaction/index.d.ts',
  ]) {
    assert(paths.includes(path), `${path} is in the package`)
  }
  const foreign = paths.filter(
    (path) => /^(src|test|scripts|bench)\//.test(path) || /(?<!\.d)\.ts$/.test(path),
  )
  assert.deepEqual(foreign, [], 'sources and tests stay out of the package')
  return join(folder, packed.filename)
}

function install(tarball: string): void {
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module' }),
  )
  runAsStranger(
    'npm',
    ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--silent', tarball],
    { folder },
  )
}

function proveVersion(): void {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  assert.equal(runAsStranger('npx', ['--offline', 'limen', '--version'], { folder }).trim(), manifest.version)
  const own = runAsStranger('node', [join('node_modules', 'limen', 'bin', 'limen.js'), '--version'], {
    folder,
  })
  assert.equal(own.trim(), manifest.version)
}

function proveRedaction(): void {
  writeFileSync(join(folder, 'consumer.ts'), CONSUMER)
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  )
  const options = [
    '--module',
    'nodenext',
    '--target',
    'es2025',
    '--strict',
    '--types',
    'node',
    '--typeRoots',
    join(ROOT, 'node_modules/@types'),
  ]
  runAsStranger(process.execPath, [compiler, ...options, 'consumer.ts'], { folder })
  const names = JSON.parse(runAsStranger('node', ['consumer.js'], { folder })) as readonly string[]
  assert(names.length > 0, 'limen/redaction exports something')
}

/** The demo drives the real vendor SDKs through the gateway: whatever it imports has to be in the package. */
function proveDemo(): void {
  const printed = runAsStranger('npx', ['--offline', 'limen', 'demo', '--json'], { folder })
  const calls = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly vendor?: string })
  const vendors = new Set(calls.map((call) => call.vendor))
  for (const vendor of ['openai', 'azure', 'deepl', 'assemblyai', 'bedrock', 'vertex'])
    assert(vendors.has(vendor), `the demo calls ${vendor}`)
}
