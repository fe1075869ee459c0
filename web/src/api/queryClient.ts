import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./errors";

const RETRIES = 2;

/**
 * Answers stay fresh for a moment and are let go a minute after nothing shows them, refusals are final, and only
 * what may pass by itself is tried again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 60_000,
      retry: (count, error) => count < RETRIES && !(error instanceof ApiError && error.status < 500),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
