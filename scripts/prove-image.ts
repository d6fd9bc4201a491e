/** Runs the stages of the Dockerfile in a folder, so that a missing file or package is found where no engine runs. */
import { strict as assert } from 'node:assert'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { copyOf, execForm, type Instruction, parseDockerfile, type Stage } from './dockerfile.ts'
import { runAsStranger, step } from './stranger.ts'

/** @param root the build context @param folder where the stages' file systems are laid out, one folder a stage */
export function proveImage(root: string, folder: string): void {
  const stages = parseDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'))
  for (const stage of stages) {
    mkdirSync(join(folder, stage.name), { recursive: true })
    step(`stage ${stage.name}`, () => runStage(stage, root, folder))
  }
  const runtime = stages.at(-1)
  assert(runtime !== undefined, 'the Dockerfile has a stage')
  step('entry point: --version and demo', () => startImage(runtime, join(folder, runtime.name)))
}

function runStage(stage: Stage, root: string, folder: string): void {
  let workdir = '/'
  for (const instruction of stage.instructions) {
    const inside = join(folder, stage.name, workdir)
    if (instruction.word === 'WORKDIR') {
      workdir = instruction.text
      mkdirSync(join(folder, stage.name, workdir), { recursive: true })
    } else if (instruction.word === 'COPY') {
      const from = instruction.flags.get('from')
      copy(instruction, from === undefined ? root : join(folder, from), inside)
    } else if (instruction.word === 'RUN' && instruction.text.startsWith('npm ')) {
      runNpm(instruction.text, root, inside)
    }
  }
}

/** Docker's rules, as far as we use them: a folder's content goes into the target, a file into it or under its name. */
function copy(instruction: Instruction, from: string, inside: string): void {
  const { sources, target } = copyOf(instruction)
  for (const source of sources) {
    const folderTarget = target.endsWith('/') || existsSync(join(inside, target))
    const place = folderTarget && !source.endsWith('node_modules') ? join(target, basename(source)) : target
    mkdirSync(dirname(join(inside, place)), { recursive: true })
    cpSync(join(from, source), join(inside, place), { recursive: true, verbatimSymlinks: true })
  }
}

function runNpm(command: string, root: string, inside: string): void {
  const [program = '', ...args] = command.split(/\s+/)
  if (args.includes('ci') && !args.some((arg) => arg.startsWith('--omit'))) {
    // The whole lock was installed a minute ago, for the tests; once is proof enough.
    symlinkSync(join(root, 'node_modules'), join(inside, 'node_modules'))
    return
  }
  const path = [dirname(process.execPath), process.env['PATH']].join(':')
  runAsStranger(program, [...args, '--prefer-offline', '--silent'], {
    folder: inside,
    variables: { PATH: path },
  })
}

/** Starts what the image starts, with the folder in place of the root and the Node that runs this proof. */
function startImage(runtime: Stage, folder: string): void {
  const entry = execForm(
    runtime.instructions.findLast((instruction) => instruction.word === 'ENTRYPOINT')?.text ?? '',
  )
  assert(entry?.[0] === 'node', 'the entry point is Node itself, in exec form')
  const args = entry.slice(1).map((word) => (word.startsWith('/') ? join(folder, word) : word))
  assert(!existsSync(join(folder, 'app', 'node_modules', '.bin', 'node')), 'the image carries one Node')
  const printed = runAsStranger(process.execPath, [...args, '--version'], { folder: join(folder, 'data') })
  const manifest = JSON.parse(readFileSync(join(folder, 'app', 'package.json'), 'utf8')) as {
    readonly version: string
  }
  assert.equal(printed.trim(), manifest.version)
  // Loads every production package: one that only the whole install has would be missed here.
  runAsStranger(process.execPath, [...args, 'demo', '--json'], { folder: join(folder, 'data') })
}
