import { AsyncLocalStorage } from "node:async_hooks";
import { composeDroit, type DroitCompose } from "#droit/regles/composer.ts";
import { type DroitLu, droitLu, readDroitFrom } from "#droit/regles/en-vigueur.ts";
import { DROIT_LIVRE, JEUX_LIVRES } from "#droit/regles/livre.ts";
import type { DroitQueries, JeuImporte, SaisieSuivie } from "./ports.ts";

const STORE = new AsyncLocalStorage<DroitLu>();

/** The law outside any request: commands, and the server's own tasks. */
let courant: DroitLu = { droit: DROIT_LIVRE, territoire: null };

readDroitFrom(() => STORE.getStore() ?? courant);

type Lecteur = Pick<DroitQueries, "version" | "jeux" | "saisies" | "aRederiver">;
type Lu = { readonly version: number; readonly compose: DroitCompose; readonly aRederiver: Set<string> };

/** The law of this process, recomposed when the version of the tables changes, whichever process changed it. */
export class LectureDroit {
  readonly #queries: () => Lecteur;
  readonly #rederiver: (epci: string) => Promise<void>;
  #lu: Lu | null = null;

  /** `rederiver`: called before reading a territory whose leases were derived under another law. */
  constructor(queries: () => Lecteur, rederiver: (epci: string) => Promise<void>) {
    this.#queries = queries;
    this.#rederiver = rederiver;
  }

  async read(): Promise<DroitCompose> {
    return (await this.#read()).compose;
  }

  async #read(): Promise<Lu> {
    const queries = this.#queries();
    const version = await queries.version();
    if (this.#lu?.version === version) return this.#lu;
    const [compose, stale] = [await readCompose(queries), await queries.aRederiver()];
    const lu = { version, compose, aRederiver: new Set(stale) };
    this.#lu = lu;
    courant = { droit: compose.droit, territoire: null };
    return lu;
  }

  /** `work`, and everything it calls, reads the present law; `territoire`: whose own values win. */
  async run<T>(territoire: string | null, work: () => Promise<T>): Promise<T> {
    const { compose, aRederiver } = await this.#read();
    return STORE.run({ droit: compose.droit, territoire }, async () => {
      if (territoire !== null && aRederiver.has(territoire)) {
        await this.#rederiver(territoire);
        aRederiver.delete(territoire);
      }
      return work();
    });
  }
}

async function readCompose(queries: Pick<DroitQueries, "jeux" | "saisies">): Promise<DroitCompose> {
  const [importes, saisies] = await Promise.all([queries.jeux(), queries.saisies()]);
  return composeLu(importes, saisies);
}

/** The shipped and imported sets, then the records confirmed by two persons. */
export function composeLu(
  importes: readonly Pick<JeuImporte, "jeu">[],
  saisies: readonly SaisieSuivie[],
): DroitCompose {
  return composeDroit(
    [...JEUX_LIVRES, ...importes.map(({ jeu }) => jeu)],
    saisies.filter(({ etat }) => etat === "confirmee"),
  );
}

/** The present law for a territory: used by commands, which have no address. */
export function forTerritoire<T>(territoire: string, work: () => Promise<T>): Promise<T> {
  return STORE.run({ droit: droitLu().droit, territoire }, work);
}
