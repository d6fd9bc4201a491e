/** Words of the Nordic languages that are nobody: compounds by how they end, things named after people, goods, apps and places. */
import { describe, expect, it } from 'vitest'
import { compilePolicy, find, type Language } from '../../src/redaction/index.ts'
import { peopleOf } from './people.ts'

function persons(language: Language, text: string): readonly string[] {
  return peopleOf('builtin', language, text)
}

describe('nobody is', () => {
  it.each([
    ['sv', 'Ärendet ligger hos Kundvårdsavdelningen, säger de.'],
    ['sv', 'Med vänliga hälsningar\nAvtalsavdelningen'],
    ['sv', 'Vi ses utanför Dag Wennbergs gymnasium på fredag.'],
    ['sv', 'Mariedals-brickan fungerar inte i porten.'],
    ['sv', 'Jag hittade det under fliken Hjälpdata i appen.'],
    ['da', 'Sagen ligger hos Garantiafdelingen nu.'],
    ['da', 'Med venlig hilsen\nEnergikonsulenten'],
    ['da', 'Jeg bor på Aksel Mortensens Kollegium ved stranden.'],
    ['da', 'Bussen holder ved Jens Bertelsens Vej i dag.'],
    ['da', 'Rosa-kjolen passer ikke.'],
    ['nb', 'Vi møtes foran Garderobeskapene, Leirbålgruppa er der alt.'],
    ['nb', 'Saken ligger hos Garantiavdelingen nå.'],
    ['nb', 'Pakken ligger fortsatt i Fornebu, ikke på Alnabru.'],
    ['fi', 'Asia on nyt Takuuosastolla, soittakaa sinne.'],
    ['fi', 'Ystävällisin terveisin\nVerkkoviestintäpalvelu'],
    ['fi', 'Eilen Pekka Rantasen museo oli kiinni.'],
    ['fi', 'Aino Rantala -palkinto jaettiin taas.'],
    ['fi', 'Tilasin sen Verkkokaupasta ja hain Postista.'],
  ] as const)('named in %s: %s', (language, text) => {
    expect(persons(language, text)).toEqual([])
  })

  it.each([
    ['sv', 'Med vänliga hälsningar\nKarin Dahlqvist\nAvtalsavdelningen', ['Karin Dahlqvist']],
    ['da', 'Jeg talte med Hans Gade om det i går.', ['Hans Gade']],
    ['da', 'Det er Anne-Mette Lund fra Garantiafdelingen.', ['Anne-Mette Lund']],
    ['nb', 'Hils Nora-Sofie Haugland fra meg.', ['Nora-Sofie Haugland']],
    ['fi', 'Soita Pekka Rantaselle, hän on museon johtaja.', ['Pekka Rantaselle']],
  ] as const)('but who is named in %s: %s', (language, text, names) => {
    expect(persons(language, text)).toEqual(names)
  })
})

describe('a question for a name', () => {
  it.each([
    ['sv', 'Vilket namn står på kortet?', 'Kvarn'],
    ['sv', 'Och hur stavas efternamnet?', 'Åska'],
    ['sv', 'Vem får jag hälsa från?', 'Tuva'],
    ['da', 'Hvilket navn står der på postkassen?', 'Måne'],
    ['da', 'Hvad hedder din sagsbehandler?', 'Lyng'],
    ['da', 'Hvem må jeg hilse fra?', 'Birk'],
    ['nb', 'Hvilket navn står på billetten?', 'Fugl'],
    ['nb', 'Hva er pikenavnet til moren din?', 'Vinter'],
    ['nb', 'Hvem snakker jeg med?', 'Storm'],
    ['fi', 'Millä nimellä varaus on?', 'Kallio'],
    ['fi', 'Mikä nimi lukee postilaatikossa?', 'Hirvi'],
    ['fi', 'Saisinko vielä sukunimen?', 'Karhu'],
  ] as const)('is answered in %s: %s', (language, cue, answer) => {
    const policy = compilePolicy({ names: 'rules', languages: [language] })
    const found = find(policy, answer, { cue }).filter(({ entity }) => entity === 'PERSON')
    expect(found.map(({ start, end }) => answer.slice(start, end))).toEqual([answer])
  })

  it.each([
    ['sv', 'Vilket namn står på kortet?', 'Vet inte'],
    ['da', 'Hvad hedder din læge?', 'Det husker jeg ikke'],
    ['nb', 'Hva heter fastlegen din?', 'Nei takk'],
    ['fi', 'Mikä lapsen nimi on?', 'En kerro'],
  ] as const)('is not answered in %s: %s', (language, cue, answer) => {
    const policy = compilePolicy({ names: 'rules', languages: [language] })
    expect(find(policy, answer, { cue })).toEqual([])
  })
})

describe('a short form of a name', () => {
  it.each([
    ['sv', 'fråga tobbe om det, han vet'],
    ['da', 'Jeg tror Bjarke har den.'],
    ['nb', 'spør embrik om det'],
    ['fi', 'kyllä kaitsu sen hoitaa'],
  ] as const)('is a name in %s: %s', (language, text) => {
    expect(persons(language, text)).toHaveLength(1)
  })
})
