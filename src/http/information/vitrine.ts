import type { Context } from "hono";
import type { Base } from "#application/base.ts";
import { aideOf } from "#application/information/read-information.ts";
import { PUBLIC } from "#domain/habilitation/acteur.ts";
import { Refus } from "#domain/shared/refus.ts";
import type { Vitrine } from "#web/information/vitrine.tsx";
import type { Env } from "../deps.ts";
import { emptyCadre, type Site } from "../site.ts";

export function publicBase(c: Context<Env>): Base {
  return c.var.bases.pour(PUBLIC, { ressource: "information", action: "lire" });
}

export type VitrineOuverte = { readonly base: Base; readonly vitrine: Vitrine };

/** Throws `page-introuvable`: what is not open here has no public site. */
export async function openVitrine(site: Site, c: Context<Env>): Promise<VitrineOuverte> {
  const base = publicBase(c);
  const epci = c.req.param("epci") ?? "";
  const [territoire, guichets] = await Promise.all([
    base.territoires.find(epci),
    base.information.guichetsPublies(epci),
  ]);
  if (!territoire)
    throw new Refus("page-introuvable", "Ce territoire n’est pas ouvert ici. Choisissez-en un dans la liste.");
  const cadre = { ...emptyCadre(site), territoire };
  return { base, vitrine: { cadre, epci, nom: territoire.nom, aide: aideOf(guichets) } };
}
