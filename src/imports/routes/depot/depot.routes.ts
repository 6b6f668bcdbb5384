import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "hono";
import { z } from "zod";
import type { Base } from "#socle/lectures/base.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { SOURCES, type Source } from "#socle/regles/shared/source.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderColonnesPage } from "../../pages/lot/colonnes-page.tsx";
import { renderDeposerPage } from "../../pages/lot/deposer-page.tsx";
import { type FichierDepose, renderDepotPage } from "../../pages/lot/depot-page.tsx";
import type { DepotEnCours, FichierDuDepot } from "./depots.ts";

/** A file is recognised in well under this; after it, the page of the deposit follows instead. */
const ATTENTE_MS = 4000;

const vide = z.literal("").transform(() => undefined);
const champsSchema = z.object({
  source: vide.or(z.enum(SOURCES)).optional(),
  periode: vide.or(z.string().regex(/^\d{4}(-T[1-4])?$/)).optional(),
});

const DEPOSER = garde("lot", "creer");

/** `/t/:epci/donnees/deposer` and what becomes of a deposit. */
export function depotRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/donnees/deposer", DEPOSER, async (c) => {
      const { cadre } = await openCadre(site, c);
      return c.html(renderDeposerPage({ cadre, erreur: null }));
    })
    .post("/t/:epci/donnees/deposer", DEPOSER, (c) => receive(site, c))
    .get("/t/:epci/donnees/depots/:depot", DEPOSER, async (c) => {
      const { cadre } = await openCadre(site, c);
      const depot = await findDepot(site, c);
      const fichiers = await Promise.all(depot.fichiers.map((fichier) => readSuite(c.var.base, fichier)));
      return c.html(renderDepotPage({ cadre, depot: depot.id, fichiers }));
    })
    .get("/t/:epci/donnees/depots/:depot/avancement", DEPOSER, async (c) => {
      const { fichiers } = await findDepot(site, c);
      return c.json({ statut: fichiers.some(({ etat }) => etat === "attente") ? "lecture" : "fini" });
    })
    .get("/t/:epci/donnees/depots/:depot/:rang/colonnes", DEPOSER, async (c) => {
      const { cadre } = await openCadre(site, c);
      const depot = await findDepot(site, c);
      const { rang, fichier } = findFichier(depot, c.req.param("rang"));
      const page = renderColonnesPage({
        cadre,
        depot: depot.id,
        rang,
        fichier: fichier.nom,
        message: fichier.message ?? "",
        source: fichier.source ?? null,
        manquantes: fichier.manquantes ?? [],
        colonnes: fichier.colonnes ?? [],
      });
      return c.html(page);
    })
    .post("/t/:epci/donnees/depots/:depot/:rang/colonnes", DEPOSER, (c) => answer(site, c));
}

async function receive(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  try {
    const { depot, premier } = await site.depots.receive(c.var.base, epci, c.req.raw, (champs) =>
      compact(parseInput(champsSchema, champs)),
    );
    if (depot.fichiers.length === 1) await Promise.race([premier, sleep(ATTENTE_MS, undefined, { ref: false })]);
    return c.redirect(nextPage(epci, depot, 0), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return c.html(renderDeposerPage({ cadre, erreur: error.message }), statusOf(error.code));
  }
}

function compact({ source, periode }: z.infer<typeof champsSchema>): { source?: Source; periode?: string } {
  return { ...(source ? { source } : {}), ...(periode ? { periode } : {}) };
}

/** Straight to the lot when there is one file and it is recognised. */
function nextPage(epci: string, depot: DepotEnCours, rang: number): string {
  const fichier = depot.fichiers[rang];
  if (depot.fichiers.length === 1 && fichier?.etat === "lot")
    return hrefTerritoire(epci, `donnees/lots/${fichier.lot}`);
  if (depot.fichiers.length === 1 && fichier?.etat === "colonnes") {
    return hrefTerritoire(epci, `donnees/depots/${depot.id}/${rang}/colonnes`);
  }
  return hrefTerritoire(epci, `donnees/depots/${depot.id}`);
}

async function findDepot(site: Site, c: Context<Env>): Promise<DepotEnCours> {
  const depot = await site.depots.find(c.var.acteur, c.req.param("epci") ?? "", c.req.param("depot") ?? "");
  if (!depot) throw new Refus("depot-inconnu", "Ce dépôt n’existe plus. Les fichiers reconnus sont dans « Données ».");
  return depot;
}

function findFichier(depot: DepotEnCours, param: string | undefined): { rang: number; fichier: FichierDuDepot } {
  const rang = parseInput(z.coerce.number().int().min(0), param);
  const fichier = depot.fichiers[rang];
  if (fichier?.etat !== "colonnes") {
    throw new Refus("depot-inconnu", "Ce fichier n’attend pas de colonnes. Revenez à « Données ».");
  }
  return { rang, fichier };
}

/** `champ:<ours>` = their header. */
async function answer(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const depot = await findDepot(site, c);
  const { rang, fichier } = findFichier(depot, c.req.param("rang"));
  const body = await c.req.parseBody();
  const source = parseInput(z.enum(SOURCES), body.source);
  // Without a prototype: a column may be called « __proto__ ».
  const colonnes: Record<string, string> = Object.create(null);
  for (const champ of fichier.manquantes ?? []) {
    const entete = body[`champ:${champ}`];
    if (typeof entete === "string" && entete !== "") colonnes[entete] = champ;
  }
  await site.depots.retry(c.var.base, depot, rang, { source, colonnes });
  return c.redirect(nextPage(epci, depot, rang), 303);
}

/** A file that was recognised may have been refused since, once read: the lot knows. */
async function readSuite(base: Base, fichier: FichierDuDepot): Promise<FichierDepose> {
  const page = toPage(fichier);
  if (page.etat !== "lot") return page;
  const lot = await base.lots.find(page.lot);
  return { ...page, statut: lot?.statut ?? "lecture", message: lot?.refus?.message ?? "" };
}

function toPage({ nom, taille, etat, lot = 0, message = "" }: FichierDuDepot): FichierDepose {
  switch (etat) {
    case "lot":
      return { nom, taille, etat, lot, statut: "lecture", message };
    case "deja-importe":
      return { nom, taille, etat, lot, message };
    case "colonnes":
    case "refus":
      return { nom, taille, etat, message };
    case "attente":
      return { nom, taille, etat };
  }
}
