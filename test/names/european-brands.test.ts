/** Firms, products, feasts, stations and districts that are called as people are, in the languages of the south and east: nobody; people beside them are found. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/redaction/types.ts'
import { peopleOf } from './people.ts'

const people = (language: Language, text: string): readonly string[] => peopleOf('builtin', language, text)

describe('what is called as people are', () => {
  it.each<[Language, string]>([
    ['pt', 'A loja da Vista Alegre trocou o prato.'],
    ['pt', 'O concessionário Salvador Caetano não atende.'],
    ['pt', 'Na Black Friday o router custava metade.'],
    ['es', 'La tienda de Roberto Verino cierra a las ocho.'],
    ['es', 'No abrimos hasta después de Reyes.'],
    ['es', 'Quedamos en Alonso Martínez a las seis.'],
    ['fr', 'Mon sac Zadig et Voltaire est arrivé taché.'],
    ['fr', 'La boutique Franck Provost du centre est fermée.'],
    ['it', 'Il banco frigo Giovanni Rana era spento.'],
    ['it', 'Il volo per Palermo parte dal Marco Polo.'],
    ['pl', 'Mieszkam przy Kościuszki, trzecie piętro.'],
    ['pl', 'Sklep Gino Rossi nie przyjął zwrotu.'],
    ['cs', 'Studuji na Masarykově univerzitě v Brně.'],
    ['cs', 'Na svatého Martina máme zavřeno.'],
  ])('%s: nobody in %j', (language, text) => {
    expect(people(language, text)).toEqual([])
  })

  it.each<[Language, string, string]>([
    ['pt', 'O senhor Salvador Abrantes ligou na Black Friday.', 'Salvador Abrantes'],
    ['es', 'Me llamo Marta Reyes.', 'Marta Reyes'],
    ['fr', 'Bonjour, je suis Franck Delmas.', 'Franck Delmas'],
    ['it', 'Mi chiamo Giovanni Moretti.', 'Giovanni Moretti'],
    ['pl', 'Nazywam się Anna Kościuszko.', 'Anna Kościuszko'],
    ['cs', 'Jmenuji se Martin Masaryk.', 'Martin Masaryk'],
  ])('%s: but people are, in %j', (language, text, name) => {
    expect(people(language, text)).toEqual([name])
  })
})
