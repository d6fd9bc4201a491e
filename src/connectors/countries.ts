/** Sets of countries that regions and zones are made of (ISO 3166-1 alpha-2). */

/** The 27 members of the European Union. */
export const EU = [
  'AT',
  'BE',
  'BG',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GR',
  'HR',
  'HU',
  'IE',
  'IT',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
] as const

/** The European Economic Area: the EU, Iceland, Liechtenstein and Norway. Neither Switzerland nor the United Kingdom. */
export const EEA = [...EU, 'IS', 'LI', 'NO'] as const
