/** The style and the one script of the hand-off pages. They hold nothing of anybody, and may be kept. */
export const STYLE = `:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 36rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.375rem; }
h2 { font-size: 1.125rem; }
section { border-top: 1px solid GrayText; padding: 0.5rem 0 1rem; }
label { display: block; margin-top: 0.75rem; }
textarea, input[type='text'] { box-sizing: border-box; width: 100%; font: inherit; padding: 0.5rem; }
button, .button { box-sizing: border-box; display: block; width: 100%; min-height: 3rem; margin-top: 0.75rem; padding: 0.625rem; border: 1px solid currentColor; border-radius: 0.5rem; background: Canvas; color: CanvasText; font: inherit; text-align: center; text-decoration: none; }
button[hidden] { display: none; }
.button, button[type='submit'] { background: CanvasText; color: Canvas; }
button.quiet { background: Canvas; color: CanvasText; }
.notice { border-left: 0.25rem solid; padding-left: 0.75rem; }
.out { font-weight: 600; }
`

/** Where the browser does not let a script copy (no https, an old one), the text is selected for the person to copy. */
export const COPY_SCRIPT = `for (const button of document.querySelectorAll('[data-copy]')) {
  const field = document.getElementById(button.dataset.copy)
  button.hidden = false
  button.addEventListener('click', async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      if (!document.execCommand('copy')) return
    }
    button.textContent = button.dataset.copied
  })
}
`
