/** Texts that have broken parsers, shells, databases, logs and terminals, made up here from their building blocks. */

const QUOTES = ["'", '"', '`', "')", '")', "'))", "\\'", "'/*", '%27', '\u2019']
const CLAUSES = [
  ' OR 1=1--',
  ' OR TRUE#',
  ' UNION SELECT name FROM sqlite_master--',
  '; DROP TABLE intents;--',
  '; DELETE FROM closings WHERE 1=1;--',
  "; ATTACH DATABASE '/tmp/x.db' AS x;--",
  '; PRAGMA writable_schema=1;--',
  ' AND (SELECT count(*) FROM refusals)>0--',
  ' || (SELECT hex(randomblob(9))) ||',
  '; SELECT load_extension(char(47))--',
  ' AND 1=CAST((SELECT group_concat(tenant) FROM terms) AS INTEGER)--',
  ' LIKE char(37)||char(37)--',
  '; VACUUM INTO char(47)--',
  ' GROUP BY tenant HAVING 1=1--',
  ' ORDER BY 99--',
  '; UPDATE terms SET tenant=char(97);--',
  ' WAITFOR DELAY char(48)--',
  ' AND sleep(9)--',
  ' COLLATE NOCASE--',
  ' ESCAPE char(92)--',
]

/** Two hundred injections: each quote before each clause. */
export const INJECTIONS: readonly string[] = QUOTES.flatMap((quote) =>
  CLAUSES.map((clause) => `x${quote}${clause}`),
)

/** Other texts with a history. Some cannot be written in a header; those that can, are. */
const NAUGHTY: readonly string[] = [
  '',
  ' ',
  'undefined',
  'null',
  'NaN',
  'true',
  '-0',
  '1e309',
  '0x7fffffff',
  '999999999999999999999999',
  '__proto__',
  'constructor',
  'constructor.prototype.polluted',
  'toString',
  'hasOwnProperty',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '%2e%2e%2f%2e%2e%2f',
  '/dev/null',
  'C:\\con\\con',
  '$(touch /tmp/pwned)',
  '`id`',
  '| nc 127.0.0.1 1',
  '; shutdown now',
  '${jndi:ldap://127.0.0.1/a}',
  '{{7*7}}',
  '#{7*7}',
  '<%= 7*7 %>',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>',
  'javascript:alert(1)',
  '%s%s%s%s%n',
  '%d%p%x',
  'a\r\nset-cookie: pwned=1',
  'a\n{"level":50,"event":"forged"}',
  'a\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
  '\u001b[2J\u001b[31mred',
  '\u0000',
  '\u0007\u0008',
  '\u007f',
  '\u2028\u2029',
  '\u202egnirts',
  '\u200b\ufeff',
  '\ud83d\ude00',
  'z\u0334\u0300\u0301a\u0334\u0300l\u0334go',
  '\u0627\u0644\u0639\u0631\u0628\u064a\u0629',
  '\u7530\u4e2d\u3055\u3093',
  '\uff07\uff1b\uff0d\uff0d',
  'I\u0307\u0131\u0130',
  '\u00df\u1e9e',
  '\ufdd0\uffff',
  'limen_x="y"} 1\nforged_metric 1',
  'a{b="c",d="e"}',
  '[EMAIL_1]',
  '<x id="1">RYX</x>',
  'x1@limen.invalid',
  'a'.repeat(8000),
  '('.repeat(2000),
  '[]'.repeat(2000),
]

export const HOSTILE_TEXTS: readonly string[] = [...INJECTIONS, ...NAUGHTY]

/** What a header value can hold (RFC 9110 section 5.5): visible ASCII, spaces and tabs inside, and bytes above ASCII. */
export function fitsHeader(text: string): boolean {
  return /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(text) && text.trim() !== ''
}
