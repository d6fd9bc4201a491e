/** Names in Japanese, which has no spaces: what stands before an honorific or a form of introduction, behind a label, or begins with a common surname. */
import type { Scan } from '../scan.ts'

/** A name in characters, its parts perhaps apart, or in kana. */
const NAME =
  '(?:[\\p{Script=Han}々]{1,4}(?:[ \\u3000][\\p{Script=Han}々\\p{Script=Hiragana}]{1,4})?|[\\p{Script=Katakana}ー・]{2,14})'

const INTRODUCED = new RegExp(`(?:名前|氏名|苗字|名字)は[、 \\u3000]?(?<named>${NAME})`, 'gu')
const TOLD = new RegExp(`(?<told>${NAME})(?=と(?:申し|いい|言い)(?:ます|まして))`, 'gu')
const HONOURED = new RegExp(`(?<honoured>${NAME})(?=(?:様|さま|さん|氏|くん|ちゃん)(?![々子式相態]))`, 'gu')
const LABELLED = new RegExp(
  `(?:氏名|お名前|名前|担当者?|ご?契約者名?|会員名|お?宛名|差出人|受取人|患者名)[ \\u3000]?[：:][ \\u3000]?(?<labelled>${NAME})`,
  'gu',
)
/** What is addressed so and is nobody. */
const NOBODY =
  /^(?:客|皆|奥|旦那|母|父|兄|姉|嬢|神|王|何|同|仕|模|多|異|一|有|会員|御社|貴社|先方|相手|子供|赤|婆|爺)$|[者員]$/u
const KEY = /氏名|名前|苗字|名字|担当者|契約者/u
const WHOLE = new RegExp(`^${NAME}(?=です|でございます|と申|$)`, 'u')
const SURNAMES = `佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 斉藤 福田 太田 西村 藤井 金子 岡本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 原 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 工藤 谷口 今井 高田 増田 丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 久保 木下 佐野 野村 松尾 菊地 杉本 市川 古川 大西 島田 水野 桜井 高野 渡部 吉川 山内 西田 飯田 菊池 西川 小松 北村 安田 五十嵐 川口 平田 関 中田 久保田 服部 東 岩田 土屋 川崎 福島 本田 辻 樋口 秋山 田口 永井`
const LISTED = new RegExp(
  `(?<![\\p{Script=Han}々])(?<listed>(?:${SURNAMES.split(' ').join('|')})(?:[ \\u3000]?[\\p{Script=Han}]{1,3})?)(?=です|でございます|から|が(?:電話|連絡|担当)|に(?:電話|連絡))`,
  'gu',
)

/** Adds names in Japanese, in a text with its letters. */
export function findJapaneseNames(scan: Scan): void {
  const { text, cue } = scan
  if (cue !== undefined && KEY.test(cue)) {
    const whole = WHOLE.exec(text)
    if (whole !== null) scan.add('PERSON', 'name', 0, whole[0].length, 0.9)
  }
  for (const pattern of [INTRODUCED, TOLD, LABELLED, HONOURED, LISTED]) {
    for (const match of text.matchAll(pattern)) {
      const name = Object.values(match.groups ?? {}).find((group) => group !== undefined)
      if (name === undefined || NOBODY.test(name)) continue
      const start = match.index + match[0].indexOf(name)
      scan.add('PERSON', 'name', start, start + name.length, 0.8)
    }
  }
}
