import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Problem } from "./api/problem";
import { router } from "./router";
import { theme } from "./theme";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, thrown) => count < 2 && thrown instanceof Problem && (thrown.lost || thrown.status === 503),
    },
    // A write is sent once; the officer decides whether to send it again.
    // "always": a lost network must be reported at once, not silently queued.
    mutations: { retry: false, networkMode: "always" },
  },
});

/** The server writes a nonce into the page, for the style sheets made at run time. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme="light" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} context={{ queries }} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
