import { compilePolicy, find, Vault } from '../src/redaction/index.ts'
const p = compilePolicy({
  phoneRegions: ['PL', 'DE', 'FR', 'BR', 'AR'],
  words: ['aaaa aaaa', 'a a a a a b', '1 1 1 1 1 1 1 1 2'],
})
const MB = Number(process.argv[2])
const fill = (s: string) => s.repeat(Math.ceil(MB / s.length)).slice(0, MB)
const texts: Record<string, string> = {}
for (const s of [
  '1',
  '@',
  '[',
  'a.a.a',
  '+1',
  '1 ',
  '1a',
  'a@',
  'a@a.',
  '12 ',
  '123 ',
  '1234 ',
  '123456789 ',
  'a 123456789 ',
  '12345678 a ',
  '44051401358 ',
  'PESEL 44051401358 ',
  'PL61 1090 1014 ',
  'PL61',
  'DE89 ',
  '1.',
  '1.1.1.1 ',
  '1.1.1.1.',
  '255.255.255.255 ',
  ':',
  '::',
  '1:',
  'a:',
  '1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1 ',
  'fe80::1 ',
  '-',
  '--',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY----------END ',
  '_',
  '=',
  'a=',
  'token=',
  'password=a1',
  'password: ',
  '?token=',
  '://',
  '://a:b',
  'http://a:b@',
  'sk-',
  'sk-a-',
  'sk-aaaaaaaaaaaaaaa-',
  'eyJ',
  'eyJaaaaaaaaaa.',
  'eyJaaaaaaaaaa.eyJaaaaaaaaaa ',
  'ey1234567890.ey1234567890.',
  'AIza',
  'ghp_a',
  'Bearer ',
  'Bearer 1',
  'a',
  'A',
  'ł',
  '\u200b',
  '1\u200b',
  '\u00a0',
  '１',
  '٣',
  '\ud800',
  '日本',
  '\u202e1',
  '(',
  '(1)',
  '(1) ',
  '+48 ',
  '+48 600 700 800 ',
  '0048 ',
  '00',
  '0',
  '01 ',
  '06 12 34 56 78 ',
  '[EMAIL_1] ',
  '[EMAIL_',
  '[[',
  '\\',
  '\\[',
  'x1@limen.invalid ',
  '<x id="1">',
  '<',
  '&amp;',
  '"@',
  '"a"@',
  'aaaa ',
  'a ',
  '123-456-32-18 ',
  'tel 123 ',
  'tel. 1 2 3 4 5 6 7 8 9 ',
  '12-34-56-78-90-',
  '1/2/',
  '20-',
  'a-',
  'a-1',
  'a1-',
  '.',
  '..',
  'xn--',
  'a@xn--',
  'a@a-',
  '\n',
  '1\n',
  '4111 1111 1111 1111 ',
  'M' + 'a'.repeat(24) + '.',
  'aaa.',
  '0'.repeat(31) + '-',
  '12345678-1234-1234-1234-123456789012 ',
  '12345678-',
  'key-',
  'AC' + '0'.repeat(31) + ' ',
  "'@",
  'a'.repeat(300) + '@',
  'nip 1',
  'order 600700800 ',
  'phone order 600 700 80 ',
])
  texts[JSON.stringify(s).slice(0, 30)] = fill(s)
const cpu = () => {
  const u = process.cpuUsage()
  return (u.user + u.system) / 1000
}
const res: [string, number][] = []
for (const [k, t] of Object.entries(texts)) {
  process.stdout.write(k + ' ')
  const s = cpu()
  find(p, t)
  let e = cpu() - s
  const v = new Vault({ style: 'bracket' })
  v.redact(p, 'a@b.pl +48 600 700 800', 'caller')
  const s2 = cpu()
  v.restore(t, 'text')
  v.restore(t, 'json')
  const l = v.lane('json')
  for (let i = 0; i < t.length; i += 4096) l.push(t.slice(i, i + 4096))
  l.flush()
  const e2 = cpu() - s2
  const s3 = cpu()
  new Vault({ style: 'bracket' }).reserve(t)
  const w = new Vault({ style: 'element' })
  w.reserve(t)
  w.redact(p, 'a@b.pl', 'caller')
  w.restore(t, 'escaped')
  w.verifyElements(t, t)
  v.mightHold(t)
  const e3 = cpu() - s3
  res.push([k + ' find', e], [k + ' restore', e2], [k + ' reserve/element', e3])
}
res.sort((a, b) => b[1] - a[1])
console.log(
  res
    .slice(0, 40)
    .map(([k, e]) => e.toFixed(0).padStart(7) + ' ms ' + k)
    .join('\n'),
)
