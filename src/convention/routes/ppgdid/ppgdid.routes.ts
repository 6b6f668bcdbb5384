import type { Context } from "hono";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { isMember, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { again, readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { Lecture, saisieOf, writeNombre, writeTexte } from "#socle/routes/serveur/lecture.ts";
import { checkLecture, refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  abandonnerPpgdid,
  ajouterConvention,
  checkProjet,
  ecrireRubrique,
  enregistrerActe,
  fixerAccueil,
  pickRubrique,
  preparerPpgdid,
  RUBRIQUE_MAX,
  signerConvention,
} from "../../actes/ppgdid/ecrire-ppgdid.ts";
import { composePpgdid } from "../../documents/ppgdid-document.ts";
import { readDocuments } from "../../lectures/ppgdid/documents.ts";
import { currentPlan, type PlanLu, type Ppgdid, pickPlan, readPpgdid } from "../../lectures/ppgdid/ppgdid.ts";
import { renderDocumentsPage } from "../../pages/ppgdid/documents-page.tsx";
import { CHEMIN_DOCUMENTS, CHEMIN_PPGDID, cheminPlan, renderPpgdidPage } from "../../pages/ppgdid/ppgdid-page.tsx";
import { renderRubriquePage } from "../../pages/ppgdid/rubrique-page.tsx";
import { NATURES_ACTE_PPGDID } from "../../regles/ppgdid/acte.ts";
import { NATURES_CONVENTION_PPGDID } from "../../regles/ppgdid/plan.ts";

const LIRE = garde("objectif", "lire");
const CREER = garde("objectif", "creer", { partout: true });
const MODIFIER = garde("objectif", "modifier", { partout: true });

const BASE = `/t/:epci/${CHEMIN_PPGDID}`;
const PLAN = `${BASE}/:numero{[0-9]+}`;
const RUBRIQUE = `${PLAN}/rubriques/:rang{[0-9]+}`;

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  prepare: "Le projet est créé : écrivez ses rubriques.",
  rubrique: "La rubrique est enregistrée.",
  accueil: "Le premier accueil est enregistré.",
  acte: "L’acte est enregistré.",
  convention: "La convention est ajoutée.",
  signature: "La signature est enregistrée.",
  abandonne: "Le projet est abandonné.",
};

/** `/t/:epci/ppgdid`: the plan partenarial, its life and its conventions; `/t/:epci/documents`: which document follows from which. */
export function ppgdidRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, LIRE, (c) => showPlan(site, c))
    .post(BASE, CREER, (c) => prepare(site, c))
    .get(PLAN, LIRE, (c) => showPlan(site, c))
    .get(`${PLAN}/document.pdf`, LIRE, (c) => sendPlan(site, c))
    .get(RUBRIQUE, MODIFIER, (c) => showRubrique(site, c))
    .post(RUBRIQUE, MODIFIER, (c) => writeRubrique(site, c))
    .post(`${PLAN}/accueil`, MODIFIER, (c) => act(site, c, "accueil", writeAccueil))
    .post(`${PLAN}/actes`, MODIFIER, (c) => act(site, c, "acte", writeActe))
    .post(`${PLAN}/conventions`, MODIFIER, (c) => act(site, c, "convention", writeConvention))
    .post(`${PLAN}/signatures`, MODIFIER, (c) => act(site, c, "signature", writeSignature))
    .post(`${PLAN}/abandonner`, MODIFIER, (c) => drop(site, c))
    .get(`/t/:epci/${CHEMIN_DOCUMENTS}`, LIRE, (c) => showDocuments(site, c));
}

type Retour = { readonly saisie?: SaisieFormulaire; readonly refus?: Refus };

/** The plan of the address; without one, that in force, else the last prepared. */
function choosePlan(ppgdid: Ppgdid, c: Context<Env>): PlanLu | null {
  if (c.req.param("numero") !== undefined) return pickPlan(ppgdid.plans, readNumero(c, "numero"));
  return currentPlan(ppgdid.plans);
}

async function showPlan(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const ppgdid = await readPpgdid(c.var.base, epci, site.deps.horloge.aujourdhui());
  const plan = choosePlan(ppgdid, c);
  const page = renderPpgdidPage({
    cadre,
    ppgdid,
    plan,
    ecrire: peutPartout(c.var.acteur, "objectif", "modifier", epci),
    saisie: {
      jours: writeNombre(plan?.accueilJours ?? null),
      organisme: writeTexte(plan?.accueilOrganisme ?? null),
      ...saisie,
    },
    refus: refus ? refusOf(refus) : SANS_REFUS,
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function prepare(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  try {
    const numero = await preparerPpgdid(depsOf(site, c), { epci, titre: valeurDe(saisie, "titre_plan") });
    return c.redirect(hrefTerritoire(epci, cheminPlan(numero), { fait: "prepare" }), 303);
  } catch (error) {
    return again(error, (refus) => showPlan(site, c, { saisie, refus }));
  }
}

function depsOf({ deps: { horloge } }: Site, c: Context<Env>) {
  return { base: c.var.base, horloge };
}

type Vise = { readonly epci: string; readonly numero: number };
type Ecrire = (site: Site, c: Context<Env>, lecture: Lecture, vise: Vise) => Promise<void>;

/** An act on a plan, from a form of its page. */
async function act(site: Site, c: Context<Env>, fait: string, write: Ecrire): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const vise = { epci, numero: readNumero(c, "numero") };
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  try {
    await write(site, c, lecture, vise);
    return c.redirect(hrefTerritoire(epci, cheminPlan(vise.numero), { fait }), 303);
  } catch (error) {
    return again(error, (refus) => showPlan(site, c, { saisie: lecture.saisie, refus }));
  }
}

async function writeAccueil(site: Site, c: Context<Env>, lecture: Lecture, vise: Vise): Promise<void> {
  const jours = lecture.amount("jours", "Délai maximal");
  const organisme = lecture.textOrNull("organisme") ?? "";
  checkLecture(lecture);
  await fixerAccueil(depsOf(site, c), { ...vise, jours, organisme });
}

async function writeActe(site: Site, c: Context<Env>, lecture: Lecture, vise: Vise): Promise<void> {
  const nature = lecture.choice("nature", "Acte", NATURES_ACTE_PPGDID);
  const date = lecture.day("date", "Date", site.deps.horloge.aujourdhui());
  const acte = lecture.text("acte", "Référence");
  const annee = readAnnee(lecture, nature === "bilan-annuel");
  checkLecture(lecture);
  await enregistrerActe(depsOf(site, c), { ...vise, acte: { nature, date, annee, acte } });
}

/** Of a yearly bilan alone: what is written beside another act says nothing. */
function readAnnee(lecture: Lecture, demandee: boolean): number | null {
  const ecrit = valeurDe(lecture.saisie, "annee").trim();
  if (!demandee || ecrit === "") return null;
  if (/^20\d{2}$/.test(ecrit)) return Number(ecrit);
  lecture.fail("annee", "Année du bilan : écrivez quatre chiffres, par exemple 2025.");
  return null;
}

async function writeConvention(site: Site, c: Context<Env>, lecture: Lecture, vise: Vise): Promise<void> {
  const nature = lecture.choice("nature_convention", "Nature", NATURES_CONVENTION_PPGDID);
  const titre = lecture.text("titre", "Titre");
  const arrete = lecture.textOrNull("arrete");
  const lignes = (lecture.textOrNull("signataires") ?? "").split("\n").map((ligne) => ligne.trim());
  checkLecture(lecture);
  const signataires = lignes.filter((ligne) => ligne !== "");
  await ajouterConvention(depsOf(site, c), { ...vise, convention: { nature, titre, arrete, signataires } });
}

async function writeSignature(site: Site, c: Context<Env>, lecture: Lecture, vise: Vise): Promise<void> {
  const le = lecture.day("le", "Signature", site.deps.horloge.aujourdhui());
  checkLecture(lecture);
  await signerConvention(depsOf(site, c), { ...vise, signataire: lecture.hidden("signataire"), le });
}

async function drop(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  try {
    if (valeurDe(lecture.saisie, "confirme") !== "oui") {
      throw new Refus("a-confirmer", "Cochez la case pour abandonner ce projet : rien n’a été effacé.");
    }
    await abandonnerPpgdid(depsOf(site, c), { epci, numero: readNumero(c, "numero") });
    return c.redirect(hrefTerritoire(epci, CHEMIN_PPGDID, { fait: "abandonne" }), 303);
  } catch (error) {
    return again(error, (refus) => showPlan(site, c, { saisie: lecture.saisie, refus }));
  }
}

/** Throws `ppgdid-inconnu`, `rubrique-inconnue`, `ppgdid-adopte`. */
async function findRubrique(site: Site, c: Context<Env>, epci: string) {
  const ppgdid = await readPpgdid(c.var.base, epci, site.deps.horloge.aujourdhui());
  const plan = pickPlan(ppgdid.plans, readNumero(c, "numero"));
  const rubrique = pickRubrique(ppgdid.contenu, readNumero(c, "rang"));
  checkProjet(plan);
  return { ppgdid, plan, rubrique };
}

async function showRubrique(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { ppgdid, plan, rubrique } = await findRubrique(site, c, epci);
  const own = plan.rubriques.find(({ numero }) => numero === rubrique.numero);
  const page = renderRubriquePage({
    cadre,
    ppgdid,
    plan,
    rubrique,
    limite: RUBRIQUE_MAX,
    saisie: saisie ?? { texte: writeTexte(own?.texte ?? null), non_decidee: own?.nonDecidee ? ["oui"] : [] },
    refus: refus ? refusOf(refus) : SANS_REFUS,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function writeRubrique(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const vise = { epci, numero: readNumero(c, "numero") };
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  try {
    const texte = lecture.textOrNull("texte", RUBRIQUE_MAX) ?? "";
    checkLecture(lecture);
    const nonDecidee = valeurDe(lecture.saisie, "non_decidee") === "oui";
    await ecrireRubrique(depsOf(site, c), { ...vise, rubrique: { numero: readNumero(c, "rang"), texte, nonDecidee } });
    return c.redirect(`${hrefTerritoire(epci, cheminPlan(vise.numero), { fait: "rubrique" })}#rubriques`, 303);
  } catch (error) {
    return again(error, (refus) => showRubrique(site, c, { saisie: lecture.saisie, refus }));
  }
}

/** The same object as the page. An adopted plan is public: whoever is nobody here leaves no line. */
async function sendPlan(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const ppgdid = await readPpgdid(c.var.base, epci, site.deps.horloge.aujourdhui());
  const plan = pickPlan(ppgdid.plans, readNumero(c, "numero"));
  const contenu = await renderDocumentPdf(composePpgdid(ppgdid, plan));
  if (isMember(c.var.acteur, epci)) {
    const objet = `ppgdid.pdf:${plan.numero}`;
    await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "objectif", epci, objet });
  }
  return sendDocument(c, { nom: `ppgdid-${epci}-${plan.numero}`, type: "pdf", contenu });
}

async function showDocuments(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const documents = await readDocuments(c.var.base, epci, site.deps.horloge.aujourdhui());
  return c.html(renderDocumentsPage({ cadre, epci, documents }));
}
