import type { Context } from "hono";
import { confirmerChangement, demanderChangement, lireChangement } from "#dossier/actes/courrier/changer-contact.ts";
import { CANAUX_ENVOI } from "#dossier/regles/courrier/envoi.ts";
import { epciOf, ouvrirVisite, readCommun } from "#dossier/routes/commun.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { renderConfirmerPage, renderReglagesPage } from "../pages/reglages-page.tsx";
import { aCorriger, type RefusLu, refusLu, SANS_REFUS_LU } from "./refus-lu.ts";

const CHEMIN = "/ma-demande/:epci/reglages";
const LIEN = "/ma-demande/:epci/coordonnees/:jeton{[A-Za-z0-9_-]{43}}";
const LIRE = garde("demande-identite", "lire");
const ECRIRE = garde("demande-identite", "modifier");
/** Whoever holds the link sent to an address: the token says which change, and that one alone. */
const PAR_LIEN = garde("information", "lire");

const ANNONCES: Readonly<Record<string, string>> = {
  accords: "Vos choix sont enregistrés.",
  ancien: "Un lien est parti vers votre ancienne adresse. Dites oui par ce lien, avant deux jours.",
  nouveau: "Un lien est parti vers la nouvelle adresse. Dites oui par ce lien, avant deux jours.",
};

/** Consents, and the addresses of the file. */
export function reglagesRoutes(site: Site): Routes {
  return new Routes()
    .get(CHEMIN, LIRE, (c) => show(site, c, null, SANS_REFUS_LU))
    .post(CHEMIN, ECRIRE, (c) => saveAccords(site, c))
    .post(`${CHEMIN}/adresse`, ECRIRE, (c) => askAdresse(site, c))
    .get(LIEN, PAR_LIEN, (c) => showLien(site, c))
    .post(LIEN, PAR_LIEN, (c) => confirm(site, c));
}

async function show(site: Site, c: Context<Env>, saisie: SaisieFormulaire | null, refus: RefusLu): Promise<Response> {
  const { commun, dossier: ouvert } = await ouvrirVisite(site, c);
  const { epci, id } = ouvert;
  const [dossier, enCours] = await Promise.all([
    c.var.base.suivis.dossier(epci, id),
    c.var.base.changementsContact.enCours(epci, id, site.deps.horloge.maintenant()),
  ]);
  if (dossier === null) throw new Refus("dossier-inconnu", "Cette demande n’existe pas, ou n’est pas la vôtre.");
  const accords = [...(dossier.accordCourriel ? ["courriel"] : []), ...(dossier.accordSms ? ["sms"] : [])];
  const page = renderReglagesPage({
    commun,
    dossier,
    enCours,
    etat: { saisie: { accords, ...saisie }, refus: refus.affiche },
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function saveAccords(site: Site, c: Context<Env>): Promise<Response> {
  const { dossier } = await ouvrirVisite(site, c);
  const { epci, id: demandeur } = dossier;
  const accords = new Lecture(saisieOf(await c.req.parseBody({ all: true }))).several("accords", CANAUX_ENVOI);
  await c.var.base.transaction(async (tx) => {
    await tx.suivis.accorder(epci, demandeur, { courriel: accords.includes("courriel"), sms: accords.includes("sms") });
    const objet = "accords";
    await tx.journal.ecrire({ acte: "dossier-modifie", ressource: "demande-identite", epci, objet, demandeur });
  });
  return c.redirect(`${hrefDemande(epci, "reglages")}?fait=accords`, 303);
}

async function askAdresse(site: Site, c: Context<Env>): Promise<Response> {
  const { dossier } = await ouvrirVisite(site, c);
  const { epci, id: demandeur } = dossier;
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const canal = lecture.choice("canal", "Que voulez-vous changer", CANAUX_ENVOI);
  const nouveau = lecture.text("nouveau", "Nouvelle adresse");
  if (lecture.erreurs.length > 0) return show(site, c, saisie, aCorriger(lecture.erreurs));
  try {
    const demande = { epci, demandeur, canal, saisie: nouveau, attestee: false };
    const cote = await demanderChangement(c.var.base, site.deps, demande);
    return c.redirect(`${hrefDemande(epci, "reglages")}?fait=${cote}`, 303);
  } catch (error) {
    return show(site, c, saisie, refusLu(error, ["adresse"]));
  }
}

function ouvertureOf({ deps: { bases } }: Site, c: Context<Env>) {
  return { bases, epci: epciOf(c), jeton: c.req.param("jeton") ?? "" };
}

async function showLien(site: Site, c: Context<Env>): Promise<Response> {
  const ouverture = ouvertureOf(site, c);
  const cote = await lireChangement(ouverture);
  const commun = await readCommun(site, c);
  return c.html(renderConfirmerPage({ commun, jeton: ouverture.jeton, cote, fait: null }));
}

async function confirm(site: Site, c: Context<Env>): Promise<Response> {
  const ouverture = ouvertureOf(site, c);
  const fait = await confirmerChangement(ouverture, site.deps);
  const commun = await readCommun(site, c);
  return c.html(renderConfirmerPage({ commun, jeton: ouverture.jeton, cote: null, fait }));
}
