import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  base: "./",
  plugins: [
    svelte(),
    paraglideVitePlugin({
      project: "./project.inlang",
      outdir: "./src/paraglide",
      strategy: ["globalVariable", "baseLocale"],
    }),
  ],
  build: { target: "safari17", assetsInlineLimit: 0, cssMinify: "lightningcss", modulePreload: { polyfill: false } },
  server: { host: "127.0.0.1" },
  preview: { host: "127.0.0.1" },
  // Found late, they would make the development server reload the page in the middle of a test.
  optimizeDeps: { exclude: ["@lucide/svelte"], include: ["@dagrejs/dagre", "bits-ui", "d3-scale", "d3-shape", "axe-core"] },
  clearScreen: false,
  test: {
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 1280, height: 800 },
      provider: playwright({ launchOptions: { executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] } }),
      instances: [{ browser: "chromium" }],
    },
  },
});
