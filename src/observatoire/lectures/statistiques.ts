import { createWorkerPool } from "#socle/fils/worker-pool.ts";

/** A separate pool, so that pages do not wait behind documents. */
export const statistiques = createWorkerPool<typeof import("./statistiques.worker.ts")>(
  { quoi: "cette page", threads: 2, attente: 40, dureeMs: 60_000, memoireMo: 512 },
  "./statistiques.worker.ts",
  import.meta.url,
);
