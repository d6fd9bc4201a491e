/** A reload of a running gateway: new calls take the new configuration at once, calls in flight keep the old one to their end. */
import type { ConfigSource, ReloadReport } from './config/reload.ts'
import type { Runtime } from './config/runtime.ts'
import type { Gateway } from './gateway.ts'
import type { Log } from './observe/log.ts'

/** Never throws; what runs stays as it is when the report is not ok. */
export function reloadGateway(
  source: ConfigSource<Runtime>,
  gateway: Pick<Gateway, 'adopt'>,
  log: Log,
): ReloadReport {
  const before = source.running?.runtime
  const report = source.reload()
  const after = source.running?.runtime
  if (!report.ok) {
    const [first] = report.diagnostics
    log.write('error', 'reload_refused', {
      errors: report.diagnostics.length,
      first:
        first === undefined
          ? ''
          : `${first.file}:${first.line}:${first.column} ${first.path} ${first.message}`,
    })
    return report
  }
  log.write('info', 'reloaded', { config: after?.hash ?? '' })
  for (const { file, line, column, path, message } of report.diagnostics)
    log.write('warn', 'config_warning', { place: `${file}:${line}:${column}`, path, message })
  if (before !== undefined && after !== undefined && before !== after) gateway.adopt(after, before)
  return report
}
