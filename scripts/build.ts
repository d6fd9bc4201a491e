/** Compiles src to dist: what the package ships, since Node strips no types under node_modules. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const SOURCE = join(ROOT, 'src')
const TARGET = join(ROOT, 'dist')

/** `new URL('./worker.ts', import.meta.url)`: a file found at run time, which the compiler leaves as it is written. */
const FILE_URL = /new URL\(\s*(["'])(\.{1,2}\/[^"']+)\.ts\1\s*,\s*import\.meta\.url\s*,?\s*\)/g

rmSync(TARGET, { recursive: true, force: true })
compile()
const assets = copyAssets()
const addresses = globSync('**/*.js', { cwd: TARGET }).reduce((sum, file) => sum + pointAtCompiled(file), 0)
process.stdout.write(`dist: ${assets} assets copied, ${addresses} file addresses pointed at compiled files\n`)

function compile(): void {
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json')
  const compiler = join(dirname(manifest), 'bin', 'tsc')
  execFileSync(process.execPath, [compiler, '-p', join(ROOT, 'tsconfig.build.json')], { stdio: 'inherit' })
}

/** Copies what is not TypeScript (pages, styles, JSON tables) to the same place under dist. */
function copyAssets(): number {
  const files = globSync('**/*', { cwd: SOURCE, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(SOURCE.length))
  for (const file of files) {
    mkdirSync(dirname(join(TARGET, file)), { recursive: true })
    copyFileSync(join(SOURCE, file), join(TARGET, file))
  }
  return files.length
}

/** Rewrites the file addresses of one compiled file, and refuses one whose file was not compiled. */
function pointAtCompiled(file: string): number {
  const path = join(TARGET, file)
  let count = 0
  const text = readFileSync(path, 'utf8')
  const rewritten = text.replaceAll(FILE_URL, (_whole, quote: string, target: string) => {
    if (!existsSync(join(dirname(path), `${target}.js`)))
      throw new Error(`dist/${file} opens ${target}.ts, which was not compiled`)
    count += 1
    return `new URL(${quote}${target}.js${quote}, import.meta.url)`
  })
  const forgotten = rewritten.split('\n').find((line) => /import\.meta\b.*[\w-]\.ts['"`]/.test(line))
  if (forgotten !== undefined) throw new Error(`dist/${file} opens a source: ${forgotten.trim()}`)
  if (count > 0) writeFileSync(path, rewritten)
  return count
}
