import type { Context } from "hono";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { direZoneExamen, reprendreBaux, suivreBail } from "../../actes/examen-occupation/examiner-occupation.ts";
import { renderExamensCsv, renderExamensXlsx } from "../../documents/examens-occupation.ts";
import { bailleurOf, lit, readComptes, readExamens } from "../../lectures/examen-occupation/read-examens.ts";
import { CHEMIN_EXAMENS, cheminBailSuivi } from "../../pages/examen-occupation/chemins.ts";
import { renderComptesExamensPage } from "../../pages/examen-occupation/comptes-page.tsx";
import { renderExamensPage } from "../../pages/examen-occupation/examens-page.tsx";
import { ETATS_EXAMEN } from "../../regles/examen-occupation/examen-occupation.ts";
import { placeOf } from "../liberation/place.ts";
import { avisRoutes } from "./avis.routes.ts";
import { bailSuiviRoutes } from "./bail-suivi.routes.ts";

/** Lines of the page; the files have them all. */
const LIMITE = 200;

const ANNONCES: Readonly<Record<string, string>> = {
  repris: "Les baux de RPLS sont repris, au mois près.",
  zone: "La zone du territoire est enregistrée.",
};

/** `/t/:epci/examens-occupation`: the leases that a bailleur follows; their counts for whoever reads no line. */
export function examenOccupationRoutes(site: Site): Routes {
  const page = `/t/:epci/${CHEMIN_EXAMENS}`;
  const creer = garde("examen-occupation", "creer");
  return new Routes()
    .get(page, garde("examen-occupation", "lire"), (c) => show(site, c, null))
    .get(`${page}/baux.xlsx`, garde("examen-occupation", "exporter"), (c) => sendListe(site, c, "xlsx"))
    .get(`${page}/baux.csv`, garde("examen-occupation", "exporter"), (c) => sendListe(site, c, "csv"))
    .post(`${page}/baux`, creer, (c) => send(site, c, (lu) => follow(site, c, lu)))
    .post(`${page}/reprise`, creer, (c) =>
      send(site, c, async () => {
        await reprendreBaux(c.var.base, epciOf(c));
        return hrefTerritoire(epciOf(c), CHEMIN_EXAMENS, { fait: "repris" });
      }),
    )
    .post(`${page}/zone`, garde("perimetre", "creer"), (c) => send(site, c, (lu) => sayZone(c, lu)))
    .route("/", bailSuiviRoutes(site))
    .route("/", avisRoutes(site));
}

function epciOf(c: Context<Env>): string {
  return c.req.param("epci") ?? "";
}

async function follow(site: Site, c: Context<Env>, lu: Lecture): Promise<string> {
  const epci = epciOf(c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const bail = {
    cle: lu.text("cle", "Logement"),
    reference: lu.textOrNull("reference", 40),
    signeLe: lu.day("signe_le", "Signé le", aujourdhui),
    commune: lu.textOrNull("commune", 5),
    typologie: lu.choiceOrNull("typologie", "Typologie", TYPOLOGIES),
    surface: lu.amount("surface", "Surface", { positif: true }),
  };
  checkLu(lu);
  const id = await suivreBail(c.var.base, { ...bail, epci, synthetique: false, aujourdhui });
  return hrefTerritoire(epci, cheminBailSuivi(id), { fait: "suivi" });
}

async function sayZone(c: Context<Env>, lu: Lecture): Promise<string> {
  const epci = epciOf(c);
  const applicable = lu.choice("applicable", "Zone", ["oui", "non", "inconnu"]);
  const depuis = lu.dayOrNull("depuis", "Depuis le");
  if (depuis === null && lu.erreurs.length === 0) lu.fail("depuis", "Depuis le : donnez la date, jour, mois et année.");
  const source = lu.text("source", "Texte");
  checkLu(lu);
  const relu = lu.saisie.relu?.[0] === "oui";
  await direZoneExamen(c.var.base, { epci, applicable, depuis: depuis ?? "", source, relu });
  return hrefTerritoire(epci, CHEMIN_EXAMENS, { fait: "zone" });
}

/** Stops an act whose form could not be read. */
function checkLu(lu: Lecture): void {
  const [premiere] = lu.erreurs;
  if (premiere) throw new Refus("saisie-a-corriger", premiere.message, { champ: premiere.champ });
}

async function send(site: Site, c: Context<Env>, acte: (lu: Lecture) => Promise<string>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  try {
    return c.redirect(await acte(lu), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    const refus = lu.erreurs.length > 0 ? { message: null, erreurs: lu.erreurs } : placeOf(error);
    return show(site, c, { code: error.code, formulaire: { saisie, refus } });
  }
}

type Refuse = { readonly code: string; readonly formulaire: EtatFormulaire };

async function show(site: Site, c: Context<Env>, refuse: Refuse | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const question = { epci, aujourdhui: site.deps.horloge.aujourdhui() };
  const commun = {
    cadre,
    epci,
    formulaire: refuse?.formulaire ?? { saisie: VIDE, refus: SANS_REFUS },
    annonce: refuse ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
  };
  const statut = refuse ? statusOf(refuse.code) : 200;
  if (!lit(base, epci)) {
    const dire = peut(acteur, "perimetre", "creer", epci);
    return c.html(renderComptesExamensPage({ ...commun, lus: await readComptes(base, question), dire }), statut);
  }
  const page = renderExamensPage({
    ...commun,
    lus: await readExamens(base, question),
    etat: ETATS_EXAMEN.find((code) => code === c.req.query("etat")) ?? null,
    limite: LIMITE,
    communes: (await base.territoires.communes(epci)).map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    ecrire: bailleurOf(base, epci) !== null,
    exporter: peut(acteur, "examen-occupation", "exporter", epci),
  });
  return c.html(page, statut);
}

const VIDE: SaisieFormulaire = {};

async function sendListe(site: Site, c: Context<Env>, type: "xlsx" | "csv"): Promise<Response> {
  const epci = epciOf(c);
  const { base } = c.var;
  const lus = await readExamens(base, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
  const objet = `examens-occupation.${type}`;
  await base.journal.ecrire({ acte: "document-exporte", ressource: "examen-occupation", epci, objet });
  const contenu = type === "xlsx" ? await renderExamensXlsx(lus) : renderExamensCsv(lus);
  return sendDocument(c, { nom: `examens-occupation-${epci}`, type, contenu });
}
