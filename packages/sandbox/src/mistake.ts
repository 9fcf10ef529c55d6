/** The caller's mistake: a wrong option, a malformed control call. The control plane answers it as 400 with the sentence. */
export class SandboxMistake extends TypeError {
  override readonly name = 'SandboxMistake'
  readonly code = 'ERR_SANDBOX_MISTAKE'
}
