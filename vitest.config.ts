import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@everthread/source'] },
  ssr: { resolve: { conditions: ['@everthread/source', 'node', 'default'] } },
  test: {
    globalSetup: ['./test/support/postgres-setup.ts'],
    include: ['packages/*/src/**/*.test.ts', 'packages/everthread/web/src/**/*.test.ts', 'test/**/*.test.ts'],
    reporters: ['default', './scripts/summary-reporter.js'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    unstubEnvs: true,
  },
})
