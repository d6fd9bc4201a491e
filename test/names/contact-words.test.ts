/** What contact centres are asked about is nobody, in capitals or not: bank, rent, repairs, parcels, health, forms. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/redaction/types.ts'
import { peopleOf } from './people.ts'

const people = (language: Language, text: string): readonly string[] => peopleOf('builtin', language, text)

describe('words of a contact centre', () => {
  it.each<[Language, string]>([
    ['pt', 'o disjuntor dispara quando ligo o exaustor'],
    ['pt', 'preciso do iban e do nib para a domiciliação'],
    ['es', 'la persiana está atascada y el telefonillo no suena'],
    ['es', 'me piden el puk y el iban'],
    ['fr', 'le syndic refuse le devis du dépanneur'],
    ['fr', 'il me faut le rib et un justificatif'],
    ['it', 'la tapparella è rotta e il citofono gracchia'],
    ['it', 'serve lo spid oppure la cie'],
    ['pl', 'spłuczka przecieka a kaloryfer jest zimny'],
    ['pl', 'bankomat wciągnął kartę, proszę o przelew na iban'],
    ['cs', 'splachovadlo protéká a bojler nehřeje'],
    ['cs', 'zásilka je ve výdejně, ale štítek chybí'],
  ])('%s: nobody in %j', (language, text) => {
    expect(people(language, text)).toEqual([])
  })

  it.each<[Language, string, string]>([
    ['pt', 'o fiador chama-se Abel Ferro', 'Abel Ferro'],
    ['it', 'mi chiamo Gianni Ferro', 'Gianni Ferro'],
    ['fr', 'ma locataire, Jeanne Lien, a signé le bail', 'Jeanne Lien'],
    ['pl', 'poręczyciel nazywa się Marek Dach', 'Marek Dach'],
  ])('%s: people who are called like them, in %j', (language, text, name) => {
    expect(people(language, text)).toEqual([name])
  })
})
