/** What the demo's callers say, all of it made up, and the keys they say it with. */

/** Keys of the demo's two tenants: one whose zone is the EEA with Switzerland, one whose zone is the EEA alone. */
export const DEMO_KEYS = { wide: 'demo-key', strict: 'demo-key-eea-only' } as const

export const CUSTOMER =
  'Dzień dobry, nazywam się Anna. Mój PESEL to 44051401359, telefon +48 512 345 678, e-mail anna.nowak@example.pl, ' +
  'a zwrot proszę na konto PL61 1090 1014 0000 0712 1981 2874.'
export const LETTER =
  'Please call Anna back on +48 512 345 678 or write to anna.nowak@example.pl before Friday.'
export const NOTE = 'A call with anna.nowak@example.pl about account PL61 1090 1014 0000 0712 1981 2874.'
export const CALLBACK = 'Please book a callback on that phone and e-mail.'
export const SUPPORT =
  'You are a support agent of Example Energy. Answer in one sentence and confirm every detail.'
