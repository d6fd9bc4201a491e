/** Names under which people keep secrets, and the fillers that documentation puts in their place. */

/** Names that hold a secret wherever they end a name: `dbpassword`, `OPENAI_API_KEY`. */
const LONG_NAMES = [
  'password', 'passwd', 'passphrase', 'passcode', 'api[_ -]?key', 'access[_ -]?key(?:[_ -]?id)?', 'account[_ -]?key',
  'shared[_ -]?access[_ -]?(?:key|signature)', 'secret[_ -]?key', 'private[_ -]?key', 'signing[_ -]?key',
  'encryption[_ -]?key', 'master[_ -]?key', 'subscription[_ -]?key', 'auth[_ -]?key', 'client[_ -]?secret',
  '(?:access|refresh|auth|bearer|api|id|session|security|personal|bot)[_ -]?token', 'authorization', 'credentials?',
  'kennwort', 'passwort', 'zugangsdaten', 'mot de passe', 'contraseña', 'wachtwoord', 'lösenord',
] // prettier-ignore

/** Names too short to be looked for inside other words. */
const SHORT_NAMES = [
  'pass', 'pwd', 'secret', 'token', 'x-api-key', 'hasł[oa]', 'mdp', 'clave', 'senha', 'heslo', 'parola', 'pin',
] // prettier-ignore

const NAMES = new RegExp(`(?:${LONG_NAMES.join('|')}|(?<![\\p{L}\\p{N}])(?:${SHORT_NAMES.join('|')}))$`, 'u')

/** True when a key, variable or header of this name holds a secret. */
export function isSecretName(name: string): boolean {
  const lower = name.toLowerCase()
  return NAMES.test(lower === name ? name : name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1_$2').toLowerCase())
}

/** What stands where a secret would: our own tokens, templates, variables, stars, and words of examples. */
const FILLER =
  /^(?:[[<{$%*]|x{3,}|\.{3}|…|(?:your|my|the|some|insert|example|changeme|placeholder|redacted|none|null|undefined|true|false|process\.env|os\.environ|env\(|getenv)|[a-z_.]+\(|xs?\d+@limen\.invalid|.*(?:\.\.\.|\*{3}|[xX]{8}))/i

/** True when a value is no secret but the place for one. */
export function isFiller(value: string): boolean {
  return FILLER.test(value) || value.includes('[') || value.endsWith('>')
}
