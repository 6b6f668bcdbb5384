import type { Handler, MiddlewareHandler } from "hono";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { pageIntrouvable } from "../../regles/shared/refus.ts";
import { isLoopback, socketAddress } from "./client-address.ts";
import { methodeOf, routeOf } from "./route-of.ts";

/** Read at each request for the metrics. */
export type Sources = {
  /** Of the pool: open, idle, and callers waiting for a connection. */
  connexions?(): { readonly total: number; readonly libres: number; readonly attente: number };
  /** Last success of each, as an ISO instant; null or absent when unknown, and the metric is then absent too. */
  /** Files of PostgreSQL's journal that wait to be archived; null: no continuous archive. */
  archive?(): Promise<number | null>;
  derniers?(): Promise<{ readonly sauvegarde?: string | null; readonly purge?: string | null }>;
};

type EtatTravaux = { readonly attente: number; readonly encours: number };

export type Metriques = {
  /** Counts and times every request. */
  readonly observe: MiddlewareHandler;
  /** Prometheus text, for callers on this machine only. */
  readonly send: Handler;
  /** Set later: the application, which knows the running reads, is made after its metrics. */
  watchImports(count: () => number): void;
  /** Tasks running or waiting for a thread, by name of pool. */
  watchTravaux(files: Readonly<Record<string, () => EtatTravaux>>): void;
  close(): void;
};

/** From a cached page to the PDF of a large territory. */
const SECONDES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Metrics for a supervisor: requests by route pattern, method and class of status, connections, imports, event loop, process. Labels come from closed
 * lists: no address, identifier or name can become one. One per process.
 */
export function createMetriques(sources: Sources = {}): Metriques {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const durees = new Histogram({
    name: "blaise_http_duree_secondes",
    help: "Durée des requêtes, jusqu’au début de la réponse",
    labelNames: ["methode", "route", "classe"],
    buckets: SECONDES,
    registers: [register],
  });
  const enCours = new Gauge({ name: "blaise_http_en_cours", help: "Requêtes en cours", registers: [register] });
  addSources(register, sources);
  return {
    observe: async (c, next) => {
      enCours.inc();
      const started = performance.now();
      try {
        await next();
      } finally {
        enCours.dec();
        const classe = `${Math.floor(c.res.status / 100)}xx`;
        durees.observe({ methode: methodeOf(c), route: routeOf(c), classe }, (performance.now() - started) / 1000);
      }
    },
    send: async (c) => {
      if (!isLocal(socketAddress(c), c.req.raw.headers)) {
        throw pageIntrouvable();
      }
      return c.body(await register.metrics(), 200, {
        "content-type": register.contentType,
        "cache-control": "no-store",
      });
    },
    watchImports: (count) => addImports(register, count),
    watchTravaux: (files) => addTravaux(register, files),
    close: () => register.clear(),
  };
}

function addImports(register: Registry, count: () => number): void {
  new Gauge({
    name: "blaise_imports_en_cours",
    help: "Fichiers en cours de lecture",
    registers: [register],
    collect() {
      this.set(count());
    },
  });
}

function addTravaux(register: Registry, files: Readonly<Record<string, () => EtatTravaux>>): void {
  new Gauge({
    name: "blaise_travaux",
    help: "Documents et statistiques que préparent les fils de travail : en cours, et en attente d’un fil",
    labelNames: ["file", "etat"],
    registers: [register],
    collect() {
      for (const [file, read] of Object.entries(files)) {
        for (const [etat, nombre] of Object.entries(read())) this.set({ file, etat }, nombre);
      }
    },
  });
}

function addArchive(register: Registry, attente: () => Promise<number | null>): void {
  new Gauge({
    name: "blaise_archive_journaux_attente",
    help: "Journaux de PostgreSQL qui attendent d’être rangés dans l’archive continue",
    // Has a label, even for one value: without a label, the gauge would say 0 where there is no archive.
    labelNames: ["archive"],
    registers: [register],
    async collect() {
      this.reset();
      const nombre = await attente().catch(() => null);
      if (nombre !== null) this.set({ archive: "continue" }, nombre);
    },
  });
}

function addSources(register: Registry, { connexions, derniers, archive }: Sources): void {
  if (archive) addArchive(register, archive);
  if (connexions) {
    new Gauge({
      name: "blaise_base_connexions",
      help: "Connexions à la base : ouvertes, libres, et demandes qui en attendent une",
      labelNames: ["etat"],
      registers: [register],
      collect() {
        for (const [etat, nombre] of Object.entries(connexions())) this.set({ etat }, nombre);
      },
    });
  }
  if (!derniers) return;
  new Gauge({
    name: "blaise_dernier_succes_secondes",
    help: "Instant de la dernière sauvegarde et de la dernière purge réussies, en secondes Unix",
    // Has a label, even for two values: without a label, a gauge says 0 before it knows, and 0 is a date.
    labelNames: ["acte"],
    registers: [register],
    async collect() {
      this.reset();
      // The database may be the failing part: the other metrics must stay readable.
      const known = await derniers().catch(() => ({}));
      for (const [acte, instant] of Object.entries<string | null | undefined>(known)) {
        if (instant) this.set({ acte }, Date.parse(instant) / 1000);
      }
    },
  });
}

/** False for a request that a reverse proxy of this machine forwards from the loopback: it has a forwarding header or another host name. */
function isLocal(socket: string | null, headers: Headers): boolean {
  if (socket === null || !isLoopback(socket)) return false;
  const relayed = [...headers.keys()].some((name) => /^(x-forwarded-|x-real-ip$|forwarded$|via$)/.test(name));
  return !relayed && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.get("host") ?? "");
}
