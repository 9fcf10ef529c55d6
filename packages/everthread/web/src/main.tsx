import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './style.css'
import { loadDictionary } from './words/dictionary.ts'
import { pickLanguage } from './words/language.ts'

const root = document.getElementById('app')
if (!root) throw new Error('the page has no #app')
// Not awaited at the top: pages share this file, and would be cut apart so as not to wait for it.
void loadDictionary(pickLanguage()).then((dictionary) =>
  createRoot(root).render(
    <StrictMode>
      <App dictionary={dictionary} />
    </StrictMode>,
  ),
)
