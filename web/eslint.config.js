import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.ts", "test-results", "playwright-report"] },
  ...tseslint.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      // The one door to the server is src/api.
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "EventSource"],
    },
  },
  { files: ["src/api/**"], rules: { "no-restricted-globals": "off" } },
);
