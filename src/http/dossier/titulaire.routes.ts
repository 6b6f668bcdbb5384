import { type Context, Hono } from "hono";
import { createLien } from "#application/connexion/lien.ts";
import { normalizeCourriel } from "#application/connexion/login.ts";
import { revoquerMandat } from "#application/dossier/mandat.ts";
import { Refus } from "#domain/shared/refus.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire, valeurDe } from "#web/design/formulaire.tsx";
import { hrefDemande } from "#web/design/page-publique.tsx";
import { renderComptePage, renderMandatsPage } from "#web/dossier/reprise-pages.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { saisieOf } from "../serveur/lecture.ts";
import { statusOf } from "../serveur/status.ts";
import type { Site } from "../site.ts";
import { ouvrirVisite } from "./commun.ts";
import { createFreinCodes, type FreinCodes } from "./frein-codes.ts";

/** What a mandate does not give: who helps, and by what else one comes in. */
const TITULAIRE = garde("demande-identite", "modifier");
const PALIERS_COMPTES = [{ nombre: 5, secondes: 3600 }] as const;

export function titulaireRoutes(site: Site): Hono<Env> {
  const frein = createFreinCodes("comptes", PALIERS_COMPTES);
  return new Hono<Env>()
    .get("/ma-demande/:epci/mandats", TITULAIRE, async (c) => {
      const { commun, dossier } = await ouvrirVisite(site, c);
      const mandats = await c.var.base.dossiers.mandats(dossier.id);
      const annonce = c.req.query("fait") === "mandat-retire" ? "Le mandat est retiré : il n’ouvre plus rien." : null;
      return c.html(renderMandatsPage(commun, { mandats, annonce, jour: site.deps.horloge.aujourdhui() }));
    })
    .post("/ma-demande/:epci/mandats/:mandat{[1-9][0-9]{0,14}}/retirer", TITULAIRE, async (c) => {
      const { bases, horloge } = site.deps;
      const { dossier } = await ouvrirVisite(site, c);
      const { id: demandeur, epci } = dossier;
      const mandat = Number(c.req.param("mandat"));
      await revoquerMandat(c.var.base, { queries: bases.connexions, horloge }, { epci, demandeur, mandat });
      return c.redirect(`${hrefDemande(epci, "mandats")}?fait=mandat-retire`, 303);
    })
    .post("/ma-demande/:epci/compte/garder", TITULAIRE, async (c) => {
      const { dossier } = await ouvrirVisite(site, c);
      const { compte } = c.var.acteur;
      if (compte === null) return c.redirect(hrefDemande(dossier.epci, "compte"), 303);
      await c.var.base.dossiers.lierCompte(dossier.id, dossier.epci, compte);
      return c.redirect(`${hrefDemande(dossier.epci, "pause")}?fait=compte`, 303);
    })
    .get("/ma-demande/:epci/compte", TITULAIRE, (c) => showCompte(site, c, { saisie: null, refus: SANS_REFUS }))
    .post("/ma-demande/:epci/compte", TITULAIRE, (c) => creerCompte(site, c, frein));
}

type Saisi = { readonly saisie: SaisieFormulaire | null; readonly refus: RefusFormulaire; readonly code?: string };

async function showCompte(site: Site, c: Context<Env>, { saisie, refus, code }: Saisi): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  if (c.var.acteur.compte !== null) return c.redirect("/mon-compte", 303);
  const { courriel } = dossier.identite;
  const etat = { saisie: saisie ?? (courriel === null ? {} : { courriel: [courriel] }), refus };
  return c.html(renderComptePage(commun, etat), code === undefined ? 200 : statusOf(code));
}

/**
 * The account is empty until its password is chosen on the page of its link, as for whoever is invited; the file is its own from the start.
 * An address that has an account already is refused in the same words as one that cannot have any.
 */
async function creerCompte(site: Site, c: Context<Env>, frein: FreinCodes): Promise<Response> {
  const { connexion, bases, horloge } = site.deps;
  const { dossier } = await ouvrirVisite(site, c);
  const saisie = saisieOf(await c.req.parseBody());
  const courriel = normalizeCourriel(valeurDe(saisie, "courriel"));
  const attente = await frein.reserver(connexion.adresse(c));
  const refuser = (code: string, message: string) =>
    showCompte(site, c, { saisie, refus: { message: null, erreurs: [{ champ: "courriel", message }] }, code });
  if (attente !== null) return refuser("trop-d-essais", "Trop d’essais depuis cette connexion. Attendez une heure.");
  if (courriel === null) return refuser("saisie-a-corriger", "Courriel : écrivez l’adresse entière.");
  const { prenom, nom } = dossier.identite;
  if (!prenom || !nom) return refuser("saisie-a-corriger", "Répondez d’abord à la première question : votre nom.");
  try {
    const compte = await bases.connexions.createCompte({ courriel, prenom, nom, demonstration: false });
    await c.var.base.dossiers.lierCompte(dossier.id, dossier.epci, compte);
    const vers = await createLien({ queries: bases.connexions, horloge }, { usage: "invitation", compte });
    return c.redirect(vers, 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code !== "compte-existant") throw error;
    return refuser(
      error.code,
      "Un compte ne peut pas être créé avec cette adresse. Essayez-en une autre, ou gardez votre code.",
    );
  }
}
