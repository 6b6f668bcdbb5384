import type { Context, MiddlewareHandler } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Site } from "#socle/routes/site.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";
import type { Question } from "../regles/question.ts";
import { ouvrirVisite, type Visite } from "./commun.ts";
import { envoyerLienSiVoulu } from "./lien-reprise.ts";

/** Two accesses to the same steps: a household by its visit, a desk by the file that it opened. */
export type Porte = {
  /** Prefix of the URL before « /etapes ». */
  readonly racine: string;
  readonly ecrire: MiddlewareHandler<Env>;
  /** Middleware before each page. */
  readonly seuil: MiddlewareHandler<Env>;
  ouvrir(site: Site, c: Context<Env>): Promise<Visite>;
  /** Runs once the answer is saved. */
  apres(
    site: Site,
    c: Context<Env>,
    reponse: { readonly avant: DossierOuvert; readonly question: Question },
  ): Promise<void>;
  /** Page after the last question. */
  readonly fin: "documents" | "verifier";
};

export const PORTE_MENAGE: Porte = {
  racine: "/ma-demande/:epci",
  // A mandate passes this guard too; the row policies decide what it may write.
  ecrire: garde("demande-menage", "modifier"),
  seuil: async (_, next) => next(),
  ouvrir: ouvrirVisite,
  apres: envoyerLienSiVoulu,
  fin: "documents",
};
