import type { Context } from "hono";
import { TRI, TYPOLOGIES } from "#dossier/regles/reponses.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { emettriceOf, envoyerFiche, type FicheAEnvoyer } from "../../actes/fiche-contact/envoyer-fiche.ts";
import { suivreFiche } from "../../actes/fiche-contact/suivre-fiche.ts";
import { LIMITE_PRECISIONS } from "../../lectures/fiche-contact/ports.ts";
import { readFiche } from "../../lectures/fiche-contact/read-fiches.ts";
import { CHEMIN_FICHES, CHEMIN_NOUVELLE_FICHE, cheminFiche } from "../../pages/fiche-contact/chemins.ts";
import { renderNouvelleFichePage, renderSuivreFichePage } from "../../pages/fiche-contact/formulaires.tsx";
import {
  BUDGETS_PROSPECT,
  DITS_PROSPECT,
  EMPLOIS_PROSPECT,
  ISSUES_FICHE,
  URGENCES_PROSPECT,
} from "../../regles/fiche-contact/fiche-contact.ts";

export const FICHE = `/t/:epci/${CHEMIN_FICHES}/:fiche{[1-9][0-9]{0,14}}`;
const NOUVELLE = `/t/:epci/${CHEMIN_NOUVELLE_FICHE}`;
const CREER = garde("prospect", "creer");
const SUIVRE = garde("prospect", "modifier");

export function readFicheId(c: Context<Env>): number {
  return Number(c.req.param("fiche"));
}

/** Two forms, each shown and sent at one address. */
export function formulaireRoutes(site: Site): Routes {
  return new Routes()
    .get(NOUVELLE, CREER, (c) => showNouvelle(site, c, { saisie: {}, refus: null }))
    .post(NOUVELLE, CREER, (c) => sendNouvelle(site, c))
    .get(`${FICHE}/suivre`, SUIVRE, (c) => showSuivre(site, c, { saisie: {}, refus: null }))
    .post(`${FICHE}/suivre`, SUIVRE, (c) => sendSuivre(site, c));
}

/** What was typed, and why it came back. */
type Vue = { readonly saisie: SaisieFormulaire; readonly refus: Refus | RefusFormulaire | null };

/** Which field a refusal is about; the whole form otherwise. */
const CHAMPS: Readonly<Record<string, string>> = {
  "fiche-nom": "nom",
  "fiche-telephone": "telephone",
  "fiche-courriel": "courriel",
  "fiche-injoignable": "telephone",
  "fiche-consentement": "consentement",
  "fiche-commune": "commune",
  "fiche-destinataires": "destinataire",
  "fiche-a-relire": "precisions",
  "fiche-dossier": "dossier",
};

function place(refus: Vue["refus"]): RefusFormulaire {
  if (refus === null) return SANS_REFUS;
  if (!(refus instanceof Refus)) return refus;
  const champ = CHAMPS[refus.code] ?? (refus.code.startsWith("texte-") ? "precisions" : undefined);
  const { message } = refus;
  return champ === undefined ? { message, erreurs: [] } : { message: null, erreurs: [{ champ, message }] };
}

function statusOfVue({ refus }: Vue) {
  if (refus === null) return 200;
  return refus instanceof Refus ? statusOf(refus.code) : 422;
}

async function showNouvelle(site: Site, c: Context<Env>, vue: Vue): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const own = emettriceOf(base, epci);
  const [communes, destinataires] = await Promise.all([
    base.territoires.communes(epci),
    base.fichesContact.destinataires(epci),
  ]);
  const page = renderNouvelleFichePage({
    cadre,
    epci,
    etat: { saisie: vue.saisie, refus: place(vue.refus) },
    aRelire: vue.refus instanceof Refus && vue.refus.code === "fiche-a-relire",
    aujourdhui: site.deps.horloge.aujourdhui(),
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    destinataires: destinataires.filter(({ id }) => id !== own),
  });
  return c.html(page, statusOfVue(vue));
}

async function sendNouvelle(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const demande = readFicheAEnvoyer(lecture, site, epci);
  if (lecture.erreurs.length > 0) {
    return showNouvelle(site, c, { saisie, refus: { message: null, erreurs: lecture.erreurs } });
  }
  try {
    const { id } = await envoyerFiche(c.var.base, demande);
    return c.redirect(hrefTerritoire(epci, cheminFiche(id), { fait: "envoyee" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return showNouvelle(site, c, { saisie, refus: error });
  }
}

/** Lists of a form are short; a longer one was not written by it. */
const LISTE_MAX = 60;

function readFicheAEnvoyer(lecture: Lecture, { deps: { horloge } }: Site, epci: string): FicheAEnvoyer {
  const { saisie } = lecture;
  const accord = saisie.accord?.[0] === "oui";
  return {
    epci,
    nom: lecture.textOrNull("nom", 120) ?? "",
    prenom: lecture.textOrNull("prenom", 120),
    telephone: lecture.textOrNull("telephone", 30),
    courriel: lecture.textOrNull("courriel", 200),
    consentementLe: accord ? lecture.dayOrNull("consentement", "Jour de cet accord") : null,
    destinataires: (saisie.destinataire ?? [])
      .slice(0, LISTE_MAX)
      .map((id) => (/^[1-9]\d{0,14}$/.test(id) ? Number(id) : -1)),
    besoin: {
      personnes: lecture.whole("personnes", "Personnes", 1),
      typologies: lecture.several("typologie", TYPOLOGIES),
      communes: (saisie.commune ?? []).slice(0, LISTE_MAX),
      budget: lecture.choiceOrNull("budget", "Budget", BUDGETS_PROSPECT),
      emploi: lecture.choiceOrNull("emploi", "Situation d’emploi", EMPLOIS_PROSPECT),
      urgence: lecture.choiceOrNull("urgence", "Urgence", URGENCES_PROSPECT),
      locataireHlm: lecture.choiceOrNull("locataire", "Déjà locataire", TRI) ?? "inconnu",
      dits: lecture.several("dit", DITS_PROSPECT),
    },
    precisions: lecture.textOrNull("precisions", LIMITE_PRECISIONS * 2) ?? "",
    relu: saisie.relu?.[0] === "oui",
    aujourdhui: horloge.aujourdhui(),
    maintenant: horloge.maintenant(),
  };
}

async function showSuivre(site: Site, c: Context<Env>, vue: Vue): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const fiche = await readFiche(c.var.base, { epci, fiche: readFicheId(c), aujourdhui });
  const etat = { saisie: vue.saisie, refus: place(vue.refus) };
  return c.html(renderSuivreFichePage({ cadre, epci, etat, fiche }), statusOfVue(vue));
}

async function sendSuivre(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const fiche = readFicheId(c);
  const issue = lecture.choice("issue", "Suite", ISSUES_FICHE);
  const dossier = lecture.textOrNull("dossier", 40)?.toUpperCase() ?? null;
  if (lecture.erreurs.length > 0) {
    return showSuivre(site, c, { saisie, refus: { message: null, erreurs: lecture.erreurs } });
  }
  try {
    await suivreFiche(c.var.base, { epci, fiche, issue, dossier, maintenant: site.deps.horloge.maintenant() });
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "fiche-inconnue") throw error;
    return showSuivre(site, c, { saisie, refus: error });
  }
  return c.redirect(hrefTerritoire(epci, cheminFiche(fiche), { fait: "suivie" }), 303);
}
