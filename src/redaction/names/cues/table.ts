/** What a language's table of cues holds: the words around a person's name, and those that no name is made of. */

/** Phrases are separated by `|`, single words by spaces. Case and accents do not count; an apostrophe or hyphen is a space. */
export interface CueTable {
  /** The name follows, whatever it is: `my name is|speaking with`. */
  readonly introductions: string
  /** The name follows if it looks like one: `I am|this is|ask for`. */
  readonly mentions: string
  /** The name stands before: `speaking|is my name`. */
  readonly endings: string
  /** `mr|mrs|doctor`. */
  readonly titles: string
  /** `dear|hello`. */
  readonly greetings: string
  /** `kind regards`: the name stands in the next line. */
  readonly signOffs: string
  /** Labels and JSON keys under which nothing but a person's name stands: `full name|customer name`. */
  readonly fields: string
  /** Those under which names of other things stand too: `name|owner`. */
  readonly looseFields: string
  /** What asks for a name, in the turn before. */
  readonly questions: string
  /** Words: said before a name and no part of it: `uh yes well`. */
  readonly fillers: string
  /** Words before a label's colon that are no names, and greeted ones: `agent customer team`. */
  readonly roles: string
  /** Words: what follows is a place, a firm or a thing: `street station company`. */
  readonly things: string
  /** Words: what follows alone is no person: articles, and `in` a town. */
  readonly befores: string
  /** Words: what stands before is a firm or a place: `ltd street`. */
  readonly thingEndings: string
  /** Words: the same in small letters too, where capitals mean something: `vei`, `aukio`. */
  readonly streets?: string
  /** Words that no name is made of: the commonest of the language, and those of a contact centre. */
  readonly stops: string
  /** Words of the language, no name's unless the words around them say so: what contact centres are asked about. */
  readonly ordinary?: string
}
