/** The demo's call of Bedrock: a stream with AWS's own client, which signs and speaks HTTP/2 as it does by default. */
import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { CUSTOMER, DEMO_KEYS } from './texts.ts'

/** In the sandbox a key is access key id and secret at once. Resolves to the text that the caller put together. */
export async function converseStreamed(base: string): Promise<string> {
  const client = new BedrockRuntimeClient({
    region: 'eu-central-1',
    endpoint: `${base}/bedrock`,
    credentials: { accessKeyId: DEMO_KEYS.wide, secretAccessKey: DEMO_KEYS.wide },
    maxAttempts: 1,
  })
  try {
    const answer = await client.send(
      new ConverseStreamCommand({
        modelId: 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
        messages: [{ role: 'user', content: [{ text: CUSTOMER }] }],
      }),
    )
    let text = ''
    for await (const event of answer.stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
    return text
  } finally {
    client.destroy()
  }
}
