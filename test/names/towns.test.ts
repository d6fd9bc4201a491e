/** Towns of several words are nobody, in capitals or not, and people who are called like parts of one are people all the same. */
import { describe, expect, it } from 'vitest'
import { compilePolicy } from '../../src/redaction/index.ts'
import { peopleIn } from './people.ts'

const POLICY = compilePolicy({ names: 'builtin' })

const people = (text: string): readonly string[] => peopleIn(POLICY, text)

describe('a town of several words', () => {
  it.each([
    'El autobús sale para Aguilar de Campoo mañana.',
    'La oficina está en Olesa de Montserrat, al lado de la plaza.',
    'Il pullman parte per Appiano Gentile domani.',
    'Le car pour Montereau-Fault-Yonne part demain.',
    'A camioneta vai para Castanheira do Ribatejo amanhã.',
    'il treno per san giorgio a cremano è in ritardo',
  ])('is nobody: %s', (text) => {
    expect(people(text)).toEqual([])
  })

  it.each([
    ['Me llamo Ana Medina Sidonia.', 'Ana Medina Sidonia'],
    ['La firma es de Pedro Muñoz.', 'Pedro Muñoz'],
    ['O senhor Guimarães ligou.', 'Guimarães'],
  ])('leaves people: %s', (text, name) => {
    expect(people(text)).toEqual([name])
  })
})
