/** What passed in a session, as its record and the metrics have it: numbers of frames and bytes, no content. */
import type { SessionMeter } from '../../observe/live-metrics.ts'

export class SessionCount {
  framesOut = 0
  framesIn = 0
  bytesOut = 0
  bytesIn = 0
  /** Frames of sound and their bytes, as they stood on the wire. */
  audioOut = 0
  audioBytesOut = 0
  audioIn = 0
  audioBytesIn = 0

  readonly #meter: SessionMeter
  readonly #unread: string[] = []

  constructor(meter: SessionMeter) {
    this.#meter = meter
  }

  out(bytes: number, audio: boolean): void {
    this.#meter.frame('out', audio, bytes)
    this.framesOut += 1
    this.bytesOut += bytes
    if (!audio) return
    this.audioOut += 1
    this.audioBytesOut += bytes
  }

  in(bytes: number, audio: boolean): void {
    this.#meter.frame('in', audio, bytes)
    this.framesIn += 1
    this.bytesIn += bytes
    if (!audio) return
    this.audioIn += 1
    this.audioBytesIn += bytes
  }

  /** Kinds of media that passed unread, beside those that the session began with. */
  unread(media: Iterable<string>): void {
    this.#unread.push(...media)
  }

  /** For the record: `audio_out=1200/1920000` are frames and bytes. */
  get marks(): readonly string[] {
    return [
      `frames_out=${this.framesOut}`,
      `frames_in=${this.framesIn}`,
      ...(this.audioOut > 0 ? [`audio_out=${this.audioOut}/${this.audioBytesOut}`] : []),
      ...(this.audioIn > 0 ? [`audio_in=${this.audioIn}/${this.audioBytesIn}`] : []),
      ...this.#unread.map((media) => `uninspected=${media}`),
    ]
  }
}
