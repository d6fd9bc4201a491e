/** Questions for a name in other words than `your name`: what is on the card, the door bell, the booking; who signed, drives, pays. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/redaction/types.ts'
import { peopleOf } from './people.ts'

const people = (language: Language, question: string, answer: string): readonly string[] =>
  peopleOf('rules', language, answer, question)

describe('a question for a name', () => {
  it.each<[Language, string, string]>([
    ['pt', 'Qual é o nome que está no cartão?', 'rosa cordeiro'],
    ['pt', 'Em nome de quem fica a reserva?', 'cotovia'],
    ['es', '¿Qué nombre pone en el buzón?', 'cordero'],
    ['es', '¿Me dice su apellido de soltera?', 'golondrina'],
    ['fr', 'Quel est votre nom de jeune fille ?', 'mésange'],
    ['fr', 'Le nom sur la sonnette ?', 'r. mésange'],
    ['it', 'Che nome c’è sul citofono?', 'rondine'],
    ['it', 'Mi dice il cognome da nubile?', 'allodola'],
    ['pl', 'Jakie nazwisko jest na karcie?', 'jaskółka'],
    ['pl', 'Jak mogę się do pani zwracać?', 'malina'],
    ['cs', 'Jaké jméno je na zvonku?', 'vlaštovka'],
    ['cs', 'A příjmení za svobodna?', 'sýkorka'],
  ])('%s: %j is answered with a name, whatever word it is: %j', (language, question, answer) => {
    expect(people(language, question, answer)).toEqual([answer])
  })

  it.each<[Language, string, string, string]>([
    ['pt', 'Quem levantou a encomenda?', 'o senhor Quimbango', 'Quimbango'],
    ['es', '¿Quién conducía?', 'Xoquendo', 'Xoquendo'],
    ['fr', 'Qui est votre médecin traitant ?', 'le docteur Quélarmin', 'Quélarmin'],
    ['it', 'Chi ha ritirato il pacco?', 'Zurlandi', 'Zurlandi'],
    ['pl', 'Kto odebrał przesyłkę?', 'pani Kwieprzycka', 'Kwieprzycka'],
    ['cs', 'Kdo převzal zásilku?', 'pan Zvrtolík', 'Zvrtolík'],
  ])('%s: %j asks for who it was: %j', (language, question, answer, name) => {
    expect(people(language, question, answer)).toEqual([name])
  })

  it.each<[Language, string, string]>([
    ['pt', 'Quem assinou?', 'o porteiro'],
    ['pt', 'Em nome de quem está a reserva?', 'da minha mãe'],
    ['es', '¿Quién firmó la entrega?', 'la portera'],
    ['fr', 'À quel nom est la réservation ?', 'mon mari'],
    ['it', 'A nome di chi è la prenotazione?', 'la stessa'],
    ['pl', 'Na jakie nazwisko jest rezerwacja?', 'to samo'],
    ['cs', 'Kdo balík převzal?', 'vrátný'],
  ])('%s: %j names nobody in %j', (language, question, answer) => {
    expect(people(language, question, answer)).toEqual([])
  })
})
