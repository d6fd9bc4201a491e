/** A body that leaves while it comes: nothing of it is held, so what is wrong with it is found on the way. */
import type { Entity } from '../../../redaction/types.ts'

export interface PassingBody {
  /** The bytes that leave. Throws `Refusal` into its reader, so that the vendor request is aborted before it is complete. */
  start(): AsyncGenerator<Buffer>
  /** What was found after the intent was written. */
  lateCounts(): Readonly<Partial<Record<Entity, number>>>
  /** The whole upload went through: the vendor has the request. */
  readonly complete: boolean
}
