import type { Context } from "hono";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { interdit, tropSouvent } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, type Champ, choix, choixOuVide, groupe, jourOuVide, requis, texteOuVide } from "#socle/routes/champs.ts";
import { clearCookie, readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { paramOf, type Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { ouvrirDossier } from "../actes/ouvrir-dossier.ts";
import { creerCode, entrerParCode, fermerVisite } from "../lectures/acces.ts";
import { lireMonDossier } from "../lectures/lire-dossier.ts";
import { type NouveauMandat, QUALITES_MANDATAIRE } from "../lectures/ports.ts";
import { renderNouvellePage } from "../pages/nouvelle-page.tsx";
import { renderCodePage, renderLienPage, renderPausePage, renderReprendrePage } from "../pages/reprise-pages.tsx";
import { ouvrirVisite, RACINE_MENAGE, readCommun } from "./commun.ts";
import { garderIdentite, quitterFranceConnect, readIdentite } from "./franceconnect.ts";
import { createFreinCodes, type FreinCodes, PALIERS_CODES, PALIERS_OUVERTURES } from "./frein-codes.ts";
import { envoyerLien } from "./lien-reprise.ts";
import { entrer, oublierChoix } from "./visite.ts";

/** The visitor is anonymous: anybody who reads the public site may begin a demande, or come back to one. */
const OUVERTE = garde("information", "lire");
const ECRIRE = garde("demande-menage", "modifier");
const LIRE = garde("demande-menage", "lire");

/** Routes to begin, come back and leave, without an account. */
export function accesDossierRoutes(site: Site): Routes {
  const codes = createFreinCodes("codes", PALIERS_CODES, site.deps.partage);
  const ouvertures = createFreinCodes("ouvertures", PALIERS_OUVERTURES, site.deps.partage);
  const page = { racine: RACINE_MENAGE, droit: OUVERTE };
  return pageActes(
    site,
    { ...page, chemin: "nouvelle", show: showNouvelle, actes: { commencee: commencer(ouvertures) } },
    { ...page, chemin: "code", droit: LIRE, show: showCode, actes: { code: AUTRE_CODE } },
    {
      ...page,
      chemin: "reprendre",
      show: showReprendre,
      actes: { reprise: reprendre("code", codes), quitte: QUITTER },
      annonces: {
        "franceconnect-inconnu":
          "Aucune demande n’est gardée avec votre FranceConnect. Reprenez la vôtre avec son code, puis choisissez « Garder cette demande avec FranceConnect ». Sinon, commencez une demande.",
      },
    },
    {
      ...page,
      chemin: "reprendre/:jeton{[A-Za-z0-9_-]{43}}",
      show: showLien,
      actes: { reprise: reprendre("lien", codes) },
    },
    {
      ...page,
      chemin: "pause",
      droit: LIRE,
      show: showPause,
      actes: { lien: ENVOYER_LIEN },
      annonces: {
        compte: "Cette demande est gardée dans votre compte.",
        garde: "Cette demande est gardée avec FranceConnect. Vous pourrez la reprendre sans code.",
        "sans-adresse": "Aucun lien n’est parti\u00A0: donnez un courriel ou un portable, et votre accord.",
      },
    },
  );
}

async function showNouvelle(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const commun = await readCommun(site, c);
  const possible = site.deps.connexion.franceConnect !== null;
  return renderNouvellePage(commun, { saisie, refus }, { possible, identite: readIdentite(site, c) });
}

const commencer = (frein: FreinCodes) =>
  defineActe({
    chemin: "",
    droit: OUVERTE,
    annonce: null,
    champs: (_, saisie) => ({ mandat: mandatOf(saisie) }),
    run: async ({ epci, site, c }, { mandat }) => {
      const { bases, horloge } = site.deps;
      const { cadre } = await readCommun(site, c);
      await freiner(site, c, frein);
      const { acteur } = c.var;
      // An account with rights of agent is not a household's: their own demande opens without an account, like anybody's.
      const menage = acteur.compte !== null && acteur.habilitations.length === 0;
      const synthetique = cadre.territoire?.demonstration ?? false;
      const demande = { epci, synthetique, mandat, acteur: menage ? acteur : PUBLIC };
      const commence = await ouvrirDossier({ bases, horloge }, demande);
      await entrer(site, c, commence.entree, epci);
      // A person who fills in for another is not the applicant: their own identity is not written in the file.
      if (mandat === null) await garderIdentite(site, c, commence.entree);
      montrerCodes(site, c, commence.codes.propre, commence.codes.personne);
      return new Suite({ chemin: "code" });
    },
  });

/** null: the person asks for themselves. */
function mandatOf(saisie: SaisieFormulaire): Champ<NouveauMandat | null> {
  if (valeurDe(saisie, "pour") !== "autre") return groupe(saisie, { pour: choix("Pour qui", ["moi"]) }, () => null);
  const nom = requis(texteOuVide(120), NOM_MANDATAIRE).refine(({ length }) => length > 1, NOM_MANDATAIRE);
  const jour = (libelle: string) => requis(jourOuVide(libelle), `${libelle}\u00A0: donnez la date.`);
  const champs = {
    nom,
    qualite: requis(choixOuVide("Vous êtes", QUALITES_MANDATAIRE), "Vous êtes\u00A0: choisissez dans la liste."),
    signe_le: jour("Mandat signé le"),
    au: jour("Valable jusqu’au"),
    structure: texteOuVide(120),
    courriel: texteOuVide(254),
    telephone: texteOuVide(30),
  };
  return groupe(saisie, champs, ({ signe_le: signeLe, ...mandat }) => ({ ...mandat, signeLe }));
}

const NOM_MANDATAIRE = "Vos nom et prénom\u00A0: écrivez-les.";

/** Carries the codes through one redirection, in a cookie: stored nowhere else, gone in ten minutes. */
function montrerCodes({ deps }: Site, c: Context<Env>, propre: string, personne: string | null): void {
  writeCookie(c, deps.connexion, "code-reprise", personne === null ? propre : `${propre}.${personne}`);
}

async function showCode(site: Site, c: Context<Env>): Promise<string | Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const [propre = "", personne = null] = readCookie(c, site.deps.connexion, "code-reprise").split(".");
  if (propre === "") return c.redirect(hrefDemande(commun.epci, "pause"), 303);
  return renderCodePage(commun, { propre, personne, reference: dossier.reference });
}

const AUTRE_CODE = defineActe({
  chemin: "",
  droit: ECRIRE,
  annonce: null,
  champs: {},
  run: async ({ base, aujourdhui, site, c }) => {
    const { bases, horloge } = site.deps;
    const { id: demandeur, epci, lien } = (await ouvrirVisite(site, c)).dossier;
    const mandats = lien === "mandat" ? await base.dossiers.mandats(demandeur) : [];
    const mandat = mandats.findLast(({ revoqueLe, au }) => revoqueLe === null && au >= aujourdhui) ?? null;
    if (lien === "mandat" && mandat === null) throw interdit("droit-absent", "Ce mandat est terminé.");
    const pour = { demandeur, epci, lien, mandat: mandat?.id ?? null, au: mandat?.au ?? null };
    montrerCodes(site, c, await creerCode({ queries: bases.connexions, horloge }, pour), null);
  },
});

async function showReprendre(site: Site, c: Context<Env>, { saisie, refus, annonce }: EtatPage): Promise<string> {
  const franceConnect = site.deps.connexion.franceConnect !== null;
  return renderReprendrePage(await readCommun(site, c), { saisie, refus }, { annonce, franceConnect });
}

/** A link that is no longer valid leads to the page where a code is typed. */
async function showLien(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  if (etat.acte !== null) return showReprendre(site, c, etat);
  return renderLienPage(await readCommun(site, c), paramOf(c, "jeton"));
}

const reprendre = (moyen: "code" | "lien", frein: FreinCodes) =>
  defineActe({
    chemin: "",
    droit: OUVERTE,
    annonce: null,
    champDe: ({ code }) => (code === "trop-d-essais" ? undefined : "code"),
    champs: { code: brut() },
    run: async ({ epci, site, c }, { code }) => {
      const { bases, coffre, horloge } = site.deps;
      await freiner(site, c, frein);
      const saisie = moyen === "lien" ? paramOf(c, "jeton") : code;
      const entree = await entrerParCode({ queries: bases.connexions, horloge }, { saisie, epci, moyen });
      await entrer(site, c, entree, epci);
      const base = bases.pour({ ...PUBLIC, demandeurs: [{ id: entree.demandeur, lien: entree.lien }] });
      const { etat } = await lireMonDossier(base, coffre, epci);
      return new Suite({ chemin: etat === "brouillon" || etat === "a-completer" ? "etapes" : "" });
    },
  });

/** Throws `trop-d-essais`. */
async function freiner({ deps }: Site, c: Context<Env>, frein: FreinCodes): Promise<void> {
  const secondes = await frein.reserver(deps.connexion.adresse(c));
  if (secondes === null) return;
  c.header("retry-after", String(secondes));
  const minutes = Math.ceil(secondes / 60);
  throw tropSouvent(
    "trop-d-essais",
    `Trop d’essais depuis cette connexion. Attendez ${minutes} minute${minutes > 1 ? "s" : ""}, ou appelez un guichet.`,
  );
}

async function showPause(site: Site, c: Context<Env>, { annonce, refus }: EtatPage): Promise<string> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { accordCourriel, accordSms } = dossier.identite;
  const { connexion } = site.deps;
  return renderPausePage({
    commun,
    annonce,
    refus,
    ecrire: accordCourriel || accordSms,
    titulaire: dossier.lien === "titulaire",
    franceConnect: connexion.franceConnect !== null,
    parVisite: readCookie(c, connexion, "dossier") !== "",
    compte: c.var.acteur.compte !== null,
  });
}

const ENVOYER_LIEN = defineActe({
  chemin: "/lien",
  droit: ECRIRE,
  annonce: "Le lien est parti. Il sert une seule fois, pendant 7 jours.",
  champs: {},
  run: async ({ site, c }) => {
    const { dossier } = await ouvrirVisite(site, c);
    const envoyes = await envoyerLien(site, c, dossier);
    return new Suite({ fait: envoyes > 0 ? "lien" : "sans-adresse" });
  },
});

const QUITTER = defineActe({
  chemin: "/quitter",
  droit: OUVERTE,
  annonce: "Vous avez quitté votre demande. Vos réponses sont gardées.",
  champs: {},
  run: async ({ site, c }) => {
    await readCommun(site, c);
    const { connexion, bases, horloge } = site.deps;
    await fermerVisite({ queries: bases.connexions, horloge }, readCookie(c, connexion, "dossier"));
    clearCookie(c, connexion, "dossier");
    clearCookie(c, connexion, "code-reprise");
    oublierChoix(site, c);
    return quitterFranceConnect(site, c);
  },
});
