/** What step 4 made of a body: scanned and bounded, but still holding what the caller sent. */
import type { FormBody } from './form-body.ts'
import type { JsonBody } from './json-body.ts'

export type InspectedBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly body: JsonBody }
  | { readonly kind: 'form'; readonly body: FormBody; readonly raw: Buffer }
  /** Inspected part by part while it passes. */
  | { readonly kind: 'multipart'; readonly boundary: string }
  | { readonly kind: 'binary' }
