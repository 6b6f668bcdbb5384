import type { Context } from "hono";
import type { Env } from "#socle/routes/deps.ts";
import type { Site } from "#socle/routes/site.ts";
import { envoyerAuMenage } from "../actes/courrier/envoyer-au-menage.ts";
import { creerLienReprise } from "../lectures/acces.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";
import { type Question, revisionOf } from "../regles/question.ts";
import { ouvrirVisite } from "./commun.ts";

/** Sends a link that opens the file once, to an address that the household agreed to. Returns the count sent; 0: no such address. */
export async function envoyerLien(site: Site, c: Context<Env>, dossier: DossierOuvert): Promise<number> {
  const { bases, horloge } = site.deps;
  const { id: demandeur, epci, lien, identite } = dossier;
  // The addresses of the file are the person's: the holder of a mandate has their own code.
  if (lien !== "titulaire" || !(identite.accordCourriel || identite.accordSms)) return 0;
  const jeton = await creerLienReprise({ queries: bases.connexions, horloge }, { demandeur, epci, lien });
  const vers = `/ma-demande/${epci}/reprendre/${jeton}`;
  return envoyerAuMenage(c.var.base, site.deps, { demandeur, epci, modele: "code-reprise", lien: vers });
}

/** Sent when an address is given for the first time, so that the code is not the only way back. */
export async function envoyerLienSiVoulu(
  site: Site,
  c: Context<Env>,
  { avant, question }: { readonly avant: DossierOuvert; readonly question: Question },
): Promise<void> {
  if (question !== "vous/joindre" || revisionOf(avant.reponses, question) > 0) return;
  const { dossier } = await ouvrirVisite(site, c);
  await envoyerLien(site, c, dossier);
}
