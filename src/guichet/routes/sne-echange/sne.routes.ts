import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { cleActe, confirmerActes } from "../../actes/sne-echange/confirmer-actes.ts";
import {
  exporterSuivi,
  FINALITES_EXPORT,
  type FinaliteExport,
  type QuestionExport,
} from "../../actes/sne-echange/exporter-suivi.ts";
import { interrogerSne } from "../../actes/sne-echange/interroger-sne.ts";
import { renderSuiviSne } from "../../documents/suivi-sne.ts";
import { computeEchange } from "../../lectures/sne-echange/compute-echange.ts";
import { CHEMIN_SNE, renderSnePage } from "../../pages/sne-echange/sne-page.tsx";

const BASE = `/t/:epci/${CHEMIN_SNE}`;
/** The desks that register hold the numbers: they export them, and write on their files. */
const LIRE = garde("demande-identite", "creer");
const ECRIRE = garde("demande-identite", "modifier");

/** `/t/:epci/demandes/sne`: the national stock beside the desk's own files, and what goes back to it. */
export function sneRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, LIRE, (c) => show(site, c, { saisie: {}, refus: SANS_REFUS }))
    .post(`${BASE}/confirmer`, ECRIRE, (c) => confirm(site, c))
    .post(`${BASE}/interroger`, LIRE, (c) => query(site, c))
    .post(`${BASE}/export`, LIRE, (c) => send(site, c));
}

const FINALITES = Object.keys(FINALITES_EXPORT) as [FinaliteExport, ...FinaliteExport[]]; // the keys of a literal are its type's

type Montre = { readonly code?: string; readonly reponse?: string };

async function show(
  site: Site,
  c: Context<Env>,
  etat: EtatFormulaire,
  { code, reponse }: Montre = {},
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [echange, exportables] = await Promise.all([
    computeEchange(base, epci),
    base.sneEchanges.compterSuivi({ epci, annee: null }),
  ]);
  const faits = /^\d{1,4}$/.exec(c.req.query("confirmes") ?? "")?.[0];
  const annonce =
    faits === undefined
      ? (reponse ?? null)
      : `${formatCompte(Number(faits), "acte repris", "actes repris")} sur vos dossiers.`;
  const page = renderSnePage({
    cadre,
    echange,
    exportables,
    annonce,
    etat,
    cleOf: cleActe,
    finalites: FINALITES.map((finalite) => ({ code: finalite, libelle: FINALITES_EXPORT[finalite] })),
    service: site.deps.serviceSne?.nom ?? null,
  });
  return c.html(page, code === undefined ? 200 : statusOf(code));
}

/** Nothing was done: the page says why, and keeps what was typed. */
function refuse(site: Site, c: Context<Env>, saisie: SaisieFormulaire, { code, message }: Refus): Promise<Response> {
  return show(site, c, { saisie, refus: { message, erreurs: [] } }, { code });
}

async function confirm(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  try {
    const confirmes = await confirmerActes(c.var.base, epci, saisie.actes ?? []);
    return c.redirect(hrefTerritoire(epci, CHEMIN_SNE, { confirmes }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return refuse(site, c, {}, error);
  }
}

/** Nothing is written on the file: the answer is read, and is the page's. */
async function query(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { coffre, serviceSne: service } = site.deps;
  const demandeur = saisieOf(await c.req.parseBody({ all: true })).demandeur?.[0] ?? "";
  if (!z.uuid().safeParse(demandeur).success) {
    return refuse(site, c, {}, new Refus("sne-sans-numero", "Choisissez un dossier de la liste."));
  }
  try {
    const reponse = await interrogerSne(c.var.base, { coffre, service }, { epci, demandeur });
    return show(site, c, { saisie: {}, refus: SANS_REFUS }, { reponse });
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return refuse(site, c, {}, error);
  }
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const question = readExport(lecture, epci);
  const { saisie, erreurs } = lecture;
  if (erreurs.length > 0) {
    return show(site, c, { saisie, refus: { message: null, erreurs } }, { code: "saisie-a-corriger" });
  }
  try {
    const table = await exporterSuivi(c.var.base, site.deps.coffre, question);
    const { type } = question;
    return sendDocument(c, { nom: `suivi-sne-${epci}`, type, contenu: await renderSuiviSne(table, type) });
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return refuse(site, c, saisie, error);
  }
}

function readExport(lecture: Lecture, epci: string): QuestionExport {
  const finalite = lecture.choice("finalite", "Pourquoi", FINALITES);
  const type = lecture.choiceOrNull("type", "Format", ["csv", "xlsx"]) ?? "csv";
  const annee = lecture.textOrNull("annee", 4);
  const valide = annee === null || /^(19|20)\d{2}$/.test(annee);
  if (!valide)
    lecture.fail("annee", "Année de la demande : écrivez quatre chiffres, par exemple 2017, ou laissez vide.");
  return { epci, finalite, type, annee: annee === null || !valide ? null : Number(annee) };
}
