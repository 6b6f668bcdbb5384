import type { Context } from "hono";
import type { Base } from "#socle/lectures/base.ts";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { aideOf } from "../../lectures/information/read-information.ts";
import type { Vitrine } from "../../pages/information/vitrine.tsx";

export function publicBase(c: Context<Env>): Base {
  return c.var.bases.pour(PUBLIC, { ressource: "information", action: "lire" });
}

export type VitrineOuverte = { readonly base: Base; readonly vitrine: Vitrine };

/** Throws `page-introuvable` when the territory is not open: it has no public site. */
export async function openVitrine(site: Site, c: Context<Env>): Promise<VitrineOuverte> {
  const base = publicBase(c);
  const epci = c.req.param("epci") ?? "";
  const [territoire, guichets] = await Promise.all([
    base.territoires.find(epci),
    base.information.guichetsPublies(epci),
  ]);
  if (!territoire) throw pageIntrouvable("Ce territoire n’est pas ouvert ici. Choisissez-en un dans la liste.");
  const cadre = { ...emptyCadre(site), territoire };
  return { base, vitrine: { cadre, epci, nom: territoire.nom, aide: aideOf(guichets) } };
}
