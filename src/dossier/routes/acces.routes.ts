import type { Context } from "hono";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { clearCookie, readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { ouvrirDossier } from "../actes/ouvrir-dossier.ts";
import { creerCode, entrerParCode, fermerVisite } from "../lectures/acces.ts";
import { lireMonDossier } from "../lectures/lire-dossier.ts";
import { type NouveauMandat, QUALITES_MANDATAIRE } from "../lectures/ports.ts";
import { renderNouvellePage } from "../pages/nouvelle-page.tsx";
import { renderCodePage, renderLienPage, renderPausePage, renderReprendrePage } from "../pages/reprise-pages.tsx";
import { epciOf, ouvrirVisite, readCommun } from "./commun.ts";
import { garderIdentite, quitterFranceConnect, readIdentite } from "./franceconnect.ts";
import { createFreinCodes, type FreinCodes, PALIERS_CODES, PALIERS_OUVERTURES } from "./frein-codes.ts";
import { envoyerLien } from "./lien-reprise.ts";
import { entrer, oublierChoix } from "./visite.ts";

/** Whoever reads the public site may begin, or come back: nobody is known yet. */
const OUVERTE = garde("information", "lire");
const ECRIRE = garde("demande-menage", "modifier");
const LIRE = garde("demande-menage", "lire");

const ANNONCES: Readonly<Record<string, string>> = {
  quitte: "Vous avez quitté votre demande. Vos réponses sont gardées.",
  compte: "Cette demande est gardée dans votre compte.",
  garde: "Cette demande est gardée avec FranceConnect. Vous pourrez la reprendre sans code.",
  lien: "Le lien est parti. Il sert une seule fois, pendant 7 jours.",
  "franceconnect-inconnu":
    "Aucune demande n’est gardée avec votre FranceConnect. Reprenez la vôtre avec son code, puis choisissez « Garder cette demande avec FranceConnect ». Sinon, commencez une demande.",
  "sans-adresse": "Aucun lien n’est parti : donnez un courriel ou un portable, et votre accord.",
};

/** Beginning, coming back and leaving: without an account. */
export function accesDossierRoutes(site: Site): Routes {
  const codes = createFreinCodes("codes", PALIERS_CODES, site.deps.partage);
  const ouvertures = createFreinCodes("ouvertures", PALIERS_OUVERTURES, site.deps.partage);
  const lien = "/ma-demande/:epci/reprendre/:jeton{[A-Za-z0-9_-]{43}}";
  return new Routes()
    .get("/ma-demande/:epci/nouvelle", OUVERTE, (c) => showNouvelle(site, c, { saisie: {}, refus: SANS_REFUS }))
    .post("/ma-demande/:epci/nouvelle", OUVERTE, (c) => commencer(site, c, ouvertures))
    .get("/ma-demande/:epci/code", LIRE, (c) => showCode(site, c))
    .post("/ma-demande/:epci/code", ECRIRE, (c) => autreCode(site, c))
    .get("/ma-demande/:epci/reprendre", OUVERTE, (c) => showReprendre(site, c, { saisie: {}, refus: SANS_REFUS }))
    .post("/ma-demande/:epci/reprendre", OUVERTE, async (c) => {
      const saisie = saisieOf(await c.req.parseBody());
      return reprendre(site, c, { frein: codes, saisie, secret: valeurDe(saisie, "code"), moyen: "code" });
    })
    .get(lien, OUVERTE, async (c) => c.html(renderLienPage(await readCommun(site, c), paramOf(c, "jeton"))))
    .post(lien, OUVERTE, (c) =>
      reprendre(site, c, { frein: codes, saisie: {}, secret: paramOf(c, "jeton"), moyen: "lien" }),
    )
    .get("/ma-demande/:epci/pause", LIRE, (c) => showPause(site, c))
    .post("/ma-demande/:epci/lien", ECRIRE, async (c) => {
      const { dossier } = await ouvrirVisite(site, c);
      const envoyes = await envoyerLien(site, c, dossier);
      return c.redirect(`${hrefDemande(dossier.epci, "pause")}?fait=${envoyes > 0 ? "lien" : "sans-adresse"}`, 303);
    })
    .post("/ma-demande/:epci/quitter", OUVERTE, (c) => quitter(site, c));
}

type Saisi = { readonly saisie: SaisieFormulaire; readonly refus: RefusFormulaire; readonly code?: string };

async function showNouvelle(site: Site, c: Context<Env>, { saisie, refus, code }: Saisi): Promise<Response> {
  const commun = await readCommun(site, c);
  const possible = site.deps.connexion.franceConnect !== null;
  const page = renderNouvellePage(commun, { saisie, refus }, { possible, identite: readIdentite(site, c) });
  return c.html(page, code === undefined ? 200 : statusOf(code));
}

async function commencer(site: Site, c: Context<Env>, frein: FreinCodes): Promise<Response> {
  const { connexion, bases, horloge } = site.deps;
  const { cadre } = await readCommun(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const mandat = lireMandat(lecture);
  if (lecture.erreurs.length > 0) {
    return showNouvelle(site, c, {
      saisie,
      refus: { message: null, erreurs: lecture.erreurs },
      code: "saisie-a-corriger",
    });
  }
  const attente = await frein.reserver(connexion.adresse(c));
  if (attente !== null) return showNouvelle(site, c, { saisie, ...attendre(c, attente) });
  try {
    const { acteur } = c.var;
    // An agent's account is not a household's: their file, if they ask for one, is opened like anybody's.
    const menage = acteur.compte !== null && acteur.habilitations.length === 0;
    const commence = await ouvrirDossier(
      { bases, horloge },
      {
        epci: epciOf(c),
        synthetique: cadre.territoire?.demonstration ?? false,
        mandat,
        acteur: menage ? acteur : PUBLIC,
      },
    );
    await entrer(site, c, commence.entree, epciOf(c));
    // Whoever fills in for another person is not the one who asks: their own identity is nothing to the file.
    if (mandat === null) await garderIdentite(site, c, commence.entree);
    montrerCodes(site, c, commence.codes.propre, commence.codes.personne);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showNouvelle(site, c, { saisie, refus: { message: error.message, erreurs: [] }, code: error.code });
  }
  return c.redirect(hrefDemande(epciOf(c), "code"), 303);
}

function lireMandat(lecture: Lecture): NouveauMandat | null {
  if (lecture.choice("pour", "Pour qui", ["moi", "autre"]) === "moi") return null;
  const nom = lecture.textOrNull("nom", 120);
  if (nom === null || nom.length < 2) lecture.fail("nom", "Vos nom et prénom : écrivez-les.");
  const qualite = lecture.choiceOrNull("qualite", "Vous êtes", QUALITES_MANDATAIRE);
  if (qualite === null) lecture.fail("qualite", "Vous êtes : choisissez dans la liste.");
  const jours = (["signe_le", "au"] as const).map((champ) => {
    const libelle = champ === "au" ? "Valable jusqu’au" : "Mandat signé le";
    const jour = lecture.dayOrNull(champ, libelle);
    if (jour === null) lecture.fail(champ, `${libelle} : donnez la date.`);
    return jour ?? "";
  });
  return {
    nom: nom ?? "",
    qualite: qualite ?? "autre",
    structure: lecture.textOrNull("structure", 120),
    courriel: lecture.textOrNull("courriel", 254),
    telephone: lecture.textOrNull("telephone", 30),
    signeLe: jours[0] ?? "",
    au: jours[1] ?? "",
  };
}

/** Through one redirection, in the browser alone: kept nowhere, and gone in ten minutes. */
function montrerCodes({ deps }: Site, c: Context<Env>, propre: string, personne: string | null): void {
  writeCookie(c, deps.connexion, "code-reprise", personne === null ? propre : `${propre}.${personne}`);
}

async function showCode(site: Site, c: Context<Env>): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const [propre = "", personne = null] = readCookie(c, site.deps.connexion, "code-reprise").split(".");
  if (propre === "") return c.redirect(hrefDemande(commun.epci, "pause"), 303);
  return c.html(renderCodePage(commun, { propre, personne, reference: dossier.reference }));
}

async function autreCode(site: Site, c: Context<Env>): Promise<Response> {
  const { bases, horloge } = site.deps;
  const { dossier } = await ouvrirVisite(site, c);
  const { id: demandeur, epci, lien } = dossier;
  const jour = horloge.aujourdhui();
  const mandats = lien === "mandat" ? await c.var.base.dossiers.mandats(demandeur) : [];
  const mandat = mandats.findLast(({ revoqueLe, au }) => revoqueLe === null && au >= jour) ?? null;
  if (lien === "mandat" && mandat === null) throw new Refus("droit-absent", "Ce mandat est terminé.");
  const pour = { demandeur, epci, lien, mandat: mandat?.id ?? null, au: mandat?.au ?? null };
  montrerCodes(site, c, await creerCode({ queries: bases.connexions, horloge }, pour), null);
  return c.redirect(hrefDemande(epci, "code"), 303);
}

async function showReprendre(site: Site, c: Context<Env>, { saisie, refus, code }: Saisi): Promise<Response> {
  const commun = await readCommun(site, c);
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  const franceConnect = site.deps.connexion.franceConnect !== null;
  const page = renderReprendrePage(commun, { saisie, refus }, { annonce, franceConnect });
  return c.html(page, code === undefined ? 200 : statusOf(code));
}

type Reprise = {
  readonly frein: FreinCodes;
  readonly saisie: SaisieFormulaire;
  readonly secret: string;
  readonly moyen: "code" | "lien";
};

async function reprendre(site: Site, c: Context<Env>, { frein, saisie, secret, moyen }: Reprise): Promise<Response> {
  const { connexion, bases, horloge } = site.deps;
  const epci = epciOf(c);
  const attente = await frein.reserver(connexion.adresse(c));
  if (attente !== null) return showReprendre(site, c, { saisie, ...attendre(c, attente) });
  try {
    const entree = await entrerParCode({ queries: bases.connexions, horloge }, { saisie: secret, epci, moyen });
    await entrer(site, c, entree, epci);
    const base = bases.pour({ ...PUBLIC, demandeurs: [{ id: entree.demandeur, lien: entree.lien }] });
    const { etat } = await lireMonDossier(base, site.deps.coffre, epci);
    return c.redirect(hrefDemande(epci, etat === "brouillon" || etat === "a-completer" ? "etapes" : ""), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const refus = { message: null, erreurs: [{ champ: "code", message: error.message }] };
    return showReprendre(site, c, { saisie, refus, code: error.code });
  }
}

function attendre(c: Context<Env>, secondes: number): { refus: RefusFormulaire; code: string } {
  c.header("retry-after", String(secondes));
  const minutes = Math.ceil(secondes / 60);
  const message = `Trop d’essais depuis cette connexion. Attendez ${minutes} minute${minutes > 1 ? "s" : ""}, ou appelez un guichet.`;
  return { refus: { message, erreurs: [] }, code: "trop-d-essais" };
}

async function showPause(site: Site, c: Context<Env>): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { accordCourriel, accordSms } = dossier.identite;
  const { connexion } = site.deps;
  return c.html(
    renderPausePage({
      commun,
      annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
      ecrire: accordCourriel || accordSms,
      titulaire: dossier.lien === "titulaire",
      franceConnect: connexion.franceConnect !== null,
      parVisite: readCookie(c, connexion, "dossier") !== "",
      compte: c.var.acteur.compte !== null,
    }),
  );
}

async function quitter(site: Site, c: Context<Env>): Promise<Response> {
  const { connexion, bases, horloge } = site.deps;
  const jeton = readCookie(c, connexion, "dossier");
  await fermerVisite({ queries: bases.connexions, horloge }, jeton);
  clearCookie(c, connexion, "dossier");
  clearCookie(c, connexion, "code-reprise");
  oublierChoix(site, c);
  c.header("cache-control", "no-store");
  const suite = `${hrefDemande(epciOf(c), "reprendre")}?fait=quitte`;
  return (await quitterFranceConnect(site, c)) ?? c.redirect(suite, 303);
}
