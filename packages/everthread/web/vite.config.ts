import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** One file of what every page needs: left alone, the bundler cuts it in two, and two compress worse than one. A dictionary comes for its language. */
const FRAME =
  /node_modules|web\/src\/(?:api|words\/(?!(?:en|ru)\.ts)|components\/(?:button|notice|page|read-state|said))/

/** `npm run dev -w everthread` beside a running `everthread serve`: pages from here, the API from there. */
const SERVICE = 'http://127.0.0.1:4280'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind()],
  resolve: {
    conditions: ['@everthread/source', 'module', 'browser'],
    // The router brings, for older ones, what this React has itself.
    alias: { 'use-sync-external-store/shim/index.js': 'react' },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // A small file written into a stylesheet or a script is a `data:` address, which the pages' own policy forbids for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'frame', test: FRAME }] } } },
  },
  server: { proxy: { '/api': SERVICE, '/media': SERVICE, '/oauth': SERVICE } },
})
