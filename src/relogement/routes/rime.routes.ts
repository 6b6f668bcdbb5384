import type { Context } from "hono";
import { z } from "zod";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
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
import { type DepotRime, RimeDepots } from "./rime-depots.ts";

const IMPORTER = `/t/:epci/${CHEMIN_IMPORTER}`;
const DEPOT = `${IMPORTER}/:depot`;

type Ici = { readonly site: Site; readonly depots: RimeDepots };

/** `/t/:epci/relogement/importer` and `/exporter`: the workbook of households and offers, in and out. */
export function rimeRoutes(site: Site): Routes {
  const ici: Ici = { site, depots: new RimeDepots(site.deps) };
  const importer = garde("relogement", "creer");
  const exporter = garde("relogement", "exporter");
  return new Routes()
    .get(IMPORTER, importer, (c) => showImporter(ici, c, null))
    .post(IMPORTER, importer, (c) => receive(ici, c))
    .get(`${IMPORTER}/modele.xlsx`, importer, async (c) =>
      sendDocument(c, { nom: "menages-a-reloger-modele", type: "xlsx", contenu: await renderRimeModele() }),
    )
    .get(DEPOT, importer, (c) => showApercu(ici, c, null))
    .post(DEPOT, importer, (c) => confirm(ici, c))
    .get(`${DEPOT}/colonnes`, importer, (c) => showColonnes(ici, c))
    .post(`${DEPOT}/colonnes`, importer, (c) => answer(ici, c))
    .get(`${DEPOT}/refus.csv`, importer, (c) => sendRefus(ici, c))
    .post(`${DEPOT}/abandonner`, importer, (c) => giveUp(ici, c))
    .get(`/t/:epci/${CHEMIN_EXPORTER}`, exporter, (c) => showExporter(site, c, null))
    .post("/t/:epci/relogement/rime.xlsx", exporter, (c) => sendRime(site, c));
}

async function showImporter({ site, depots }: Ici, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  await depots.purge();
  const demolitions = await c.var.base.rime.demolitions(epci);
  const annonce = c.req.query("fait") === "abandonne" ? "Le fichier est effacé : rien n’a été importé." : null;
  const page = renderRimeImporterPage({ cadre, epci, demolitions, annonce, erreur: refus?.message ?? null });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function receive(ici: Ici, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(ici.site, c);
  let depot: DepotRime | null = null;
  try {
    depot = await ici.depots.receive(c.req.raw, epci, c.var.acteur.compte);
    const lecture = await readDepot(ici, c, depot);
    const suite = lecture.etat === "colonnes" ? cheminDepotRime(depot.id, "colonnes") : cheminDepotRime(depot.id);
    return c.redirect(hrefTerritoire(epci, suite), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    // A file that cannot be read is not kept at all.
    if (depot) await ici.depots.forget(depot);
    return showImporter(ici, c, error);
  }
}

async function readDepot({ site, depots }: Ici, c: Context<Env>, depot: DepotRime): Promise<LectureRime> {
  const fichiers = await depots.open(depot);
  return lireRime(c.var.base, { epci: depot.epci, fichiers, aujourdhui: site.deps.horloge.aujourdhui() });
}

function findDepot({ depots }: Ici, c: Context<Env>): Promise<DepotRime> {
  return depots.find(c.req.param("depot") ?? "", c.req.param("epci") ?? "", c.var.acteur.compte);
}

async function showApercu(ici: Ici, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(ici.site, c);
  const depot = await findDepot(ici, c);
  if (depot.ecrit) return c.html(renderRimeEcritPage({ cadre, epci, ecrit: depot.ecrit }));
  const lecture = await readDepot(ici, c, depot);
  if (lecture.etat === "colonnes") return c.redirect(hrefTerritoire(epci, cheminDepotRime(depot.id, "colonnes")), 303);
  const { apercu, lu } = lecture;
  const erreur = refus?.message ?? null;
  const page = renderRimeApercuPage({ cadre, epci, depot: depot.id, noms: depot.noms, apercu, lu, erreur });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function confirm(ici: Ici, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(ici.site, c);
  const depot = await findDepot(ici, c);
  const body = await c.req.parseBody();
  const empreinte = parseInput(z.string().regex(/^[0-9a-f]{64}$/), body.empreinte);
  const lecture = await readDepot(ici, c, depot);
  try {
    if (lecture.etat === "colonnes") throw new Refus("rime-colonne-absente", lecture.message);
    const aujourdhui = ici.site.deps.horloge.aujourdhui();
    const apercu = await confirmerRime(c.var.base, { epci, lu: lecture.lu, aujourdhui, empreinte });
    await ici.depots.close(depot, {
      crees: apercu.crees.length,
      modifies: apercu.modifies.length,
      offres: apercu.offresAjoutees + apercu.offresModifiees,
      ecartees: apercu.lignesEcartees,
    });
    return c.redirect(hrefTerritoire(epci, cheminDepotRime(depot.id)), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showApercu(ici, c, error);
  }
}

async function showColonnes(ici: Ici, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(ici.site, c);
  const depot = await findDepot(ici, c);
  const lecture = await readDepot(ici, c, depot);
  return c.html(renderRimeColonnesPage({ cadre, epci, depot: depot.id, lecture }));
}

/** `entete:<rank>` = their header, `champ:<rank>` = code of ours. */
async function answer(ici: Ici, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(ici.site, c);
  const depot = await findDepot(ici, c);
  const body = await c.req.parseBody();
  const codes = new Set(FEUILLES_RIME.flatMap((feuille) => COLONNES_RIME[feuille].map(({ code }) => code)));
  // Without a prototype: a column may be called « __proto__ ».
  const colonnes: Record<string, string> = Object.create(null);
  for (const [champ, code] of Object.entries(body)) {
    const entete = champ.startsWith("champ:") ? body[champ.replace("champ:", "entete:")] : undefined;
    if (typeof code !== "string" || typeof entete !== "string" || !codes.has(code)) continue;
    colonnes[entete.slice(0, 200)] = code;
  }
  if (Object.keys(colonnes).length > 0) await c.var.base.rime.rememberCorrespondances(epci, colonnes);
  return c.redirect(hrefTerritoire(epci, cheminDepotRime(depot.id)), 303);
}

/** The lines left out as they were written, each with its reasons. */
async function sendRefus(ici: Ici, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(ici.site, c);
  const depot = await findDepot(ici, c);
  const lecture = await readDepot(ici, c, depot);
  if (lecture.etat === "colonnes") throw new Refus("rime-colonne-absente", lecture.message);
  return sendDocument(c, {
    nom: `relogement-lignes-ecartees-${epci}`,
    type: "csv",
    contenu: renderTableCsv(lecture.refus, "tableur"),
  });
}

async function giveUp(ici: Ici, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(ici.site, c);
  await ici.depots.forget(await findDepot(ici, c));
  return c.redirect(hrefTerritoire(epci, CHEMIN_IMPORTER, { fait: "abandonne" }), 303);
}

type SaisieExport = { readonly finalite: string; readonly noms: boolean; readonly refus: Refus };

async function showExporter(site: Site, c: Context<Env>, saisie: SaisieExport | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const page = renderRimeExporterPage({
    cadre,
    epci,
    finalite: saisie?.finalite ?? "",
    noms: saisie?.noms ?? false,
    erreur: saisie?.refus.message ?? null,
  });
  return c.html(page, saisie ? statusOf(saisie.refus.code) : 200);
}

async function sendRime(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const body = await c.req.parseBody();
  const finalite = z.string().catch("").parse(body.finalite);
  const noms = body.noms === "oui";
  const aujourdhui = site.deps.horloge.aujourdhui();
  try {
    const nomTerritoire = cadre.territoire.nom;
    const classeur = await exporterRime(c.var.base, { epci, nomTerritoire, noms, finalite, aujourdhui });
    const nom = `menages-a-reloger-${noms ? "nominatif-" : ""}${epci}-${aujourdhui}`;
    return sendDocument(c, { nom, type: "xlsx", contenu: await renderRimeClasseur(classeur) });
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showExporter(site, c, { finalite, noms, refus: error });
  }
}
