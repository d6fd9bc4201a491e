/** The texts of the repository: what is committed or about to be, without what is ignored. */
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

export interface CommittedFile {
  readonly path: string
  readonly text: string
}

const BINARY = /\.(?:gif|ico|jpg|png|wav|woff2|db|db-wal|db-shm|tgz)$/

/** Every text file, by its path from the root. */
export function committedFiles(): readonly CommittedFile[] {
  return (pathsOfGit() ?? pathsOfFolder())
    .filter(
      (path) => !BINARY.test(path) && existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile(),
    )
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

function pathsOfGit(): readonly string[] | undefined {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    const list = execFileSync('git', args, {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
      stdio: [...stdio],
    })
    return list.split('\0').filter((path) => path !== '')
  } catch {
    return undefined
  }
}

/** For a copy without git's own folder: everything but what an installation and a build put there. */
function pathsOfFolder(): readonly string[] {
  const ignored = new Set(['.git', 'coverage', 'dist', 'node_modules'])
  return globSync('{*,.*,**/*}', { cwd: ROOT, exclude: (name) => ignored.has(name.split('/').at(-1) ?? '') })
}
