/** The closed table of refusals and failures: each has one HTTP status, one sentence and one outcome in the record. */

/** How a call ended; the only values that the ledger and the metrics know. */
export const OUTCOMES = [
  'ok',
  'client_disconnect',
  'vendor_timeout_connect',
  'vendor_timeout_first_byte',
  'vendor_timeout_idle',
  'vendor_timeout_total',
  'vendor_unreachable',
  'vendor_reset',
  'vendor_truncated',
  'vendor_malformed',
  'vendor_status',
  'vendor_redirect',
  'restoration_failed',
  'redaction_failed',
  'refused',
  'refused_midstream',
  'session_timeout',
  'ledger_unavailable',
  'overloaded',
  'shutdown',
  'internal',
  'unknown',
] as const

export type Outcome = (typeof OUTCOMES)[number]

interface CodeEntry {
  readonly status: number
  readonly outcome: Outcome
  readonly message: string
}

/** Every code that a caller can see. `message` is complete without any value of the call. */
export const CODES = {
  // accept
  request_malformed: { status: 400, outcome: 'refused', message: 'The HTTP request is malformed.' },
  route_unknown: { status: 404, outcome: 'refused', message: 'No vendor is mounted at this path.' },
  body_too_large: { status: 413, outcome: 'refused', message: 'The request body is larger than the limit.' },
  content_type_unsupported: {
    status: 415,
    outcome: 'refused',
    message: 'The content type is not one this operation takes.',
  },
  headers_too_large: {
    status: 431,
    outcome: 'refused',
    message: 'The request headers are too large or too many.',
  },
  // authenticate
  key_missing: { status: 401, outcome: 'refused', message: 'No gateway key was sent.' },
  key_unknown: { status: 401, outcome: 'refused', message: 'The gateway key is not known.' },
  key_revoked: { status: 401, outcome: 'refused', message: 'The gateway key has been revoked.' },
  temporary_key_spent: {
    status: 401,
    outcome: 'refused',
    message: 'The temporary key opens no session any more.',
  },
  signature_invalid: {
    status: 403,
    outcome: 'refused',
    message: 'The signature of the request cannot be accepted.',
  },
  signature_stale: {
    status: 403,
    outcome: 'refused',
    message: "The request was not signed within five minutes of the gateway's clock.",
  },
  keys_conflict: { status: 400, outcome: 'refused', message: 'Two different keys were sent in one request.' },
  // recognise
  operation_unknown: {
    status: 404,
    outcome: 'refused',
    message: 'This operation is not one that the gateway can inspect.',
  },
  // read
  json_malformed: { status: 400, outcome: 'refused', message: 'The request body is not valid JSON.' },
  json_duplicate_key: {
    status: 400,
    outcome: 'refused',
    message: 'The request body has the same key twice in one object.',
  },
  json_too_deep: {
    status: 400,
    outcome: 'refused',
    message: 'The request body is nested deeper than 64 levels.',
  },
  body_not_utf8: { status: 400, outcome: 'refused', message: 'The request body is not valid UTF-8.' },
  body_byte_order_mark: {
    status: 400,
    outcome: 'refused',
    message: 'The request body starts with a byte-order mark.',
  },
  content_encoding_unsupported: {
    status: 415,
    outcome: 'refused',
    message: 'The request body has a content encoding or charset that the gateway does not read.',
  },
  form_malformed: { status: 400, outcome: 'refused', message: 'The form body is malformed.' },
  multipart_malformed: { status: 400, outcome: 'refused', message: 'The multipart body is malformed.' },
  known_values_malformed: {
    status: 400,
    outcome: 'refused',
    message: 'What the caller knows to be personal cannot be read or looked for.',
  },
  model_missing: { status: 400, outcome: 'refused', message: 'The request names no model.' },
  // admit
  operation_not_allowed: {
    status: 403,
    outcome: 'refused',
    message: 'This operation may not be used through the gateway.',
  },
  media_not_allowed: {
    status: 403,
    outcome: 'refused',
    message: 'The request carries media that the gateway cannot inspect, and no config line consents to it.',
  },
  feature_refused: {
    status: 403,
    outcome: 'refused',
    message: 'The request asks for a feature that the residency or retention agreement rules out.',
  },
  header_refused: {
    status: 403,
    outcome: 'refused',
    message: 'A request header tries to choose a host, region or deployment.',
  },
  overloaded: {
    status: 503,
    outcome: 'overloaded',
    message: 'The gateway has no room for another inspected body right now.',
  },
  shutting_down: { status: 503, outcome: 'shutdown', message: 'The gateway is shutting down.' },
  // locate
  object_unknown: { status: 404, outcome: 'refused', message: 'There is no such object.' },
  objects_apart: {
    status: 409,
    outcome: 'refused',
    message: 'The objects that the call names are not kept at one endpoint.',
  },
  pinned_endpoint_gone: {
    status: 410,
    outcome: 'refused',
    message: 'The endpoint and key that keep this object are no longer in the configuration.',
  },
  // route
  model_not_allowed: {
    status: 403,
    outcome: 'refused',
    message: 'No endpoint of this tenant lists this model or deployment.',
  },
  no_endpoint_in_zone: {
    status: 403,
    outcome: 'refused',
    message: "No endpoint of this tenant lies inside the tenant's residency zone.",
  },
  place_not_allowed: {
    status: 403,
    outcome: 'refused',
    message: 'The path names no project and location, or others than those of an endpoint of this tenant.',
  },
  attestation_missing: {
    status: 403,
    outcome: 'refused',
    message: 'The endpoint lacks an attestation that its account settings need.',
  },
  attestation_expired: {
    status: 403,
    outcome: 'refused',
    message: 'An attestation of the endpoint has expired.',
  },
  endpoint_closed: {
    status: 403,
    outcome: 'refused',
    message:
      'The endpoint reported a region outside the zone and is closed until the configuration is reloaded.',
  },
  // redact
  unredactable: {
    status: 422,
    outcome: 'redaction_failed',
    message: 'The request holds something that the gateway cannot inspect.',
  },
  entity_refused: {
    status: 403,
    outcome: 'refused',
    message: "The request holds a kind of value that the tenant's policy refuses.",
  },
  token_ids_unreadable: {
    status: 422,
    outcome: 'redaction_failed',
    message: 'Token ids of this model cannot be decoded, so they cannot be inspected.',
  },
  redaction_failed: {
    status: 422,
    outcome: 'redaction_failed',
    message: 'The redaction engine did not finish, so nothing was sent.',
  },
  names_tier_failed: {
    status: 422,
    outcome: 'redaction_failed',
    message: "The tier that looks for people's names did not do its part, so nothing was sent.",
  },
  names_minimum_unmet: {
    status: 422,
    outcome: 'redaction_failed',
    message: "A text is in a language for which the tenant's policy wants a stronger tier for names.",
  },
  // forbid training
  training_not_excluded: {
    status: 403,
    outcome: 'refused',
    message: 'Training on this call cannot be excluded.',
  },
  // record
  ledger_unavailable: {
    status: 503,
    outcome: 'ledger_unavailable',
    message: 'The ledger cannot record the call, so nothing was sent.',
  },
  // send
  vendor_unreachable: {
    status: 502,
    outcome: 'vendor_unreachable',
    message: 'The vendor could not be reached.',
  },
  vendor_tls_failed: {
    status: 502,
    outcome: 'vendor_unreachable',
    message: "The vendor's TLS certificate was not accepted.",
  },
  vendor_dns_failed: {
    status: 502,
    outcome: 'vendor_unreachable',
    message: "The vendor's host name could not be resolved.",
  },
  egress_refused: {
    status: 502,
    outcome: 'vendor_unreachable',
    message: 'The egress guard refused the address that the host name resolved to.',
  },
  vendor_credential_failed: {
    status: 502,
    outcome: 'vendor_unreachable',
    message: 'The gateway could not obtain a token for the vendor.',
  },
  vendor_timeout_connect: {
    status: 504,
    outcome: 'vendor_timeout_connect',
    message: 'The vendor did not accept a connection in time.',
  },
  vendor_timeout_first_byte: {
    status: 504,
    outcome: 'vendor_timeout_first_byte',
    message: 'The vendor did not start to answer in time.',
  },
  vendor_timeout_idle: {
    status: 504,
    outcome: 'vendor_timeout_idle',
    message: 'The vendor stopped in mid-answer.',
  },
  vendor_timeout_total: {
    status: 504,
    outcome: 'vendor_timeout_total',
    message: 'The call took longer than the total limit.',
  },
  vendor_reset: { status: 502, outcome: 'vendor_reset', message: 'The vendor broke the connection.' },
  vendor_truncated: {
    status: 502,
    outcome: 'vendor_truncated',
    message: 'The vendor ended the answer before it was complete.',
  },
  vendor_malformed: {
    status: 502,
    outcome: 'vendor_malformed',
    message: 'The vendor sent an answer that the gateway cannot read.',
  },
  vendor_redirect: {
    status: 502,
    outcome: 'vendor_redirect',
    message: 'The vendor answered with a redirect, which the gateway never follows.',
  },
  answer_too_large: {
    status: 502,
    outcome: 'vendor_malformed',
    message: "The vendor's answer is larger than the limit.",
  },
  answer_uninspectable: {
    status: 502,
    outcome: 'vendor_malformed',
    message: "The vendor's answer is of a shape in which personal data cannot be looked for.",
  },
  restoration_failed: {
    status: 502,
    outcome: 'restoration_failed',
    message: 'The answer lost or doubled placeholders, so it could not be restored.',
  },
  refused_midstream: {
    status: 403,
    outcome: 'refused_midstream',
    message: 'The upload was aborted: a part of it is not allowed.',
  },
  vendor_refused: {
    status: 502,
    outcome: 'vendor_status',
    message: 'The vendor refused the WebSocket handshake.',
  },
  // in a session
  frame_refused: {
    status: 400,
    outcome: 'refused_midstream',
    message: 'A frame of the session is not one that the gateway can take.',
  },
  session_idle: {
    status: 408,
    outcome: 'session_timeout',
    message: 'Nothing was said in the session for too long.',
  },
  session_too_long: {
    status: 408,
    outcome: 'session_timeout',
    message: 'The session took longer than the total limit.',
  },
  internal: { status: 500, outcome: 'internal', message: 'The gateway failed.' },
} as const satisfies Record<string, CodeEntry>

export type Code = keyof typeof CODES
