/** One sentence to Bedrock's Converse, by AWS's own client. */
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'

/** Milliseconds after which the client gives up; the gateway's own limits are shorter. */
const PATIENCE = 150_000

/** Resolves to the text that came back; rejects with the client's own error. */
export async function converse(
  base: string,
  key: string,
  modelId: string,
  sentence: string,
): Promise<string> {
  const client = new BedrockRuntimeClient({
    // The gateway's endpoint has a region of its own, and a bearer token is for none.
    region: 'eu-central-1',
    endpoint: `${base}/bedrock`,
    token: { token: key },
    authSchemePreference: ['httpBearerAuth'],
    requestHandler: new NodeHttpHandler({ requestTimeout: PATIENCE }),
    maxAttempts: 1,
  })
  try {
    const answer = await client.send(
      new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text: sentence }] }] }),
    )
    return answer.output?.message?.content?.find((block) => block.text !== undefined)?.text ?? ''
  } finally {
    client.destroy()
  }
}
