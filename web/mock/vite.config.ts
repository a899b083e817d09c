import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { mockServer } from "./plugin";

// The page with an invented office in memory: `npm run dev:mock`.
export default defineConfig({ plugins: [react(), mockServer()], server: { port: 5179 } });
