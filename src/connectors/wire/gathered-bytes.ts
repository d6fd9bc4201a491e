/** Bytes that come in pieces and are wanted whole: memory in proportion to the bytes, however small the pieces. */

/** After so many pieces, those below `SMALL` bytes are copied: the object around a byte weighs a hundred times the byte. */
const FEW = 16
const SMALL = 1024
const BLOCK = 16_384

export class GatheredBytes {
  private parts: Buffer[] = []
  private total = 0
  /** Copies go to `block[start, end)`, which becomes a part when another kind of piece follows. */
  private block: Buffer | undefined = undefined
  private start = 0
  private end = 0

  /** Bytes. */
  get size(): number {
    return this.total
  }

  append(piece: Buffer): void {
    this.total += piece.length
    if (piece.length >= SMALL || this.parts.length < FEW) {
      this.closeCopies()
      this.parts.push(piece)
    } else this.copy(piece)
  }

  /** All of them; a single piece is handed on as it came. */
  whole(): Buffer {
    this.closeCopies()
    const [only] = this.parts
    return this.parts.length === 1 && only !== undefined ? only : Buffer.concat(this.parts, this.total)
  }

  clear(): void {
    this.parts = []
    this.total = 0
    this.block = undefined
    this.start = 0
    this.end = 0
  }

  private copy(piece: Buffer): void {
    if (this.block === undefined || this.end + piece.length > BLOCK) {
      this.closeCopies()
      this.block = Buffer.allocUnsafe(BLOCK)
      this.start = 0
      this.end = 0
    }
    piece.copy(this.block, this.end)
    this.end += piece.length
  }

  private closeCopies(): void {
    if (this.block === undefined || this.start === this.end) return
    this.parts.push(this.block.subarray(this.start, this.end))
    this.start = this.end
  }
}
