/** The findings as `doctor` shows them: grouped lines for people, one document for programs. */
import type { Style } from '../cli/terminal.ts'
import type { Sentences } from '../words/sentences.ts'
import { exitCodeOfFindings } from './diagnose.ts'
import { type Finding, FINDINGS, GROUPS, type Level } from './finding.ts'
import { doctorWords, sayFinding, type Speaker } from './say-finding.ts'

export interface FindingJson {
  readonly code: string
  readonly level: Level
  readonly message: string
  readonly remedy?: string
}

export interface DoctorJson {
  readonly schema: 'everthread/doctor@1'
  /** Nothing is worse than a warning. */
  readonly ok: boolean
  readonly findings: readonly FindingJson[]
}

export function doctorJson(findings: readonly Finding[], speaker: Speaker): DoctorJson {
  return {
    schema: 'everthread/doctor@1',
    ok: exitCodeOfFindings(findings) === 0,
    findings: findings.map((finding) => {
      const { message, remedy } = sayFinding(finding, speaker)
      return { code: finding.code, level: finding.level, message, ...(remedy !== undefined && { remedy }) }
    }),
  }
}

export function doctorLines(findings: readonly Finding[], speaker: Speaker, style: Style): string[] {
  const words = doctorWords(speaker.language)
  const sections = GROUPS.flatMap((group) => {
    const own = findings.filter(({ code }) => FINDINGS[code].group === group)
    if (own.length === 0) return []
    return [style.strong(words.groups[group]), ...own.flatMap((one) => linesOf(one, speaker, style)), '']
  })
  const counts = { problems: countOf(findings, 'problem'), warnings: countOf(findings, 'warning') }
  return [...sections, style.strong(words.summary(counts))]
}

function linesOf(finding: Finding, speaker: Speaker, style: Style): string[] {
  const { level } = finding
  const { message, remedy, url }: Sentences = sayFinding(finding, speaker)
  const weight = level === 'ok' ? '' : `${doctorWords(speaker.language).levels[level]}: `
  return [
    `  ${MARKS[level](style)} ${weight}${message}`,
    ...(remedy === undefined ? [] : [`    ${remedy}`]),
    ...(url === undefined ? [] : [`    ${style.dim(url)}`]),
  ]
}

const MARKS: Readonly<Record<Level, (style: Style) => string>> = {
  ok: (style) => style.good('●'),
  note: (style) => style.dim('●'),
  warning: (style) => style.warn('●'),
  problem: (style) => style.bad('●'),
}

function countOf(findings: readonly Finding[], level: Level): number {
  return findings.filter((one) => one.level === level).length
}
