/** Pages of AssemblyAI's documentation that the tables rest on, with the day they were read. */
import type { Evidence } from '../../contract.ts'

const checked = '2026-11-22'

export const REGION_PAGE: Evidence = {
  url: 'https://www.assemblyai.com/docs/guides/select-the-region',
  checked,
}
export const SYNC_PAGE: Evidence = {
  url: 'https://www.assemblyai.com/docs/sync-stt/endpoints-and-data-zones',
  checked,
}
export const DICTATION_PAGE: Evidence = {
  url: 'https://www.assemblyai.com/docs/dictation/endpoints-and-data-zones',
  checked,
}
export const STREAMING_PAGE: Evidence = {
  url: 'https://www.assemblyai.com/docs/api-reference/streaming-api/streaming-api',
  checked,
}
export const GATEWAY_PAGE: Evidence = {
  url: 'https://www.assemblyai.com/docs/llm-gateway/cloud-endpoints-and-data-residency',
  checked,
}
export const OPT_OUT_PAGE: Evidence = {
  url: 'https://www.assemblyai.com/docs/data-retention-and-model-training',
  checked,
}
export const TRANSCRIPT_PAGE: Evidence = {
  url: 'https://www.assemblyai.com/docs/api-reference/transcripts/submit',
  checked,
}
