/** Ends of domain names as they are said, and providers of mail that everybody knows. */

/** Behind a word that is the at sign only sometimes, the last label has to be one of these. */
export const TOP_DOMAINS: ReadonlySet<string> = new Set(
  (
    'com net org eu info biz io dev app online shop me tv co ai cloud email pro name mail edu gov int ' +
    'at be bg ch cy cz de dk ee es fi fr gr hr hu ie is it li lt lu lv mt nl no pl pt ro se si sk uk us ca jp ' +
    'berlin koeln hamburg bayern paris cat wien tirol amsterdam vlaanderen brussels'
  ).split(' '),
)

/** Said without a top-level domain. */
export const PROVIDERS: ReadonlySet<string> = new Set(
  (
    'gmail googlemail outlook hotmail yahoo icloud proton protonmail live msn gmx web aol wp onet interia o2 tlen poczta freenet ' +
    'posteo orange laposte free sfr wanadoo libero virgilio tiscali alice ziggo kpnmail xs4all planet sapo telia spray bredband jubii ' +
    'tdc online luukku elisa kolumbus seznam centrum atlas volny email'
  ).split(' '),
)
