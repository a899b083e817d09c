import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// While developing, the API of a running donthu answers; API_URL says where.
const target = process.env.API_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  server: { proxy: { "/api": target, "/openapi.json": target } },
  build: {
    target: "es2022",
    // Fonts and pictures stay files, so that the content policy needs no data: URLs.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  test: { include: ["src/**/*.test.{ts,tsx}"], restoreMocks: true },
});
