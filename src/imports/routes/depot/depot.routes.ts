import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "hono";
import { z } from "zod";
import type { Base } from "#socle/lectures/base.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { SOURCES, type Source } from "#socle/regles/shared/source.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderColonnesPage } from "../../pages/lot/colonnes-page.tsx";
import { renderDeposerPage } from "../../pages/lot/deposer-page.tsx";
import { type FichierDepose, renderDepotPage } from "../../pages/lot/depot-page.tsx";
import type { DepotEnCours, FichierDuDepot } from "./depots.ts";

/** Milliseconds: a file is recognised well before; past it, the page of the deposit is shown. */
const ATTENTE_MS = 4000;

const vide = z.literal("").transform(() => undefined);
const champsSchema = z.object({
  source: vide.or(z.enum(SOURCES)).optional(),
  periode: vide.or(z.string().regex(/^\d{4}(-T[1-4])?$/)).optional(),
});

const DROIT = garde("lot", "creer");

/** `/t/:epci/donnees/deposer` and the pages of a deposit. */
export function depotRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: "donnees/deposer",
        droit: DROIT,
        show: async (_, c, etat) =>
          renderDeposerPage({ cadre: (await openCadre(site, c)).cadre, erreur: erreurOf(etat) }),
        actes: { depose: DEPOSER },
      }),
    )
    .get("/t/:epci/donnees/depots/:depot", DROIT, async (c) => {
      const { cadre } = await openCadre(site, c);
      const depot = await findDepot(site, c);
      const fichiers = await Promise.all(depot.fichiers.map((fichier) => readSuite(c.var.base, fichier)));
      return c.html(renderDepotPage({ cadre, depot: depot.id, fichiers }));
    })
    .get("/t/:epci/donnees/depots/:depot/avancement", DROIT, async (c) => {
      const { fichiers } = await findDepot(site, c);
      return c.json({ statut: fichiers.some(({ etat }) => etat === "attente") ? "lecture" : "fini" });
    })
    .route(
      "/",
      pageActes(site, {
        chemin: "donnees/depots/:depot/:rang/colonnes",
        droit: DROIT,
        show: showColonnes,
        actes: { colonnes: DIRE_COLONNES },
      }),
    );
}

async function showColonnes(site: Site, c: Context<Env>): Promise<string> {
  const { cadre } = await openCadre(site, c);
  const depot = await findDepot(site, c);
  const { rang, fichier } = findFichier(depot, c);
  return renderColonnesPage({
    cadre,
    depot: depot.id,
    rang,
    fichier: fichier.nom,
    message: fichier.message ?? "",
    source: fichier.source ?? null,
    manquantes: fichier.manquantes ?? [],
    colonnes: fichier.colonnes ?? [],
  });
}

/** The act streams the files itself, with the fields beside them. */
const DEPOSER = defineActe({
  chemin: "",
  droit: DROIT,
  annonce: null,
  fichier: true,
  champs: {},
  run: async ({ base, epci, site, c }) => {
    const { depot, premier } = await site.depots.receive(base, epci, c.req.raw, (champs) =>
      compact(parseInput(champsSchema, champs)),
    );
    if (depot.fichiers.length === 1) await Promise.race([premier, sleep(ATTENTE_MS, undefined, { ref: false })]);
    return nextPage(depot, 0);
  },
});

function compact({ source, periode }: z.infer<typeof champsSchema>): { source?: Source; periode?: string } {
  return { ...(source ? { source } : {}), ...(periode ? { periode } : {}) };
}

/** Goes straight to the lot when the only file is recognised. */
function nextPage(depot: DepotEnCours, rang: number): Suite {
  const fichier = depot.fichiers.length === 1 ? depot.fichiers[rang] : undefined;
  if (fichier?.etat === "lot") return new Suite({ chemin: `donnees/lots/${fichier.lot}`, fait: null });
  const suite = fichier?.etat === "colonnes" ? `/${rang}/colonnes` : "";
  return new Suite({ chemin: `donnees/depots/${depot.id}${suite}`, fait: null });
}

async function findDepot(site: Site, c: Context<Env>): Promise<DepotEnCours> {
  const depot = await site.depots.find(c.var.acteur, c.req.param("epci") ?? "", c.req.param("depot") ?? "");
  if (!depot)
    throw introuvable("depot-inconnu", "Ce dépôt n’existe plus. Les fichiers reconnus sont dans « Données ».");
  return depot;
}

function findFichier(depot: DepotEnCours, c: Context<Env>): { rang: number; fichier: FichierDuDepot } {
  const rang = readNumero(c, "rang");
  const fichier = depot.fichiers[rang];
  if (fichier?.etat !== "colonnes") {
    throw introuvable("depot-inconnu", "Ce fichier n’attend pas de colonnes. Revenez à « Données ».");
  }
  return { rang, fichier };
}

/** `champ:<field>`: header of the file. */
const DIRE_COLONNES = defineActe({
  chemin: "",
  droit: DROIT,
  annonce: null,
  champs: { source: choix("Source", SOURCES) },
  run: async ({ base, site, c }, { source }, saisie) => {
    const depot = await findDepot(site, c);
    const { rang, fichier } = findFichier(depot, c);
    // Without a prototype: a column may be named « __proto__ ».
    const colonnes: Record<string, string> = Object.create(null);
    for (const champ of fichier.manquantes ?? []) {
      const entete = valeurDe(saisie, `champ:${champ}`);
      if (entete !== "") colonnes[entete] = champ;
    }
    await site.depots.retry(base, depot, rang, { source, colonnes });
    return nextPage(depot, rang);
  },
});

/** A recognised file may have been refused since: the state comes from the lot. */
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
