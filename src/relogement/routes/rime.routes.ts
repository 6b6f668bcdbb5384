import type { Context } from "hono";
import { z } from "zod";
import { SERVICES } from "#socle/documents/a-propos.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, coche, plusieursDe } from "#socle/routes/champs.ts";
import { type DepotChiffre, DepotsChiffres } from "#socle/routes/depot/depots-chiffres.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { type Acte, defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { confirmerRime } from "../actes/rime/confirmer.ts";
import { exporterRime } from "../actes/rime/exporter.ts";
import { renderRimeClasseur, renderRimeModele } from "../documents/rime-classeur.ts";
import { type LectureRime, lireRime } from "../lectures/rime/lire.ts";
import { renderRimeApercuPage, renderRimeEcritPage } from "../pages/rime-apercu-page.tsx";
import { CHEMIN_EXPORTER, CHEMIN_IMPORTER, cheminDepotRime } from "../pages/rime-chemins.ts";
import { renderRimeColonnesPage } from "../pages/rime-colonnes-page.tsx";
import { renderRimeExporterPage, renderRimeImporterPage } from "../pages/rime-page.tsx";
import { COLONNES_RIME, FEUILLES_RIME } from "../regles/rime-colonnes.ts";

const DEPOT = `${CHEMIN_IMPORTER}/:depot`;
const IMPORTER = garde("relogement", "creer");
const EXPORTER = garde("relogement", "exporter");

type Ici = { readonly site: Site; readonly depots: DepotsChiffres };

/** `/t/:epci/relogement/importer` and `/exporter`: import and export of the workbook of households and offers. */
export function rimeRoutes(site: Site): Routes {
  const ici: Ici = { site, depots: new DepotsChiffres(site.deps, "rime", { fichiers: 2 }) };
  const importer = {
    chemin: CHEMIN_IMPORTER,
    droit: IMPORTER,
    show: (_: Site, c: Context<Env>, etat: EtatPage) => showImporter(ici, c, etat),
    actes: { recu: receiveIn(ici), abandonne: abandonIn(ici) },
  };
  const apercu = {
    chemin: DEPOT,
    droit: IMPORTER,
    show: (_: Site, c: Context<Env>, etat: EtatPage) => showApercu(ici, c, etat),
    actes: { ecrit: confirmIn(ici) },
  };
  const colonnes = {
    chemin: `${DEPOT}/colonnes`,
    droit: IMPORTER,
    show: (_: Site, c: Context<Env>) => showColonnes(ici, c),
    actes: { colonnes: answerIn(ici) },
  };
  const exporter = { chemin: CHEMIN_EXPORTER, droit: EXPORTER, show: showExporter, actes: { exporte: EXPORTER_RIME } };
  return new Routes()
    .get(`/t/:epci/${CHEMIN_IMPORTER}/modele.xlsx`, IMPORTER, async (c) =>
      sendDocument(c, { nom: "menages-a-reloger-modele", type: "xlsx", contenu: await renderRimeModele() }),
    )
    .get(`/t/:epci/${DEPOT}/refus.csv`, IMPORTER, (c) => sendRefus(ici, c))
    .route("/", pageActes(site, importer))
    .route("/", pageActes(site, apercu))
    .route("/", pageActes(site, colonnes))
    .route("/", pageActes(site, exporter));
}

async function showImporter({ site, depots }: Ici, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  await depots.purge();
  const demolitions = await c.var.base.rime.demolitions(epci);
  return renderRimeImporterPage({ cadre, epci, demolitions, annonce: etat.annonce, erreur: erreurOf(etat) });
}

/** A file that cannot be read is not kept. */
function receiveIn(ici: Ici): Acte {
  return defineActe({
    chemin: "",
    droit: IMPORTER,
    annonce: null,
    fichier: true,
    champs: {},
    run: async ({ c, epci }) => {
      const depot = await ici.depots.receive(c.req.raw, epci, c.var.acteur.compte);
      try {
        const lecture = await readDepot(ici, c, depot);
        const suite = lecture.etat === "colonnes" ? "colonnes" : undefined;
        return new Suite({ chemin: cheminDepotRime(depot.id, suite) });
      } catch (error) {
        if (error instanceof Refus) await ici.depots.forget(depot);
        throw error;
      }
    },
  });
}

async function readDepot({ site, depots }: Ici, c: Context<Env>, depot: DepotChiffre): Promise<LectureRime> {
  const fichiers = await depots.open(depot);
  return lireRime(c.var.base, { epci: depot.epci, fichiers, aujourdhui: site.deps.horloge.aujourdhui() });
}

/** Throws `rime-colonne-absente`. */
async function readWhole(ici: Ici, c: Context<Env>, depot: DepotChiffre) {
  const lecture = await readDepot(ici, c, depot);
  if (lecture.etat === "colonnes") throw new Refus("rime-colonne-absente", lecture.message);
  return lecture;
}

function findDepot({ depots }: Ici, c: Context<Env>): Promise<DepotChiffre> {
  return depots.find(c.req.param("depot") ?? "", c.req.param("epci") ?? "", c.var.acteur.compte);
}

/** Counts that `confirmIn` keeps. */
const ecritSchema = z.object({ crees: z.number(), modifies: z.number(), offres: z.number(), ecartees: z.number() });

async function showApercu(ici: Ici, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  const { epci, cadre } = await openCadre(ici.site, c);
  const depot = await findDepot(ici, c);
  if (depot.ecrit) return renderRimeEcritPage({ cadre, epci, ecrit: ecritSchema.parse(depot.ecrit) });
  const lecture = await readDepot(ici, c, depot);
  if (lecture.etat === "colonnes") return c.redirect(hrefTerritoire(epci, cheminDepotRime(depot.id, "colonnes")), 303);
  const { apercu, lu } = lecture;
  return renderRimeApercuPage({ cadre, epci, depot: depot.id, noms: depot.noms, apercu, lu, erreur: erreurOf(etat) });
}

function confirmIn(ici: Ici): Acte {
  return defineActe({
    chemin: "",
    droit: IMPORTER,
    annonce: null,
    champs: { empreinte: brut() },
    run: async ({ c, base, epci, aujourdhui }, typed) => {
      const depot = await findDepot(ici, c);
      const empreinte = parseInput(z.string().regex(/^[0-9a-f]{64}$/), typed.empreinte);
      const { lu } = await readWhole(ici, c, depot);
      const apercu = await confirmerRime(base, { epci, lu, aujourdhui, empreinte });
      await ici.depots.close(depot, {
        crees: apercu.crees.length,
        modifies: apercu.modifies.length,
        offres: apercu.offresAjoutees + apercu.offresModifiees,
        ecartees: apercu.lignesEcartees,
      });
      return new Suite({});
    },
  });
}

async function showColonnes(ici: Ici, c: Context<Env>): Promise<string> {
  const { epci, cadre } = await openCadre(ici.site, c);
  const depot = await findDepot(ici, c);
  const lecture = await readDepot(ici, c, depot);
  return renderRimeColonnesPage({ cadre, epci, depot: depot.id, lecture });
}

function answerIn(ici: Ici): Acte {
  return defineActe({
    chemin: "",
    droit: IMPORTER,
    annonce: null,
    champs: {},
    run: async ({ c, base, epci }, _, saisie) => {
      const depot = await findDepot(ici, c);
      const colonnes = colonnesOf(saisie);
      if (Object.keys(colonnes).length > 0) await base.rime.rememberCorrespondances(epci, colonnes);
      return new Suite({ chemin: cheminDepotRime(depot.id) });
    },
  });
}

/** `entete:<rank>`: header of the file, `champ:<rank>`: code of Blaise. */
function colonnesOf(saisie: SaisieFormulaire): Readonly<Record<string, string>> {
  const codes = new Set(FEUILLES_RIME.flatMap((feuille) => COLONNES_RIME[feuille].map(({ code }) => code)));
  // Without a prototype: a column may be named « __proto__ ».
  const colonnes: Record<string, string> = Object.create(null);
  for (const champ of Object.keys(saisie).filter((nom) => nom.startsWith("champ:"))) {
    const [code, entete] = [valeurDe(saisie, champ), saisie[champ.replace("champ:", "entete:")]?.[0]];
    if (entete !== undefined && codes.has(code)) colonnes[entete.slice(0, 200)] = code;
  }
  return colonnes;
}

/** Lines left out as written, each with its reasons. */
async function sendRefus(ici: Ici, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(ici.site, c);
  const { refus } = await readWhole(ici, c, await findDepot(ici, c));
  const contenu = renderTableCsv(refus, "tableur");
  return sendDocument(c, { nom: `relogement-lignes-ecartees-${epci}`, type: "csv", contenu });
}

function abandonIn(ici: Ici): Acte {
  return defineActe({
    chemin: ":depot/abandonner",
    droit: IMPORTER,
    annonce: "Le fichier est effacé\u00A0: rien n’a été importé.",
    champs: {},
    run: async ({ c }) => ici.depots.forget(await findDepot(ici, c)),
  });
}

async function showExporter(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const finalite = valeurDe(etat.saisie, "finalite");
  const noms = valeurDe(etat.saisie, "noms") === "oui";
  const menages = etat.acte === null ? (c.req.queries("menage") ?? []) : (etat.saisie.menage ?? []);
  return renderRimeExporterPage({ cadre, epci, finalite, noms, menages, erreur: erreurOf(etat) });
}

const EXPORTER_RIME = defineActe({
  chemin: "/relogement/rime.xlsx",
  droit: EXPORTER,
  annonce: null,
  champs: { finalite: brut(), noms: coche(), menage: plusieursDe(/^[1-9]\d{0,14}$/) },
  run: async ({ site, c, base, epci, aujourdhui }, { menage, ...lu }) => {
    const { cadre } = await openCadre(site, c);
    const nomTerritoire = cadre.territoire.nom;
    const menages = menage.map(Number);
    const classeur = await exporterRime(base, { epci, nomTerritoire, ...lu, menages, aujourdhui });
    const nom = `menages-a-reloger-${lu.noms ? "nominatif-" : ""}${epci}-${aujourdhui}`;
    return sendDocument(c, {
      nom,
      type: "xlsx",
      contenu: await renderRimeClasseur(classeur, lieuClasseur(site, cadre, SERVICES)),
    });
  },
});
