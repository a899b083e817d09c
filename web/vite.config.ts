import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { mockServer } from "./mock/plugin";

// MOCK=1 answers /api/v1 from memory; otherwise the dev server passes the API
// through to a running donthu.
const mocked = process.env.MOCK === "1";
const target = process.env.API_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), ...(mocked ? [mockServer()] : [])],
  server: mocked ? {} : { proxy: { "/api": target, "/openapi.json": target } },
  build: {
    target: "es2022",
    // Fonts and pictures stay files, so that the content policy needs no data: URLs.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"], restoreMocks: true },
});
