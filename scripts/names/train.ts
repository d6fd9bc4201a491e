/**
 * Trains the tagger for people's names and writes its weights into src/redaction/names/tagger: weights.json from free
 * sources, weights-share-alike.json from all. Repeatable: the same data and date give the same files.
 * Usage: node scripts/names/train.ts <folder of ner/, names/, places/> <Faker's providers/person> <wordfreq's data> <date of the training> [free | share-alike]
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Artefact } from '../../src/redaction/names/tagger/model.ts'
import { unpacked } from '../../src/redaction/names/tagger/model.ts'
import { wordFrequencies } from '../../src/redaction/names/word-frequencies.ts'
import { packed } from './artefact.ts'
import { Chance } from './chance.ts'
import { Forgetful, ordinaryWords } from './common.ts'
import { anyManner, type Manner } from './copies.ts'
import { readCorpus, type Example } from './corpus.ts'
import { measured, type HeldOut } from './held-out.ts'
import { Learner } from './learner.ts'
import { asWritten, withOthers, WRITTEN } from './exchange.ts'
import { engineLists, TAGGED } from './lists.ts'
import { HEADER, line } from './measure.ts'
import { People } from './people.ts'
import { OtherThings } from './other-things.ts'
import { ATTRIBUTION, FREQUENCIES, GENERATED } from './provenance.ts'
import { labelsOf, viewToLearn } from './reader.ts'
import { THRESHOLDS } from './thresholds.ts'
import { withOtherPeople } from './substitute.ts'
import { RareWords } from './rare-words.ts'
import { readTexts, type WrittenText } from './texts.ts'
import { Speaker } from './utterances.ts'

const TARGET = join(import.meta.dirname, '..', '..', 'src', 'redaction', 'names', 'tagger')

/** All that a training can be repeated with. */
const PARAMETERS = {
  seed: 20261122,
  epochs: 5,
  /** Epochs whose weights are averaged, the last ones. */
  averaged: 3,
  alpha: 0.1,
  beta: 1,
  l1: 23,
  l2: 1e-6,
  /** Generated texts a language, drawn anew in each epoch, and held out. */
  generated: 2000,
  generatedHeldOut: 600,
  /** How often each text that was written for this training is learned in an epoch, with how much weight, and how often with its own people. */
  written: 6,
  writtenWeight: 2,
  ownPeople: 0.2,
  /** Share of annotated texts that are learned in an epoch. */
  annotated: 0.35,
  /** Share of annotated texts that are learned in a careless copy too. */
  copies: 0.6,
  /** Share of these copies that are as written but for other words and people. */
  cased: 0.25,
  /** Share of annotated texts that are learned with other people in them as well. */
  otherPeople: 0.4,
  /** Share of words of names that the model has to guess from around them. */
  blind: 0.25,
  /** The same of ordinary words. */
  blindWords: 0.5,
  /** Share of texts in which half of the ordinary words are treated as words never seen before, as in texts of strangers. */
  strange: 0.4,
  /** Share of texts whose careless copy has rare words in it (share-alike only). */
  rareWords: 0.4,
  /** Share of written texts with other things in them than they were written with. */
  otherThings: 0.4,
  /** Share of texts that are learned as where no frequencies of words are at hand. */
  noFrequencies: 0.1,
} as const

const [folder, faker, wordfreq, date, kind] = process.argv.slice(2)
if (folder === undefined || faker === undefined || wordfreq === undefined || date === undefined)
  throw new Error("Name the folders with the data, Faker's and wordfreq's, and the date of today.")

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const people = new People(folder, faker, TAGGED)
const names = people.hashes()
const written = TAGGED.flatMap((language) => readTexts(language))
const speakers = TAGGED.map((language) => new Speaker(folder, language, people))

if (kind !== 'share-alike') train(false)
if (kind !== 'free') train(true)

function train(shareAlike: boolean): void {
  const started = Date.now()
  const chance = new Chance(PARAMETERS.seed)
  const lists = engineLists(shareAlike)
  const { examples, sources } = readCorpus(folder ?? '', shareAlike)
  const learned = examples.filter(({ heldOut }) => !heldOut)
  const heldOut = [
    ...examples.filter(({ heldOut }) => heldOut),
    ...written.filter(({ heldOut }) => heldOut).map(asWritten),
    ...spoken(PARAMETERS.generatedHeldOut, true, chance),
  ]
  const texts = written.filter(({ heldOut }) => !heldOut)
  const rare = shareAlike ? new RareWords(wordfreq ?? '', lists, names) : undefined
  const { common, telling, words } = ordinaryWords(
    [...learned, ...texts.map(asWritten), ...spoken(PARAMETERS.generated, false, chance)],
    lists,
    names,
    rare?.known ?? new Set(),
  )
  say(`${learned.length} texts, ${heldOut.length} held out, ${words} ordinary words`)
  const frequencies = shareAlike ? wordFrequencies() : undefined
  const things = new OtherThings(folder ?? '', TAGGED, people, common)
  const learner = new Learner(PARAMETERS)
  const learn = (example: Example, manner: Manner): void => {
    const classes = {
      common: chance.is(PARAMETERS.strange) ? new Forgetful(common, chance) : common,
      frequencies: chance.is(PARAMETERS.noFrequencies) ? undefined : frequencies,
    }
    const view = viewToLearn(example, manner, telling, lists, classes, chance)
    const labels = labelsOf(view.tokens, example.spans)
    const { hashes } = view.tokens
    const blind = (at: number): boolean =>
      labels[at] === 0
        ? common.has(hashes[at] ?? 0) && chance.is(PARAMETERS.blindWords)
        : chance.is(PARAMETERS.blind)
    learner.learn(view, labels, example.weight, blind)
  }
  for (let epoch = 1; epoch <= PARAMETERS.epochs; epoch++) {
    const examples = [
      ...learned.filter(() => chance.is(PARAMETERS.annotated)),
      ...spoken(PARAMETERS.generated, false, chance),
      ...exchanged(texts, chance),
    ]
    const order = Int32Array.from(examples.keys())
    chance.shuffle(order)
    for (const index of order) {
      const example = examples[index]
      if (example === undefined) continue
      const isWritten = example.source.startsWith(WRITTEN)
      const isOurs = example.source === 'generated' || isWritten
      learn(
        isWritten && chance.is(PARAMETERS.otherThings) ? things.exchanged(example, chance) : example,
        'as-written',
      )
      const others = !isOurs && chance.is(PARAMETERS.otherPeople)
      const copy = others ? withOtherPeople(example, people, chance) : example
      if (others && chance.is(0.5)) learn(copy, 'as-written')
      if (!isOurs && !chance.is(PARAMETERS.copies)) continue
      const strange = rare !== undefined && chance.is(PARAMETERS.rareWords)
      learn(
        strange ? rare.exchanged(copy, chance) : copy,
        chance.is(PARAMETERS.cased) ? 'as-written' : anyManner(chance),
      )
    }
    if (epoch > PARAMETERS.epochs - PARAMETERS.averaged) learner.keep()
    say(`epoch ${epoch}: ${Math.round((Date.now() - started) / 1000)} s`)
  }
  const artefact: Artefact = {
    format: 1,
    about: "Weights of Limen's tagger of people's names, trained by scripts/names/train.ts",
    licence: shareAlike ? 'CC-BY-SA-4.0' : 'Apache-2.0',
    attribution: ATTRIBUTION.filter((each) => shareAlike || !each.shareAlike).map(({ text }) => text),
    sources: [
      ...sources.map(({ file, ...rest }) => ({ name: file, ...rest })),
      ...GENERATED,
      ...(shareAlike ? [FREQUENCIES] : []),
    ],
    trained: date ?? '',
    parameters: PARAMETERS,
    heldOut: {},
    frequencies: shareAlike,
    thresholds: THRESHOLDS,
    ...packed(learner.averaged(), learner.transitions, common, telling),
  }
  const figures = measured(unpacked(artefact, frequencies), heldOut, lists)
  report(figures)
  const file = shareAlike ? 'weights-share-alike.json' : 'weights.json'
  const json = JSON.stringify({ ...artefact, heldOut: inBrief(figures) }, null, 2)
  writeFileSync(join(TARGET, file), `${json}\n`)
  say(`${file}: ${Math.round(json.length / 1024)} KB, ${Math.round((Date.now() - started) / 1000)} s`)
}

function spoken(each: number, kept: boolean, chance: Chance): readonly Example[] {
  return speakers.flatMap((speaker) => Array.from({ length: each }, () => speaker.say(chance, kept)))
}

/** Texts of one epoch, most with other people than they were written with. */
function exchanged(texts: readonly WrittenText[], chance: Chance): readonly Example[] {
  return texts.flatMap((text) =>
    Array.from({ length: PARAMETERS.written }, () => ({
      ...(chance.is(PARAMETERS.ownPeople) ? asWritten(text) : withOthers(text, people, chance)),
      weight: PARAMETERS.writtenWeight,
    })),
  )
}

function report(figures: HeldOut): void {
  say(HEADER)
  for (const [name, counts] of figures) say(line(name, counts))
}

function inBrief(figures: HeldOut): Artefact['heldOut'] {
  return Object.fromEntries(
    [...figures].map(([name, { gold, covered, found, right, empty, flagged }]) => [
      name,
      gold === 0
        ? { texts: empty, flagged: ratio(flagged, empty) }
        : { names: gold, recall: ratio(covered, gold), precision: ratio(right, found) },
    ]),
  )
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 1000
}
