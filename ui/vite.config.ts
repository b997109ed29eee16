import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Mode `fake` builds the same window on pretend answers, for screenshots and tests in a browser. It goes
// to a folder of its own, so that it can never be taken for the real one.
export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  base: './',
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    outDir: mode === 'fake' ? 'dist-fake' : 'dist',
    target: ['es2022', 'safari15'],
    // The content policy allows no data: address, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    include: ['src/**/*.test.ts', 'checks/**/*.test.ts'],
    environment: 'node',
    // A guard against hanging, not a measure: a busy computer may take its time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
}));
