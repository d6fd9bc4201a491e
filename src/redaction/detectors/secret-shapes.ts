/** Well-known shapes of keys and tokens, each recognised by its prefix. Published by the issuers or by gitleaks (MIT). */

export interface SecretShape {
  readonly id: string
  /** Sticky: tried where a token starts. */
  readonly pattern: RegExp
  /** Units that any match has of the characters of a token; said of the shapes that any letter may start. */
  readonly shortest: number
}

const END = String.raw`(?![\w-])`

function shape(id: string, pattern: string, shortest = 0): SecretShape {
  return { id, pattern: new RegExp(pattern, 'y'), shortest }
}

export const SECRET_SHAPES: readonly SecretShape[] = [
  shape('aws.access-key', String.raw`(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])`),
  shape('gcp.api-key', String.raw`AIza[\w-]{35}${END}`),
  shape('gcp.oauth', String.raw`ya29\.[\w.-]{20,}`),
  shape('gcp.oauth-secret', String.raw`GOCSPX-[\w-]{24,}`),
  shape('azure.client-secret', String.raw`[\w~.-]{3}\dQ~[\w~.-]{31,34}`, 37),
  shape('azure.ai-key', String.raw`[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{10}AC[A-Za-z0-9]{6,8}${END}`, 76),
  shape('azure.devops', String.raw`[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}${END}`, 84),
  shape('github.token', String.raw`gh[pousr]_[A-Za-z0-9]{30,255}`),
  shape('github.fine-grained', String.raw`github_pat_\w{22,255}`),
  shape('gitlab.token', String.raw`gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas)-[\w-]{20,}`),
  shape('slack.token', String.raw`xox[a-z]-[\w-]{10,}`),
  shape('slack.app', String.raw`xapp-\d-[\w-]{10,}`),
  shape('stripe.key', String.raw`[rs]k_(?:live|test|prod)_[A-Za-z0-9]{10,}`),
  shape('stripe.webhook', String.raw`whsec_[A-Za-z0-9+/=]{24,}`),
  shape('anthropic.key', String.raw`sk-ant-[\w-]{20,}`),
  shape('openai.key', String.raw`sk-(?:[A-Za-z0-9]{0,15}[_-]){0,24}[A-Za-z0-9]{16,}[\w-]*`),
  shape('huggingface.token', String.raw`(?:hf|api_org)_[A-Za-z0-9]{30,}`),
  shape('twilio.key', String.raw`(?:AC|SK)[\da-f]{32}(?![A-Za-z0-9])`),
  shape('sendgrid.key', String.raw`SG\.[\w-]{16,32}\.[\w-]{16,64}`),
  shape('npm.token', String.raw`npm_[A-Za-z0-9]{30,}`),
  shape('pypi.token', String.raw`pypi-[\w-]{50,}`),
  shape('jwt', String.raw`ey[A-Za-z0-9][\w-]{8,}\.ey[A-Za-z0-9][\w-]{8,}\.[\w-]*`),
  shape('jwe', String.raw`eyJ[\w-]{10,}\.[\w-]*\.[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}`),
  shape('telegram.bot', String.raw`[b\d](?:ot\d)?\d{7,9}:AA[\w-]{33}${END}`),
  shape('discord.bot', String.raw`[MNO][A-Za-z0-9_-]{23,27}\.[\w-]{6}\.[\w-]{27,45}`),
  shape('databricks.token', String.raw`dapi[\da-f]{32}`),
  shape('digitalocean.token', String.raw`do[opr]_v1_[\da-f]{64}`),
  shape('shopify.token', String.raw`shp(?:at|ca|pa|ss)_[\da-fA-F]{32}`),
  shape('mailgun.key', String.raw`key-[\da-f]{32}(?![A-Za-z0-9])`),
  shape('mailchimp.key', String.raw`[\da-f]{32}-us\d{1,2}${END}`),
  shape('square.token', String.raw`sq0(?:atp|csp)-[\w-]{22,43}`),
  shape('vault.token', String.raw`hv[sbr]\.[\w-]{24,}`),
  shape('grafana.token', String.raw`gl(?:sa|c)_[A-Za-z0-9+/=_]{32,}`),
  shape('linear.key', String.raw`lin_(?:api|oauth)_[A-Za-z0-9]{32,}`),
  shape('figma.token', String.raw`figd_[\w-]{30,}`),
  shape('postman.key', String.raw`PMAK-[\da-f]{24}-[\da-f]{34}`),
  shape('pulumi.token', String.raw`pul-[\da-f]{40}`),
  shape('atlassian.token', String.raw`ATATT3[\w=-]{50,}`),
  shape('groq.key', String.raw`gsk_[A-Za-z0-9]{40,}`),
  shape('xai.key', String.raw`xai-[A-Za-z0-9]{40,}`),
  shape('perplexity.key', String.raw`pplx-[A-Za-z0-9]{32,}`),
  shape('replicate.token', String.raw`r8_[A-Za-z0-9]{30,}`),
  shape('deepl.key', String.raw`[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}:(?:fx|dp)${END}`),
  shape('limen.key', String.raw`lmn_[\w-]{20,}`),
  shape('age.key', String.raw`AGE-SECRET-KEY-1[A-Z0-9]{58}`),
  shape('newrelic.key', String.raw`NR(?:AK|JS|II|RA)-[A-Za-z0-9]{19,40}${END}`),
  shape('sentry.token', String.raw`sntry[su]_[A-Za-z0-9_=+/-]{40,}`),
  shape('doppler.token', String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{30,}`),
  shape('heroku.key', String.raw`HRKU-[A-Za-z0-9_-]{30,}`),
  shape('notion.token', String.raw`ntn_[A-Za-z0-9]{40,}`),
  shape('airtable.token', String.raw`pat[A-Za-z0-9]{14}\.[\da-f]{64}`),
  shape('terraform.token', String.raw`[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}`),
  shape('dropbox.token', String.raw`sl\.[\w-]{100,}`),
  shape('planetscale.token', String.raw`pscale_(?:tkn|pw|oauth)_[\w.-]{30,}`),
  shape('supabase.token', String.raw`sb(?:p|_secret)_[\w-]{30,}`),
  shape('docker.token', String.raw`dckr_(?:pat|oat)_[\w-]{20,}`),
  shape('alibaba.key', String.raw`LTAI[A-Za-z0-9]{12,20}(?![A-Za-z0-9])`),
  shape('contentful.token', String.raw`CFPAT-[\w-]{40,}`),
  shape('dynatrace.token', String.raw`dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}`),
  shape('fly.token', String.raw`f[mo]\d_[\w+/=-]{40,}`),
  shape('langsmith.key', String.raw`lsv2_(?:pt|sk)_[\da-f]{32}_[\da-f]{10}`),
  shape('nvidia.key', String.raw`nvapi-[\w-]{60,}`),
  shape('tailscale.key', String.raw`tskey-[a-z]+-[A-Za-z0-9]{8,}-[A-Za-z0-9]{20,}`),
  shape('rubygems.key', String.raw`rubygems_[\da-f]{48}`),
  shape('sourcegraph.token', String.raw`sgp_(?:[A-Za-z0-9]{16}_|local_)?[\da-f]{40}`),
  shape('brevo.key', String.raw`xkeysib-[\da-f]{64}-[A-Za-z0-9]{16}`),
  shape('shippo.key', String.raw`shippo_(?:live|test)_[\da-f]{40}`),
  shape('easypost.key', String.raw`EZ[AT]K[A-Za-z0-9]{54}`),
  shape('cloudflare.origin-key', String.raw`v1\.0-[\da-f]{24}-[\da-f]{100,}`),
  shape('fireworks.key', String.raw`fw_[A-Za-z0-9]{24,}`),
  shape('1password.token', String.raw`ops_eyJ[A-Za-z0-9+/=_-]{40,}`),
]

/** Fewer characters than any of the shapes. */
export const SHORTEST_SECRET = 16

/** Shapes by the unit that a token starts with. */
export const SHAPES_BY_START: readonly (readonly SecretShape[])[] = shapesByStart()

function shapesByStart(): readonly (readonly SecretShape[])[] {
  const byStart: SecretShape[][] = Array.from({ length: 128 }, () => [])
  for (const shape of SECRET_SHAPES) {
    const starts = startsOf(shape.pattern.source)
    for (const [unit, shapes] of byStart.entries()) {
      const head = String.fromCharCode(unit)
      if (/[\w~.-]/.test(head) && starts(head)) shapes.push(shape)
    }
  }
  return byStart
}

/** Whether a pattern may match a text that starts with a character: its first element is a literal, set or group. */
function startsOf(source: string): (head: string) => boolean {
  const first = /^(?:\(\?:([^)]*)\)|(\[[^\]]*\]|\\d|\w))/.exec(source)
  if (first === null) throw new Error(`A secret shape must start with a literal, a set or a group: ${source}`)
  const alternatives = first[1]?.split('|')
  if (alternatives !== undefined)
    return (head) => alternatives.some((alternative) => alternative.startsWith(head))
  const set = new RegExp(first[2] ?? '')
  return (head) => set.test(head)
}
