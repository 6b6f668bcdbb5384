import type { Hono } from "hono";
import type { ConnexionQueries } from "#acces/lectures/connexion/ports.ts";
import { type ConnexionDeps, openConnexion } from "#acces/routes/connexion/deps.ts";
import type { ProConnectConfig } from "#acces/routes/connexion/proconnect-client.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type Ecarts, type Fournisseur, startFournisseur } from "../fixtures/fournisseur-oidc.ts";
import { type BaseConnexion, EPCI, openBaseConnexion } from "./base-connexion.ts";
import { createHacheurFactice } from "./hacheur-factice.ts";
import { createAppConnexion, type Navigateur, openNavigateur } from "./navigateur.ts";

export const ORIGINE = "https://blaise.exemple.fr";
export const COOKIE = "__Host-blaise";
/** Of the demonstration: keys are right, companies do not exist. */
const SIREN = "999000011";
export const SIRET = "99900001100018";

export type Scene = {
  readonly base: BaseConnexion;
  readonly fournisseur: Fournisseur;
  readonly app: Hono<Env>;
  /** What the operator's log was told. */
  readonly journal: unknown[];
  /** Minutes added to the clock. */
  readonly horloge: { avance: number; aujourdhui(): string; maintenant(): string };
  open(options?: Partial<ProConnectConfig> & { readonly demonstration?: boolean }): Hono<Env>;
  addCompte(courriel: string, options?: CompteOptions): Promise<number>;
  close(): Promise<void>;
};

type CompteOptions = { readonly siren?: string | null; readonly fin?: string; readonly demonstration?: boolean };

/** The routes of login over a real database, in front of a provider that can be told to misbehave. */
export async function openScene(): Promise<Scene> {
  const [base, fournisseur] = await Promise.all([openBaseConnexion(), startFournisseur()]);
  const horloge = {
    avance: 0,
    aujourdhui: () => "2026-03-10",
    maintenant: () => new Date(Date.now() + horloge.avance * 60_000).toISOString(),
  };
  const journal: unknown[] = [];
  const open: Scene["open"] = ({ demonstration = false, ...options } = {}) => {
    const { emetteur, client, secret } = fournisseur;
    const deps: ConnexionDeps = openConnexion({
      queries: base.queries,
      horloge,
      demonstration,
      origine: ORIGINE,
      proconnect: { emetteur, client, secret, delaiMs: 500, ...options },
      adresse: () => "192.0.2.1",
      log: { info: (...line: unknown[]) => journal.push(line) },
    });
    return createAppConnexion({ ...deps, hacheur: createHacheurFactice() });
  };
  return {
    base,
    fournisseur,
    journal,
    horloge,
    app: open(),
    open,
    addCompte: (courriel, options) => addCompte(base.machine, courriel, options),
    async close() {
      await Promise.all([base.drop(), fournisseur.close()]);
    },
  };
}

async function addCompte(
  machine: ConnexionQueries,
  courriel: string,
  { siren = SIREN, fin = "2026-12-31", demonstration = false }: CompteOptions = {},
): Promise<number> {
  const compte = await machine.createCompte({ courriel, prenom: "Ada", nom: "Agent", demonstration, invitePour: null });
  if (siren === null) return compte;
  const organisation = await machine.ensureOrganisation({
    type: "bailleur",
    nom: `B ${siren}`,
    siren,
    demonstration: false,
  });
  const droit = { role: "agent-bailleur", epci: EPCI, communes: [], sensible: false, motif: "essai" } as const;
  await machine.grantFromMachine({ ...droit, compte, organisation, debut: "2026-01-01", fin });
  return compte;
}

export type Trajet = {
  readonly ecarts?: Ecarts;
  readonly retour?: string;
  /** On the address asked of the provider, then on the one it calls back. */
  readonly demande?: (adresse: URL) => void;
  readonly rappel?: (adresse: URL) => void;
};

/** From « Se connecter avec ProConnect » to the provider; the address it calls back, not yet followed. */
export async function goToProvider(scene: Scene, navigateur: Navigateur, trajet: Trajet = {}): Promise<URL> {
  scene.fournisseur.ecarts = trajet.ecarts ?? {};
  const depart = await navigateur.get(`/connexion/proconnect?${new URLSearchParams({ retour: trajet.retour ?? "/" })}`);
  const adresse = new URL(depart.headers.get("location") ?? "about:blank");
  trajet.demande?.(adresse);
  const chez = await fetch(adresse, { redirect: "manual" });
  const rappel = new URL(chez.headers.get("location") ?? "about:blank");
  trajet.rappel?.(rappel);
  return rappel;
}

export async function logInByProConnect(scene: Scene, navigateur: Navigateur, trajet: Trajet = {}): Promise<Response> {
  const rappel = await goToProvider(scene, navigateur, trajet);
  return navigateur.get(`${rappel.pathname}${rappel.search}`);
}

export function newNavigateur(app: Hono<Env>): Navigateur {
  return openNavigateur(app, ORIGINE);
}
