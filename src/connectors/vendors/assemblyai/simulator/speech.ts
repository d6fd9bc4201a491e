/** What the simulated recordings say, and how AssemblyAI writes it down: words with times, sentences, paragraphs, captions. */

/** People speak their own data: the gateway has never seen it, and passes it to the caller as it is. */
export const SPOKEN =
  'Good morning, this is Anna Nowak. My number is plus four eight five one two. Please write to the office today.'

export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly confidence: number
  readonly speaker: string | null
}

const WORD_MILLISECONDS = 400

export function wordsOf(text: string): readonly Word[] {
  return text.split(/\s+/).map((word, index) => ({
    text: word,
    start: index * WORD_MILLISECONDS,
    end: (index + 1) * WORD_MILLISECONDS,
    confidence: 0.98,
    speaker: null,
  }))
}

export function sentencesOf(text: string): readonly object[] {
  let at = 0
  return text.split(/(?<=[.?!])\s+/).map((sentence) => {
    const words = wordsOf(sentence)
    const start = at
    at += words.length * WORD_MILLISECONDS
    return { text: sentence, start, end: at, confidence: 0.97, speaker: null, words }
  })
}

/** SubRip or WebVTT with one caption a sentence, of at most so many characters. */
export function captionsOf(text: string, format: 'srt' | 'vtt', most: number): string {
  const lines = text.match(new RegExp(`.{1,${most}}(?:\\s|$)`, 'g')) ?? [text]
  const mark = format === 'srt' ? ',' : '.'
  const time = (index: number): string => `00:00:${String(index).padStart(2, '0')}${mark}000`
  const cues = lines.map((line, index) => {
    const head = format === 'srt' ? `${index + 1}\n` : ''
    return `${head}${time(index)} --> ${time(index + 1)}\n${line.trim()}\n`
  })
  return `${format === 'vtt' ? 'WEBVTT\n\n' : ''}${cues.join('\n')}`
}
