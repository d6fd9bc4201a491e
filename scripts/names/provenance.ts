/** What the weights files say of where they come from, as the licences of the sources ask. */
import { FREQUENCY_SOURCES } from './compile-frequencies.ts'
import type { ArtefactSource } from '../../src/redaction/names/tagger/model.ts'

interface Attribution {
  readonly text: string
  readonly shareAlike: boolean
}

/** Authors and licences; the files of the sources are named beside them. */
export const ATTRIBUTION: readonly Attribution[] = [
  free(
    'NorNE, Norwegian named entities (University of Oslo, Schibsted, National Library of Norway): annotations CC0 1.0',
  ),
  free('Swedish NER corpus (Andreas Klintberg): CC BY 4.0'),
  free('GermEval 2014 named entity recognition (Benikova, Biemann, Kisselew, Pad\u00f3): CC BY 4.0'),
  free('Europeana Newspapers NER corpora (Neudecker et al.): CC0 1.0'),
  free('Broad Twitter Corpus (Derczynski, Bontcheva, Roberts): CC BY 4.0'),
  free('WNUT 2017 emerging and rare entities (Derczynski, Nichols, van Erp, Limsopatham): CC BY 4.0'),
  free('GeoNames (geonames.org), towns in generated texts: CC BY 4.0'),
  free('Wikidata, names in generated texts: CC0 1.0'),
  free('Faker (Daniele Faraglia and contributors), names in generated texts: MIT License'),
  free('Unicode CLDR, names of countries, languages and months in generated texts: Unicode License v3'),
  free('Licence texts: creativecommons.org/licenses/by/4.0/, creativecommons.org/publicdomain/zero/1.0/'),
  adapted('Licence text of these weights: creativecommons.org/licenses/by-sa/4.0/'),
  adapted(
    'Universal NER: Danish DDT, Swedish Talbanken, Portuguese Bosque, Slovak SNK, English EWT (Mayhew et al.): CC BY-SA 4.0',
  ),
  ...FREQUENCY_SOURCES.slice(0, 3).map(adapted),
  adapted('Turku NER corpus (Luoma, Oinonen, Pyyk\u00f6nen, Laippala, Pyysalo): CC BY-SA 4.0'),
]

/** Generated anew in every training, from patterns and word lists of this repository. */
export const GENERATED: readonly ArtefactSource[] = [
  {
    name: 'scripts/names/utterances',
    licence: 'Apache-2.0',
    origin: 'patterns and word lists of this repository, filled with names',
    texts: 0,
  },
  {
    name: 'scripts/names/texts',
    licence: 'Apache-2.0',
    origin: 'texts written for this training, with their own and with other names',
    texts: 0,
  },
  { name: 'faker/providers/person', licence: 'MIT', origin: 'Faker 40.54', texts: 0 },
]

/** Ordinary words in generated texts, and how frequent words are. */
export const FREQUENCIES: ArtefactSource = {
  name: 'wordfreq/data',
  licence: 'CC BY-SA 4.0',
  origin: 'wordfreq 3.1',
  texts: 0,
}

function free(text: string): Attribution {
  return { text, shareAlike: false }
}

function adapted(text: string): Attribution {
  return { text, shareAlike: true }
}
