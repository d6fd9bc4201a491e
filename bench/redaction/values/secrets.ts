/** Generated secrets of every kind, and strings that only look like one. */
import { filled, oneOf, type Pick, type Value } from './value.ts'

function secret(make: (pick: Pick) => string): Value {
  return { entity: 'SECRET', make }
}

function lookalike(make: (pick: Pick) => string): Value {
  return { entity: undefined, make }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** So many letters and digits. */
function random(pick: Pick, length: number, alphabet = LETTERS): string {
  return Array.from({ length }, () => alphabet.charAt(pick(alphabet.length))).join('')
}

const HEX = '0123456789abcdef'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const base64url = (text: string) => Buffer.from(text).toString('base64url')

function jwt(pick: Pick): string {
  const header = base64url('{"alg":"HS256","typ":"JWT"}')
  return `${header}.${base64url(`{"sub":"${pick(100_000)}","iat":1700000000}`)}.${random(pick, 43)}`
}

/** A private key block, put together here so that no scanner takes it for a real one. */
function keyBlock(kind: string, body: string): string {
  const name = [kind, 'PRIVATE', 'KEY'].join(' ')
  return `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----`
}

export const SECRET_VALUES: Readonly<Record<string, Value>> = {
  's.aws': secret((pick) => `AKIA${random(pick, 16, UPPER)}`),
  's.awssecret': secret((pick) => random(pick, 40)),
  's.google': secret((pick) => `AIza${random(pick, 35)}`),
  's.github': secret((pick) => oneOf(pick, [`ghp_${random(pick, 36)}`, `github_pat_${random(pick, 22)}_${random(pick, 59)}`])),
  's.gitlab': secret((pick) => `glpat-${random(pick, 20)}`),
  's.slack': secret((pick) => `xoxb-${filled('dddddddddddd-dddddddddddd', pick)}-${random(pick, 24)}`),
  's.stripe': secret((pick) => `sk_live_${random(pick, 24)}`),
  's.openai': secret((pick) => oneOf(pick, [`sk-proj-${random(pick, 60)}`, `sk-${random(pick, 48)}`])),
  's.anthropic': secret((pick) => `sk-ant-api03-${random(pick, 93)}AA`),
  's.hf': secret((pick) => `hf_${random(pick, 34)}`),
  's.twilio': secret((pick) => `SK${random(pick, 32, HEX)}`),
  's.sendgrid': secret((pick) => `SG.${random(pick, 22)}.${random(pick, 43)}`),
  's.npm': secret((pick) => `npm_${random(pick, 36)}`),
  's.pypi': secret((pick) => `pypi-AgEIcHlwaS5vcmc${random(pick, 80)}`),
  's.jwt': secret(jwt),
  's.pem': secret((pick) => keyBlock('RSA', random(pick, 128))),
  's.openssh': secret((pick) => keyBlock('OPENSSH', random(pick, 70))),
  's.userinfo': secret((pick) => `svc:${random(pick, 14)}`),
  's.azurestorage': secret((pick) => `${random(pick, 86)}==`),
  's.azuread': secret((pick) => `${random(pick, 3)}8Q~${random(pick, 34)}`),
  's.password': secret((pick) => `${oneOf(pick, ['Sommer', 'tr0ub4dor', 'Kaffee!', 'Qwertz#'])}${filled('dddd', pick)}`),
  's.telegram': secret((pick) => `${filled('1ddddddddd', pick)}:AA${random(pick, 33)}`),
  's.digitalocean': secret((pick) => `dop_v1_${random(pick, 64, HEX)}`),
  's.databricks': secret((pick) => `dapi${random(pick, 32, HEX)}`),
  's.shopify': secret((pick) => `shpat_${random(pick, 32, HEX)}`),
  's.mailgun': secret((pick) => `key-${random(pick, 32, HEX)}`),
  's.vault': secret((pick) => `hvs.${random(pick, 90)}`),
  's.grafana': secret((pick) => `glsa_${random(pick, 32)}_${random(pick, 8, HEX)}`),
  's.linear': secret((pick) => `lin_api_${random(pick, 40)}`),
  's.atlassian': secret((pick) => `ATATT3xFfGF0${random(pick, 60)}=${random(pick, 8, '0123456789ABCDEF')}`),
  's.age': secret((pick) => `AGE-SECRET-KEY-1${random(pick, 58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')}`),
  's.webhook': secret((pick) => `T${random(pick, 8, UPPER)}/B${random(pick, 10, UPPER)}/${random(pick, 24)}`),
  's.discord': secret((pick) => `${oneOf(pick, ['MT', 'NT', 'OD'])}${random(pick, 22)}.${random(pick, 6)}.${random(pick, 38)}`),
  's.newrelic': secret((pick) => `NRAK-${random(pick, 27, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`),
  's.sentry': secret((pick) => `sntrys_eyJpYXQiOjE3${random(pick, 60)}_${random(pick, 43)}`),
  's.doppler': secret((pick) => `dp.pt.${random(pick, 43)}`),
  's.cloudflare': secret((pick) => random(pick, 40)),
  's.heroku': secret((pick) => `HRKU-${filled('xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx', pick)}`),
  's.deepl': secret((pick) => `${filled('xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx', pick)}:fx`),
  's.bearer': secret((pick) => random(pick, 40)),
  's.basic': secret((pick) => Buffer.from(`user:${random(pick, 12)}1`).toString('base64')),
  's.notion': secret((pick) => `ntn_${filled('ddddddddddd', pick)}${random(pick, 35)}`),
  's.airtable': secret((pick) => `pat${random(pick, 14)}.${random(pick, 64, HEX)}`),
  's.terraform': secret((pick) => `${random(pick, 14)}.atlasv1.${random(pick, 64)}`),
  's.dropbox': secret((pick) => `sl.${random(pick, 120)}`),
  's.planetscale': secret((pick) => `pscale_tkn_${random(pick, 43)}`),
  's.supabase': secret((pick) => `sbp_${random(pick, 40, HEX)}`),
  's.docker': secret((pick) => `dckr_pat_${random(pick, 27)}`),
  'l.sha256': lookalike((pick) => random(pick, 64, HEX)),
  'l.md5': lookalike((pick) => random(pick, 32, HEX)),
  'l.uuid': lookalike((pick) => filled('xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx', pick)),
  'l.ulid': lookalike((pick) => `01H${random(pick, 23, '0123456789ABCDEFGHJKMNPQRSTVWXYZ')}`),
  'l.base64': lookalike((pick) => Buffer.from(`plain text ${random(pick, 10)}`).toString('base64')),
  'l.docker': lookalike((pick) => `sha256:${random(pick, 64, HEX)}`),
  'l.objectid': lookalike((pick) => random(pick, 24, HEX)),
  'l.commit': lookalike((pick) => random(pick, 7, HEX)),
  'l.slug': lookalike((pick) => oneOf(pick, ['sk-learn-pipeline', 'key-value-store', 'npm_config_registry', 'hf_transfer_enabled', 'xai-research-notes'])),
  'l.requestid': lookalike((pick) => `req_${random(pick, 24)}`),
  'l.filename': lookalike((pick) => `IMG_${filled('dddddddd_dddddd', pick)}.jpg`),
  'l.classname': lookalike((pick) => `css-${random(pick, 6).toLowerCase()}-${random(pick, 8)}`),
  'l.public': lookalike((pick) => `pk_test_${random(pick, 24)}`),
} // prettier-ignore
