/** Questions for a name, and how people give theirs, in English, German and Dutch: words that are names only there. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/redaction/types.ts'
import { peopleOf } from './people.ts'

const people = (language: Language, text: string, cue?: string): readonly string[] =>
  peopleOf('rules', language, text, cue)

describe('a question for a name', () => {
  it.each<[Language, string, string]>([
    ['en', 'What is the name on the card?', 'Winter'],
    ['en', 'And your maiden name?', 'Bishop'],
    ['en', 'What name is the booking under?', 'Rivers'],
    ['en', 'What is the name of your line manager?', 'Bishop'],
    ['de', 'Welcher Name steht auf der Karte?', 'Sommer'],
    ['de', 'Wie war Ihr Mädchenname?', 'Vogel'],
    ['de', 'Auf wessen Namen läuft der Vertrag?', 'Fuchs'],
    ['nl', 'Welke naam staat op de brievenbus?', 'Vos'],
    ['nl', 'Wat is uw meisjesnaam?', 'Winter'],
    ['nl', 'Hoe heet uw huisarts?', 'Bakker'],
  ])('%s: %j is answered by %j', (language, question, answer) => {
    expect(people(language, answer, question)).toEqual([answer])
  })

  it.each<[Language, string, string]>([
    ['en', 'Whose name is it in?', 'mine'],
    ['en', 'What name is it under?', 'Rather not say'],
    ['de', 'Auf wessen Namen läuft der Vertrag?', 'meiner'],
    ['nl', 'Onder welke naam?', 'dezelfde'],
  ])('%s: %j is not answered by %j', (language, question, answer) => {
    expect(people(language, answer, question)).toEqual([])
  })
})

describe('a name as people give it', () => {
  it.each<[Language, string, string]>([
    ['en', "The lease is in my late husband's name, Gorringe.", 'Gorringe'],
    ['en', 'Smyth, with a y, not an i', 'Smyth'],
    ['de', 'Vogdt, mit dt am Ende', 'Vogdt'],
    ['de', 'gebucht auf den namen meiner tante knörrich', 'knörrich'],
    ['nl', 'goedemiddag met van der knaap', 'van der knaap'],
    ['nl', 'Vos is mijn achternaam', 'Vos'],
    ['nl', 'het contract is getekend door ene verbrugh', 'verbrugh'],
  ])('%s: in %j', (language, text, name) => {
    expect(people(language, text)).toContain(name)
  })

  it.each<[Language, string]>([
    ['de', 'Auf dem Ticket ist mein Nachname falsch geschrieben.'],
    ['de', 'Da ist Schimmel hinter dem Schrank.'],
    ['de', 'Hat der Techniker Reifen oder Fenster geprüft?'],
    ['nl', 'hallo met internet gaat het weer niet'],
    ['en', 'In which name is it? I never got an answer to that.'],
  ])('%s: nobody in %j', (language, text) => {
    expect(people(language, text)).toEqual([])
  })
})
