/** The pages that the Bedrock tables rest on, and the day on which each was read. */
import type { Evidence } from '../../contract.ts'

const page = (path: string): Evidence => ({
  url: `https://docs.aws.amazon.com/bedrock/latest/${path}`,
  checked: '2026-11-22',
})

export const REGIONS_PAGE = page('userguide/models-regions.html')
export const RETENTION_PAGE = page('userguide/data-retention.html')
export const LOGGING_PAGE = page('userguide/model-invocation-logging.html')
export const CONVERSE_PAGE = page('APIReference/API_runtime_Converse.html')
export const GUARDRAILS_PAGE = page('userguide/guardrails-cross-region.html')
export const ASYNC_PAGE = page('APIReference/API_runtime_StartAsyncInvoke.html')
export const BIDIRECTIONAL_PAGE = page('APIReference/API_runtime_InvokeModelWithBidirectionalStream.html')
