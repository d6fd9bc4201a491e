/** `limen try VENDOR`: one fixed synthetic sentence with the operator's own key, and what the line would do with real traffic. */
import { orUsage } from './arguments.ts'
import { EXIT, type CommandIo } from './io.ts'
import { reachLoopbackDirectly } from './loopback-direct.ts'
import { readTrial } from './trial/options.ts'
import { reportText } from './trial/report-text.ts'
import { runTrial } from './trial/run.ts'
import { SENTENCE, TRIAL_VENDORS } from './trial/vendors.ts'

const VARIABLES = Object.entries(TRIAL_VENDORS)
  .map(([vendor, { variable }]) => `  ${vendor.padEnd(10)} ${variable}`)
  .join('\n')

const USAGE = `Usage: limen try VENDOR [--region R] [--zone Z] [options]

Sends one fixed synthetic sentence to a vendor with your own key, through the real line, and shows what left, where it went,
what came back, what the line would refuse with real traffic, and a limen.yaml to start from. Nothing is kept.

Vendors (${Object.keys(TRIAL_VENDORS).join(', ')}), and the environment variable that holds your key:
${VARIABLES}

  --region R          region of the vendor; eu unless told; bedrock: eu-central-1; vertex: europe-west4
  --zone Z            eea (default), eea+ch, eea+adequate, or ISO codes joined by +
  --model M           openai, bedrock, assemblyai, vertex: model to call; azure: model behind the deployment
  --deployment D      azure: deployment to call, of a chat model
  --resource NAME     azure: resource, or its whole host (default: the one in AZURE_OPENAI_ENDPOINT)
  --sku SKU           azure: SKU of the deployment (default: Standard)
  --api-version V     azure: calls the deployment path of that version in place of the v1 API
  --project P         vertex: Google Cloud project (default: the one in GOOGLE_CLOUD_PROJECT)
  --application-default  vertex: signs in as this machine does, in place of a key
  --proxy URL         CONNECT proxy, http://host:port
  --send-anyway       sends the sentence even where the zone would refuse real traffic
  --upstream ORIGIN   a stand-in on loopback in place of the vendor, http://127.0.0.1:4010
  --json              one JSON object

The sentence: ${SENTENCE}
Exit code: 0 the vendor answered, 1 refused or failed, 2 wrong usage.
`

/** `args` follow the word `try`. Resolves to the exit code. */
export async function tryVendor(args: readonly string[], io: CommandIo): Promise<number> {
  const trial = orUsage(USAGE, io, () => readTrial(args, io))
  if (trial === undefined) return EXIT.usage
  if (trial === 'help') {
    io.stdout(USAGE)
    return EXIT.ok
  }
  reachLoopbackDirectly()
  const report = await runTrial(trial, io)
  io.stdout(trial.json ? `${JSON.stringify(report)}\n` : reportText(report, io.colour))
  return report.problem === null ? EXIT.ok : EXIT.failed
}
