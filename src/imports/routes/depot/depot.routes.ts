import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "hono";
import { z } from "zod";
import { mustAskPeriode } from "#donnees/lectures/lot/check-periode.ts";
import { modeleOf, SOURCES_A_MODELE } from "#donnees/lectures/lot/modele.ts";
import { renderFeuillesNues } from "#socle/documents/rendre.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import type { Base } from "#socle/lectures/base.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { LIBELLE_SOURCE, SOURCES, type Source } from "#socle/regles/shared/source.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { champ, choix, Faute, propre } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { sendAvancement } from "#socle/routes/serveur/avancement.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderColonnesPage } from "../../pages/lot/colonnes-page.tsx";
import { renderDeposerPage } from "../../pages/lot/deposer-page.tsx";
import { type FichierDepose, renderDepotPage } from "../../pages/lot/depot-page.tsx";
import { findManquantes, type SourcePremierBilan } from "../../regles/lot/premier-bilan.ts";
import type { DepotEnCours, FichierDuDepot } from "./depots.ts";

/** Milliseconds: a file is recognised well before; past it, the page of the deposit is shown. */
const ATTENTE_MS = 4000;

const champsSchema = z.object({
  source: ouRien(z.enum(SOURCES)),
  periode: ouRien(z.string().regex(/^\d{4}(-T[1-4])?$/)),
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
        show: async (_, c, etat) => {
          const { cadre, epci } = await openCadre(site, c);
          const { manques } = await readReste(c.var.base, epci);
          const correspondances = peutPartout(c.var.acteur, "lot", "creer", epci);
          return renderDeposerPage({ cadre, manques, erreur: erreurOf(etat), annee: anneeOf(site), correspondances });
        },
        actes: { depose: DEPOSER },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: "donnees/depots/:depot",
        droit: DROIT,
        show: showDepot,
        actes: { periode: DIRE_PERIODE, ecarte: ECARTER },
      }),
    )
    .get("/t/:epci/donnees/depots/:depot/avancement", DROIT, (c) =>
      sendAvancement(c, async () => {
        const { fichiers } = await findDepot(site, c);
        return { statut: fichiers.some((one) => site.depots.isRunning(one)) ? "lecture" : "fini" };
      }),
    )
    .get("/t/:epci/donnees/modeles/:fichier{[a-z-]+\\.(csv|xlsx)}", DROIT, (c) => sendModele(c))
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

async function showDepot(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { cadre, epci } = await openCadre(site, c);
  const { base } = c.var;
  const depot = await findDepot(site, c);
  const fichiers = await Promise.all(depot.fichiers.map((fichier) => readSuite(base, fichier)));
  const enCours = depot.fichiers.some((fichier) => site.depots.isRunning(fichier));
  const { annonce } = etat;
  return renderDepotPage({
    cadre,
    depot: depot.id,
    fichiers,
    enCours,
    ...(await readReste(base, epci)),
    annonce,
    erreur: erreurOf(etat),
    annee: anneeOf(site),
  });
}

function anneeOf({ deps }: Site): number {
  return Number(deps.horloge.aujourdhui().slice(0, 4));
}

/** What the first bilan still asks for, and how many files may be published: of whoever sees those of the whole territory. */
async function readReste(base: Base, epci: string): Promise<{ manques: readonly SourcePremierBilan[]; prets: number }> {
  if (!peutPartout(base.acteur, "lot", "lire", epci)) return { manques: [], prets: 0 };
  const lots = await base.lots.list(epci);
  const prets = peutPartout(base.acteur, "lot", "valider", epci) ? lots.filter(({ statut }) => statut === "pret") : [];
  return { manques: findManquantes(lots), prets: prets.length };
}

async function showColonnes(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { cadre } = await openCadre(site, c);
  const depot = await findDepot(site, c);
  const { rang, fichier } = findFichier(depot, c, "colonnes");
  return renderColonnesPage({
    cadre,
    depot: depot.id,
    rang,
    fichier: fichier.nom,
    message: erreurOf(etat) ?? fichier.message ?? "",
    annee: anneeOf(site),
    demanderPeriode: mustSayPeriode(depot, fichier),
    source: fichier.source ?? null,
    manquantes: fichier.manquantes ?? [],
    colonnes: fichier.colonnes ?? [],
  });
}

/** Neither said nor read: better asked with the columns than after a reading. */
function mustSayPeriode(depot: DepotEnCours, { nom, source, correction }: FichierDuDepot): boolean {
  const dite = correction?.periode ?? depot.periode;
  return dite === undefined && source !== undefined && mustAskPeriode(source, nom);
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
  if (fichier?.etat === "reponses") {
    return new Suite({ chemin: "donnees/localiser/reponses", parametres: { depot: depot.id, rang }, fait: null });
  }
  const suite = fichier?.etat === "colonnes" ? `/${rang}/colonnes` : "";
  return new Suite({ chemin: `donnees/depots/${depot.id}${suite}`, fait: null });
}

async function findDepot(site: Site, c: Context<Env>): Promise<DepotEnCours> {
  const depot = await site.depots.find(c.var.acteur, c.req.param("epci") ?? "", c.req.param("depot") ?? "");
  if (!depot)
    throw introuvable("depot-inconnu", "Ce dépôt n’existe plus. Les fichiers reconnus sont dans « Données ».");
  return depot;
}

/** A file that waits for this answer, or for one of these. */
function findFichier(
  depot: DepotEnCours,
  c: Context<Env>,
  ...attendus: readonly FichierDuDepot["etat"][]
): { rang: number; fichier: FichierDuDepot } {
  const rang = readNumero(c, "rang");
  const fichier = depot.fichiers[rang];
  if (fichier && attendus.includes(fichier.etat)) return { rang, fichier };
  throw introuvable("depot-inconnu", "Ce fichier n’attend plus de réponse. Revenez à « Données ».");
}

const PERIODE = /^\d{4}(-T[1-4])?$/;
const ECRIRE_PERIODE = "Écrivez une année, en quatre chiffres, ou un trimestre, comme 2026-T3.";

/** The bytes are there still: nothing is sent again. */
const DIRE_PERIODE = defineActe({
  chemin: ":rang/periode",
  droit: DROIT,
  annonce: null,
  champs: {
    periode: propre((valeur) => (PERIODE.test(valeur) ? valeur : undefined), ECRIRE_PERIODE),
  },
  run: async ({ base, site, c }, { periode }) => {
    const depot = await findDepot(site, c);
    const { rang } = findFichier(depot, c, "periode");
    await site.depots.retry(base, depot, rang, { periode });
    return new Suite({ chemin: `donnees/depots/${depot.id}`, fait: null });
  },
});

const ECARTER = defineActe({
  chemin: ":rang/ecarter",
  droit: DROIT,
  annonce: "Le fichier est passé\u00A0; les autres restent.",
  champs: {},
  run: async ({ site, c }) => {
    const depot = await findDepot(site, c);
    const { rang } = findFichier(depot, c, "periode", "colonnes");
    await site.depots.ecarter(depot, rang);
    return new Suite({ chemin: `donnees/depots/${depot.id}` });
  },
});

/** Headers as Blaise reads them and one line that it would accept, of this very territory. */
async function sendModele(c: Context<Env>): Promise<Response> {
  const [nom = "", type] = paramOf(c, "fichier").split(".");
  const source = SOURCES_A_MODELE.find((one) => one === nom);
  if (!source) throw introuvable("modele-inconnu", "Il n’y a pas de modèle pour ce fichier. Revenez à « Déposer ».");
  const epci = paramOf(c, "epci");
  const [commune] = await c.var.base.territoires.communes(epci);
  const { colonnes, exemple } = modeleOf(source, { epci, commune: commune?.commune ?? "" });
  if (type === "csv") {
    return sendDocument(c, { nom, type, contenu: renderTableCsv([colonnes, exemple], "tableur") });
  }
  const feuille = { colonnes: colonnes.map((titre) => ({ titre, format: "texte" as const })), lignes: [exemple] };
  const contenu = await renderFeuillesNues(LIBELLE_SOURCE[source], [["Modèle", feuille]]);
  return sendDocument(c, { nom, type: "xlsx", contenu });
}

/** `champ:<field>`: header of the file. */
const DIRE_COLONNES = defineActe({
  chemin: "",
  droit: DROIT,
  annonce: null,
  champs: {
    source: choix("Source", SOURCES),
    periode: champ((valeur) => (valeur === "" || PERIODE.test(valeur) ? valeur : new Faute(ECRIRE_PERIODE))),
  },
  run: async ({ base, site, c }, { source, periode }, saisie) => {
    const depot = await findDepot(site, c);
    const { rang, fichier } = findFichier(depot, c, "colonnes");
    // Without a prototype: a column may be called « __proto__ ».
    const colonnes: Record<string, string> = Object.create(null);
    for (const champ of fichier.manquantes ?? []) {
      const entete = valeurDe(saisie, `champ:${champ}`);
      if (entete !== "") colonnes[entete] = champ;
    }
    await site.depots.retry(base, depot, rang, { source, colonnes, ...(periode === "" ? {} : { periode }) });
    return nextPage(depot, rang);
  },
});

/** A recognised file may have been refused since: the state comes from the lot. */
async function readSuite(base: Base, fichier: FichierDuDepot): Promise<FichierDepose> {
  const page = toPage(fichier);
  if (page.etat !== "lot") return page;
  const lot = await base.lots.find(page.lot);
  if (!lot) return page;
  const { statut, source, periode, lignesLues, rejetees } = lot;
  return { ...page, statut, message: lot.refus?.message ?? "", reconnu: { source, periode, lignesLues, rejetees } };
}

function toPage({ nom, taille, etat, lot = 0, message = "" }: FichierDuDepot): FichierDepose {
  switch (etat) {
    case "lot":
      return { nom, taille, etat, lot, statut: "lecture", message, reconnu: null };
    case "deja-importe":
      return { nom, taille, etat, lot, message };
    case "colonnes":
    case "periode":
    case "reponses":
    case "refus":
    case "passe":
    case "archive":
      return { nom, taille, etat, message };
    case "attente":
      return { nom, taille, etat };
  }
}
