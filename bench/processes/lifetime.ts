/** Processes that the bench started end with it, however it ends. */
import type { ChildProcess } from 'node:child_process'

const running = new Set<ChildProcess>()

export function endWithUs(child: ChildProcess): void {
  running.add(child)
  child.once('exit', () => running.delete(child))
}

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
