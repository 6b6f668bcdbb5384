import type { Context } from "hono";
import { CHEMIN_MENAGES, cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { choixCommunes } from "#attributions/routes/choix.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { OptionListe, RefusFormulaire, SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { SANS_REFUS, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { ouvrirDossier } from "../actes/ouvrir-dossier.ts";
import type { LienDossier } from "../lectures/fiche.ts";
import { readFiche } from "../lectures/fiche-lire.ts";
import { readConfiees } from "../lectures/suivi-couverture.ts";
import { renderFeuillePage } from "../pages/entretien-page.tsx";
import { renderMenagePage } from "../pages/menage-page.tsx";
import { renderNouveauPage } from "../pages/nouveau-page.tsx";
import { readIdentite, readSituation, SITUATION_INCONNUE } from "./lire-menage.ts";

/** What the file says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  ouvert: "Le dossier est ouvert.",
  entretien: "L’entretien est enregistré.",
  modifie: "Le dossier est modifié.",
  etape: "La prochaine étape est enregistrée.",
  etat: "L’état du dossier est enregistré.",
  blocage: "La situation est transmise à la commission de coordination.",
  decision: "La décision du comité est enregistrée.",
  offre: "L’offre est enregistrée.",
  visite: "La visite est enregistrée.",
  reponse: "La réponse est enregistrée.",
  bail: "Le bail est enregistré : le ménage est relogé.",
  "bail-annule": "Le bail est annulé : le dossier revient aux offres.",
};

const MENAGES = `/t/:epci/${CHEMIN_MENAGES}`;

/** Opening files, and reading them. */
export function menageRoutes(site: Site): Routes {
  const menage = `${MENAGES}/:id{[1-9][0-9]{0,14}}`;
  return new Routes()
    .get(`${MENAGES}/nouveau`, garde("relogement", "creer"), (c) => showNouveau(site, c, openingSaisie(c), null))
    .post(MENAGES, garde("relogement", "creer"), (c) => open(site, c))
    .get(menage, garde("relogement", "lire"), (c) => showMenage(site, c))
    .get(`${menage}/feuille`, garde("relogement", "lire"), (c) => showFeuille(site, c));
}

async function showMenage(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const jour = site.deps.horloge.aujourdhui();
  const fiche = await readFiche(c.var.base, { epci, id: Number(c.req.param("id")), jour, noms: true });
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  return c.html(renderMenagePage({ cadre, epci, fiche, annonce }));
}

async function showFeuille(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const fiche = await readFiche(c.var.base, { epci, id: Number(c.req.param("id")), jour: aujourdhui, noms: false });
  return c.html(renderFeuillePage({ cadre, epci, fiche, aujourdhui, vierge: c.req.query("vierge") === "oui" }));
}

function openingSaisie(c: Context<Env>): SaisieFormulaire {
  const [operation = "", origine = ""] = [c.req.query("operation"), c.req.query("origine")];
  return { ...SITUATION_INCONNUE, operation: [operation], origine: [origine] };
}

async function showNouveau(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refuse: { readonly code: string; readonly affiche: RefusFormulaire } | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const page = renderNouveauPage({
    cadre,
    epci,
    etat: { saisie, refus: refuse?.affiche ?? SANS_REFUS },
    immeubles: await listConfies(site, c, epci),
    communes: await choixCommunes(base, epci),
    origine: await findOrigine(c, epci, valeurDe(saisie, "origine")),
  });
  return c.html(page, refuse ? statusOf(refuse.code) : 200);
}

/** Buildings in which this person may open a file today. */
async function listConfies(site: Site, c: Context<Env>, epci: string): Promise<readonly OptionListe[]> {
  const { base } = c.var;
  const [confies, operations] = await Promise.all([
    readConfiees(base, epci, site.deps.horloge.aujourdhui()),
    base.operations.list(epci),
  ]);
  return operations
    .filter(({ id, genre }) => genre === "demolition" && confies.has(id))
    .map(({ id, nom }) => ({ code: String(id), libelle: nom }));
}

async function findOrigine(c: Context<Env>, epci: string, id: string): Promise<LienDossier | null> {
  if (!/^[1-9]\d{0,14}$/.test(id)) return null;
  const dossier = await c.var.base.relogements.find(epci, Number(id));
  return dossier && { id: dossier.id, reference: dossier.reference };
}

/** Which field a refusal is about. */
const CHAMPS: Readonly<Record<string, string>> = {
  "relogement-immeuble": "operation",
  "relogement-immeuble-non-confie": "operation",
  "relogement-sans-bailleur": "operation",
  "numero-unique-invalide": "numero",
};

async function open(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const lu = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const operation = lu.hidden("operation");
  if (operation < 1) lu.fail("operation", "Immeuble : choisissez-le dans la liste.");
  const communes = (await choixCommunes(base, epci)).map(({ code }) => code);
  const identite = readIdentite(lu);
  const menage = readSituation(lu, communes, null);
  if (lu.erreurs.length > 0) {
    const affiche = { message: null, erreurs: lu.erreurs };
    return showNouveau(site, c, lu.saisie, { code: "saisie-a-corriger", affiche });
  }
  const origine = await findOrigine(c, epci, valeurDe(lu.saisie, "origine"));
  try {
    const id = await ouvrirDossier(base, {
      epci,
      operation,
      identite,
      synthetique: false,
      hash: site.deps.hash,
      menage: { ...menage, ressources: "absentes", prochaineEtape: { quoi: "entretien", le: null } },
      numeroUnique: lu.textOrNull("numero") ?? "",
      decohabitationDe: origine?.id ?? null,
    });
    return c.redirect(hrefTerritoire(epci, cheminMenage(id), { fait: "ouvert" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    const champ = CHAMPS[error.code];
    const affiche = champ
      ? { message: null, erreurs: [{ champ, message: error.message }] }
      : { message: error.message, erreurs: [] };
    return showNouveau(site, c, lu.saisie, { code: error.code, affiche });
  }
}
