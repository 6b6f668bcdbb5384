import type { Context } from "hono";
import { normalizeCourriel } from "#acces/lectures/connexion/login.ts";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { Refus, tropSouvent } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { revoquerMandat } from "../actes/mandat.ts";
import { inviterCompte } from "../lectures/compte-menage.ts";
import { renderCompteEcritPage, renderComptePage, renderGarderPage } from "../pages/compte-pages.tsx";
import { renderMandatsPage } from "../pages/reprise-pages.tsx";
import { ouvrirVisite, RACINE_MENAGE, readCommun } from "./commun.ts";
import { createFreinCodes, type FreinCodes } from "./frein-codes.ts";

/** Not open to a mandate: the mandates themselves, and the ways to open the file. */
const TITULAIRE = garde("demande-identite", "modifier");
/** The link of a message opens these routes: the visitor is anonymous. */
const OUVERTE = garde("information", "lire");
const PALIERS_COMPTES = [{ nombre: 5, secondes: 3600 }] as const;

export function titulaireRoutes(site: Site): Routes {
  const frein = createFreinCodes("comptes", PALIERS_COMPTES, site.deps.partage);
  const racine = RACINE_MENAGE;
  return pageActes(
    site,
    { racine, chemin: "mandats", droit: TITULAIRE, show: showMandats, actes: { "mandat-retire": RETIRER_MANDAT } },
    { racine, chemin: "compte/garder", droit: OUVERTE, show: showGarder, actes: { garde: GARDER } },
    { racine, chemin: "compte", droit: TITULAIRE, show: showCompte, actes: { ecrit: demanderCompte(frein) } },
  );
}

async function showMandats(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const mandats = await c.var.base.dossiers.mandats(dossier.id);
  return renderMandatsPage(commun, { mandats, annonce, jour: site.deps.horloge.aujourdhui() });
}

const RETIRER_MANDAT = defineActe({
  chemin: ":mandat{[1-9][0-9]{0,14}}/retirer",
  droit: TITULAIRE,
  annonce: "Le mandat est retiré\u00A0: il n’ouvre plus rien.",
  champs: {},
  run: async ({ base, site, c, numero }) => {
    const { bases, horloge } = site.deps;
    const { id: demandeur, epci } = (await ouvrirVisite(site, c)).dossier;
    await revoquerMandat(base, { queries: bases.connexions, horloge }, { epci, demandeur, mandat: numero("mandat") });
  },
});

const GARDER = defineActe({
  chemin: "",
  droit: TITULAIRE,
  annonce: null,
  champs: {},
  run: async ({ base, site, c }) => {
    const { dossier } = await ouvrirVisite(site, c);
    const { compte } = c.var.acteur;
    if (compte === null) return new Suite({ chemin: "compte" });
    await base.dossiers.lierCompte(dossier.id, dossier.epci, compte);
    return new Suite({ chemin: "pause", fait: "compte" });
  },
});

async function showCompte(site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  if (c.var.acteur.compte !== null) return c.redirect(hrefDemande(commun.epci, "compte/garder"), 303);
  if (etat.annonce !== null) return renderCompteEcritPage(commun);
  const { courriel } = dossier.identite;
  const known = courriel === null ? {} : { courriel: [courriel] };
  return renderComptePage(commun, { saisie: etat.acte === null ? known : etat.saisie, refus: etat.refus });
}

/** Same answer whether the address is an agent's, another household's or unknown: only its mailbox learns which. */
const demanderCompte = (frein: FreinCodes) =>
  defineActe({
    chemin: "",
    droit: TITULAIRE,
    // Shown by a page of its own.
    annonce: "Un message est parti.",
    champDe: ({ code }) => (["trop-d-essais", "courriel-a-corriger"].includes(code) ? "courriel" : undefined),
    champs: { courriel: brut() },
    run: async ({ base, site, c }, { courriel: ecrit }) => {
      const { id: demandeur, epci } = (await ouvrirVisite(site, c)).dossier;
      const courriel = normalizeCourriel(ecrit);
      if ((await frein.reserver(site.deps.connexion.adresse(c))) !== null) {
        throw tropSouvent("trop-d-essais", "Trop d’essais depuis cette connexion. Attendez une heure.");
      }
      if (courriel === null) throw new Refus("courriel-a-corriger", "Courriel\u00A0: écrivez l’adresse entière.");
      const queries = site.deps.bases.connexions;
      await inviterCompte(base, { ...site.deps, queries }, { demandeur, epci, courriel });
    },
  });

/** Page of the message's link, once the person is logged in: keeps the file open in this browser, if it is theirs. */
async function showGarder(site: Site, c: Context<Env>): Promise<string | Response> {
  const { epci } = await readCommun(site, c);
  const { acteur } = c.var;
  if (acteur.compte === null) {
    return c.redirect(`/connexion?${new URLSearchParams({ retour: hrefDemande(epci, "compte/garder") })}`, 303);
  }
  if (!acteur.demandeurs.some(({ lien }) => lien === "titulaire")) {
    return c.redirect(hrefDemande(epci, "mes-demandes"), 303);
  }
  const { commun, dossier } = await ouvrirVisite(site, c);
  return renderGarderPage(commun, dossier.reference);
}
