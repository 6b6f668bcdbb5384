import type { Context } from "hono";
import { z } from "zod";
import { ACCES_LOGEMENT } from "#attributions/regles/logement/logement-suivi.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { readsLignes } from "#engagements/lectures/contingent/lignes-visibles.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import type { CriteresRecherche } from "../lectures/recherche.ts";
import { searchLogements } from "../lectures/recherche-compute.ts";
import { renderRecherchePage } from "../pages/recherche-page.tsx";
import { ORIGINES_LOGEMENT } from "../regles/recherche.ts";

/** `/t/:epci/relogement/logements`: dwellings that may be offered, for one household or for none. */
export function rechercheRoutes(site: Site): Routes {
  return new Routes().get("/t/:epci/relogement/logements", garde("relogement", "lire"), (c) => showRecherche(site, c));
}

const id = z.coerce.number().int().min(1).max(999_999_999);

/** « 220 », « 220,50 ». */
const euros = z
  .string()
  .regex(/^\s*\d{1,5}([.,]\d{1,2})?\s*$/)
  .transform((value) => Number(value.trim().replace(",", ".")));

const questionSchema = z.object({
  menage: ouRien(id),
  choix: ouRien(z.literal("1")),
  typologies: z.array(z.enum(TYPOLOGIES)).max(TYPOLOGIES.length),
  communes: z.array(z.string().regex(/^[0-9AB]{5}$/)).max(500),
  zone: ouRien(z.enum(["qpv", "hors-qpv"])),
  acces: ouRien(z.enum(ACCES_LOGEMENT)),
  bailleur: ouRien(id),
  origine: ouRien(z.enum(ORIGINES_LOGEMENT)),
  limite: ouRien(euros),
});

async function showRecherche(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const asked = parseInput(questionSchema, {
    ...c.req.query(),
    typologies: c.req.queries("typologie") ?? [],
    communes: c.req.queries("commune") ?? [],
  });
  const { menage, choix, ...criteres } = asked;
  const recherche = await searchLogements(base, {
    epci,
    menage,
    jour: site.deps.horloge.aujourdhui(),
    criteres: choix === null ? null : (criteres satisfies CriteresRecherche),
  });
  return c.html(
    renderRecherchePage({
      cadre,
      recherche,
      declarer: peut(acteur, "logement-prive", "modifier", epci),
      declares: readsLignes(acteur, "logement-prive", epci),
    }),
  );
}
