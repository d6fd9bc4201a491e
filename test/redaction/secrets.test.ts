/** Keys and passwords leave for good, and look-alikes stay. */
import { describe, expect, it } from 'vitest'
import { SECRET_SHAPES } from '../../src/redaction/detectors/secret-shapes.ts'
import { EVERYTHING, found } from './found.ts'

/** Characters without meaning, in the alphabet and length that the issuer uses. Built, so that no scanner takes them for real. */
function filler(length: number, alphabet = 'aB3dE6gH9jK2mN5pQ8rS1tU4vW7xY0z'): string {
  return Array.from({ length }, (_, at) => alphabet[(at * 7 + 3) % alphabet.length]).join('')
}
const hex = (length: number) => filler(length, '0a1b2c3d4e5f6789')
const upper = (length: number) => filler(length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')

const SECRETS: readonly (readonly [id: string, secret: string])[] = [
  ['aws.access-key', `AKIA${upper(16)}`],
  ['gcp.api-key', `AIza${filler(35)}`],
  ['gcp.oauth', `ya29.${filler(60)}`],
  ['gcp.oauth-secret', `GOCSPX-${filler(28)}`],
  ['azure.client-secret', `abc8Q~${filler(34)}`],
  ['azure.ai-key', `${filler(52)}JQQJ99${filler(10)}ACOG${filler(4)}`],
  ['azure.devops', `${filler(76)}AZDO${filler(4)}`],
  ['github.token', `ghp_${filler(36)}`],
  ['github.fine-grained', `github_pat_${filler(22)}_${filler(59)}`],
  ['gitlab.token', `glpat-${filler(20)}`],
  ['slack.token', `xoxb-${filler(12, '1234567890')}-${filler(12, '1234567890')}-${filler(24)}`],
  ['slack.app', `xapp-1-${upper(11)}-${filler(13, '1234567890')}-${hex(64)}`],
  ['stripe.key', `sk_live_${filler(24)}`],
  ['stripe.webhook', `whsec_${filler(32)}`],
  ['anthropic.key', `sk-ant-api03-${filler(93)}AA`],
  ['openai.key', `sk-proj-${filler(48)}`],
  ['huggingface.token', `hf_${filler(34, 'abcdefghijklmnopqrstuvwxyz')}`],
  ['twilio.key', `SK${hex(32)}`],
  ['sendgrid.key', `SG.${filler(22)}.${filler(43)}`],
  ['npm.token', `npm_${filler(36)}`],
  ['pypi.token', `pypi-AgEIcHlwaS5vcmc${filler(60)}`],
  ['jwt', `eyJ${filler(33)}.eyJ${filler(60)}.${filler(43)}`],
  ['telegram.bot', `123456789:AA${filler(33)}`],
  ['discord.bot', `M${filler(23)}.${filler(6)}.${filler(38)}`],
  ['databricks.token', `dapi${hex(32)}`],
  ['digitalocean.token', `dop_v1_${hex(64)}`],
  ['shopify.token', `shpat_${hex(32)}`],
  ['mailgun.key', `key-${hex(32)}`],
  ['mailchimp.key', `${hex(32)}-us12`],
  ['square.token', `sq0atp-${filler(22)}`],
  ['vault.token', `hvs.${filler(90)}`],
  ['grafana.token', `glsa_${filler(32)}_${hex(8)}`],
  ['linear.key', `lin_api_${filler(40)}`],
  ['figma.token', `figd_${filler(40)}`],
  ['postman.key', `PMAK-${hex(24)}-${hex(34)}`],
  ['pulumi.token', `pul-${hex(40)}`],
  ['atlassian.token', `ATATT3xFfGF0${filler(60)}`],
  ['groq.key', `gsk_${filler(52)}`],
  ['xai.key', `xai-${filler(80)}`],
  ['perplexity.key', `pplx-${filler(48)}`],
  ['replicate.token', `r8_${filler(37)}`],
  ['deepl.key', `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}:fx`],
  ['limen.key', `lmn_${filler(40)}`],
  ['age.key', `AGE-SECRET-KEY-1${upper(58)}`],
  ['newrelic.key', `NRAK-${upper(27)}`],
  ['sentry.token', `sntrys_eyJ${filler(60)}_${filler(43)}`],
  ['doppler.token', `dp.pt.${filler(43)}`],
  ['heroku.key', `HRKU-${filler(60)}`],
  ['notion.token', `ntn_${filler(46)}`],
  ['airtable.token', `pat${filler(14)}.${hex(64)}`],
  ['terraform.token', `${filler(14)}.atlasv1.${filler(67)}`],
  ['dropbox.token', `sl.${filler(130)}`],
  ['planetscale.token', `pscale_tkn_${filler(43)}`],
  ['supabase.token', `sbp_${hex(40)}`],
  ['docker.token', `dckr_pat_${filler(27)}`],
  ['alibaba.key', `LTAI5${filler(19)}`],
  ['contentful.token', `CFPAT-${filler(43)}`],
  ['dynatrace.token', `dt0c01.${upper(24)}.${upper(64)}`],
  ['fly.token', `fo1_${filler(43)}`],
  ['langsmith.key', `lsv2_pt_${hex(32)}_${hex(10)}`],
  ['nvidia.key', `nvapi-${filler(64)}`],
  ['tailscale.key', `tskey-auth-${filler(12)}-${filler(32)}`],
  ['rubygems.key', `rubygems_${hex(48)}`],
  ['sourcegraph.token', `sgp_${hex(40)}`],
  ['brevo.key', `xkeysib-${hex(64)}-${filler(16)}`],
  ['shippo.key', `shippo_live_${hex(40)}`],
  ['easypost.key', `EZAK${filler(54)}`],
  ['cloudflare.origin-key', `v1.0-${hex(24)}-${hex(146)}`],
  ['fireworks.key', `fw_${filler(24)}`],
  ['1password.token', `ops_eyJ${filler(80)}`],
  ['jwe', `eyJ${filler(40)}..${filler(16)}.${filler(60)}.${filler(22)}`],
]

const PRIVATE_KEY = `-----BEGIN RSA PRIVATE KEY-----\n${filler(64)}\n${filler(64)}\n-----END RSA PRIVATE KEY-----`

describe('secrets', () => {
  it.each(SECRETS)('finds %s whole, in prose, quotes and code', (_, secret) => {
    for (const text of [
      secret,
      `klucz ${secret}, dzięki`,
      `"${secret}"`,
      `\`${secret}\``,
      `X=${secret}\n`,
      `(${secret})`,
    ]) {
      expect(found(text)).toEqual([`SECRET:${secret}`])
    }
  })

  it('has a sample for every shape', () => {
    expect(SECRETS.map(([id]) => id).sort()).toEqual(SECRET_SHAPES.map(({ id }) => id).sort())
  })

  it.each([
    ['https://hooks.slack.com/services/', `T${upper(8)}/B${upper(8)}/${filler(24)}`],
    ['https://discord.com/api/webhooks/', `123456789012345678/${filler(68)}`],
    ['https://api.telegram.org/', `bot123456789:AA${filler(33)}`],
  ])('takes what lets its holder in out of %s…', (url, secret) => {
    expect(found(`POST ${url}${secret} now`)).toEqual([`SECRET:${secret}`])
  })

  it('finds private key blocks, cut-off ones and ones with escaped line ends too', () => {
    expect(found(`a ${PRIVATE_KEY} b`)).toEqual([`SECRET:${PRIVATE_KEY}`])
    const escaped = PRIVATE_KEY.replaceAll('\n', String.raw`\n`)
    expect(found(`{"key":"${escaped}"}`)).toEqual([`SECRET:${escaped}`])
    const cut = PRIVATE_KEY.slice(0, 90)
    expect(found(cut)).toEqual([`SECRET:${cut}`])
  })

  it('leaves certificates and public keys', () => {
    expect(found(`-----BEGIN CERTIFICATE-----\nMIIBaaaa\n-----END CERTIFICATE-----`)).toEqual([])
    expect(found(`-----BEGIN PUBLIC KEY-----\nMIIBaaaa\n-----END PUBLIC KEY-----`)).toEqual([])
  })

  it.each([
    ['password: hunter2x', 'hunter2x'],
    ['DB_PASSWORD=S3cret!pw', 'S3cret!pw'],
    ['hasło: Kotek123!', 'Kotek123!'],
    ['Passwort = "geh3im er"', undefined],
    ['Kennwort: geh3imer', 'geh3imer'],
    ['"apiKey": "9f8e7d6c5b4a"', '9f8e7d6c5b4a'],
    [String.raw`{\"client_secret\":\"9f8e7d6c5b4a\"}`, '9f8e7d6c5b4a'],
    ['Authorization: Bearer abc123def456', 'abc123def456'],
    ['Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['x-api-key: 9f8e7d6c5b4a', '9f8e7d6c5b4a'],
    ['curl -u jan:h4slo! https://x.example', 'h4slo!'],
    ['AccountName=x;AccountKey=Zm9vYmFyMTIz+/==;EndpointSuffix=y', 'Zm9vYmFyMTIz+/=='],
    ['Server=db;User Id=sa;Password=Pa55w0rd;', 'Pa55w0rd'],
    [
      'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    ],
    ['send it as bearer 9f8e7d6c5b4a39281716', '9f8e7d6c5b4a39281716'],
  ])('reads what is assigned in %s', (text, secret) => {
    expect(found(text)).toEqual(secret === undefined ? [] : [`SECRET:${secret}`])
  })

  it.each(['postgres', 'mysql', 'mongodb+srv', 'redis', 'amqp', 'mssql'])(
    'takes user and password out of a %s URL',
    (scheme) => {
      expect(found(`${scheme}://svc:p4ss-w0rd@db.internal:5432/app`)).toEqual(['SECRET:svc:p4ss-w0rd'])
    },
  )

  it('takes the whole value of a key with a secret name', () => {
    expect(found('hunter2x', EVERYTHING, { cue: 'db_password' })).toEqual(['SECRET:hunter2x'])
    expect(found('hunter2x', EVERYTHING, { cue: 'comment' })).toEqual([])
  })

  it.each([
    'password: required', 'The token has expired.', 'password: [SECRET_1]', 'password: x1[SECRET_1]', 'password=<your password>', 'api_key=${API_KEY}',
    'API_KEY=YOUR_API_KEY_HERE1', 'token: xxxxxxxx1', 'password: ********', 'secret: process.env.SECRET1',
    'hasło: zapomniałem', 'Passwort: vergessen', 'reset your password: https://x.example/reset/1',
    'max_tokens: 4096', 'token = getToken(1)', 'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'sk-learn is a library', 'state-of-the-art-solution-2024', 'sk-estimator-pipeline', 'the_quick_brown_fox_jumps_1',
    'ya29', 'AKIA1234', 'eyJhbGciOi', 'commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904', '550e8400-e29b-41d4-a716-446655440000',
    'monkey: banana1', 'shopping: item12', 'compass: N45x12',
  ])('leaves %s, which only looks like one', (text) => {
    expect(found(text)).toEqual([])
  }) // prettier-ignore
})
