import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env['OTVET_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // everything is served from the page's own origin and a strict policy forbids data: scripts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/actuator': { target: server, changeOrigin: false },
      '/sip': { target: server, ws: true, changeOrigin: false },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
  },
});
