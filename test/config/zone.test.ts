/** A zone is a set of countries: neither Switzerland nor the United Kingdom is in the EEA, and nothing unknown is anywhere. */
import { describe, expect, it } from 'vitest'
import { liesInside, smallestZone, zoneOf } from '../../src/gateway/policy/zone.ts'

describe('zones', () => {
  it.each([
    ['eea', 30],
    ['eea+ch', 31],
    ['eea+adequate', 32],
  ] as const)('%s has %i countries', (name, size) => {
    expect(zoneOf(name).countries.size).toBe(size)
  })

  it.each([
    ['CH', false, true, true],
    ['GB', false, false, true],
    ['US', false, false, false],
    ['NO', true, true, true],
    ['IS', true, true, true],
    ['LI', true, true, true],
    ['uk', false, false, false],
  ])('%s is inside eea: %s, eea+ch: %s, eea+adequate: %s', (country, eea, swiss, adequate) => {
    expect(liesInside([country], zoneOf('eea'))).toBe(eea)
    expect(liesInside([country], zoneOf('eea+ch'))).toBe(swiss)
    expect(liesInside([country], zoneOf('eea+adequate'))).toBe(adequate)
  })

  it('hold a set only when they hold each of its countries', () => {
    expect(liesInside(['DE', 'SE'], zoneOf('eea'))).toBe(true)
    expect(liesInside(['DE', 'CH'], zoneOf('eea'))).toBe(false)
    expect(liesInside(['JP'], zoneOf(['JP']))).toBe(true)
    expect(liesInside(['JP', 'DE'], zoneOf(['JP']))).toBe(false)
  })

  it('hold nothing that is unknown or empty', () => {
    for (const zone of [zoneOf('eea+adequate'), zoneOf(['US', 'DE'])]) {
      expect(liesInside(undefined, zone)).toBe(false)
      expect(liesInside([], zone)).toBe(false)
    }
  })

  it('of a list are named by it, in one order', () => {
    expect(zoneOf(['FR', 'DE', 'FR']).name).toBe('DE+FR')
  })
})

describe('the smallest zone that admits a place', () => {
  it.each([
    [['DE'], 'eea'],
    [['DE', 'CH'], 'eea+ch'],
    [['GB'], 'eea+adequate'],
    [['US', 'DE'], '[DE, US]'],
    [[], undefined],
    [undefined, undefined],
  ])('of %j is %s', (countries, zone) => {
    expect(smallestZone(countries)).toBe(zone)
  })
})
