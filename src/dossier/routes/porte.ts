import type { Context, MiddlewareHandler } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Site } from "#socle/routes/site.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";
import type { Question } from "../regles/question.ts";
import { ouvrirVisite, type Visite } from "./commun.ts";
import { envoyerLienSiVoulu } from "./lien-reprise.ts";

/** By which door one comes to the steps: a household by its visit, a desk by the file that it has opened. The steps are the same. */
export type Porte = {
  /** The address before « /etapes ». */
  readonly racine: string;
  readonly ecrire: MiddlewareHandler<Env>;
  /** Before any of its pages. */
  readonly seuil: MiddlewareHandler<Env>;
  ouvrir(site: Site, c: Context<Env>): Promise<Visite>;
  /** Once the answer is saved. */
  apres(
    site: Site,
    c: Context<Env>,
    reponse: { readonly avant: DossierOuvert; readonly question: Question },
  ): Promise<void>;
  /** Where the last question leads. */
  readonly fin: "documents" | "verifier";
};

export const PORTE_MENAGE: Porte = {
  racine: "/ma-demande/:epci",
  // Writing the household is what a mandate may do too; the rows say what of it.
  ecrire: garde("demande-menage", "modifier"),
  seuil: async (_, next) => next(),
  ouvrir: ouvrirVisite,
  apres: envoyerLienSiVoulu,
  fin: "documents",
};
