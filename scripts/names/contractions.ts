/** Portuguese treebanks write `de a` where people write `da`: puts the contractions back, outside and between names. */

type Spans = readonly (readonly [number, number])[]

const CONTRACTIONS: Readonly<Record<string, string>> = {
  'de o': 'do', 'de a': 'da', 'de os': 'dos', 'de as': 'das', 'em o': 'no', 'em a': 'na', 'em os': 'nos', 'em as': 'nas',
  'a o': 'ao', 'a os': 'aos', 'a a': 'à', 'a as': 'às', 'por o': 'pelo', 'por a': 'pela', 'por os': 'pelos', 'por as': 'pelas',
} // prettier-ignore

const PATTERN = /\b(?:de|em|a|por) (?:os|as|o|a)(?= )/gi

export function contracted(text: string, spans: Spans): { readonly text: string; readonly spans: Spans } {
  let out = ''
  let from = 0
  const moves: (readonly [number, number])[] = []
  for (const match of text.matchAll(PATTERN)) {
    const short = CONTRACTIONS[match[0].toLowerCase()]
    if (
      short === undefined ||
      spans.some(([start, end]) => match.index < end && match.index + match[0].length > start)
    )
      continue
    const written = match[0].charAt(0) === match[0].charAt(0).toLowerCase() ? short : capitalised(short)
    out += text.slice(from, match.index) + written
    from = match.index + match[0].length
    moves.push([match.index, match[0].length - short.length])
  }
  const moved = (offset: number): number =>
    moves.reduce((sum, [at, less]) => (at < offset ? sum - less : sum), offset)
  return {
    text: out + text.slice(from),
    spans: spans.map(([start, end]) => [moved(start), moved(end)] as const),
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
