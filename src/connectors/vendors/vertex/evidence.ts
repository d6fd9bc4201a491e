/** The pages of Google that the Vertex AI connector's claims rest on, and the day on which they were read. */
const checked = '2026-11-22'
const pages = 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/resources'

/** Which models are processed where: a location that the table does not list for a model gives no guarantee. */
export const DATA_RESIDENCY = { url: `${pages}/data-residency`, checked }
export const LOCATIONS = { url: `${pages}/locations`, checked }
/** Abuse monitoring, caches, grounding, request-response logging. */
export const ZERO_RETENTION = { url: `${pages}/zero-data-retention`, checked }
/** The wire: fields of a request and of an answer. */
export const LIVE_API = {
  url: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/live-api',
  checked,
}
export const REFERENCE = {
  url: 'https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.publishers.models',
  checked,
}
