import type { Context } from "hono";
import { normalizeCourriel } from "#acces/lectures/connexion/login.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { revoquerMandat } from "../actes/mandat.ts";
import { inviterCompte } from "../lectures/compte-menage.ts";
import { renderCompteEcritPage, renderComptePage, renderGarderPage } from "../pages/compte-pages.tsx";
import { renderMandatsPage } from "../pages/reprise-pages.tsx";
import { epciOf, ouvrirVisite } from "./commun.ts";
import { createFreinCodes, type FreinCodes } from "./frein-codes.ts";

/** What a mandate does not give: who helps, and by what else one comes in. */
const TITULAIRE = garde("demande-identite", "modifier");
/** Where a message leads: nobody is known yet. */
const OUVERTE = garde("information", "lire");
const PALIERS_COMPTES = [{ nombre: 5, secondes: 3600 }] as const;

export function titulaireRoutes(site: Site): Routes {
  const frein = createFreinCodes("comptes", PALIERS_COMPTES, site.deps.partage);
  return new Routes()
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
    .get("/ma-demande/:epci/compte/garder", OUVERTE, (c) => showGarder(site, c))
    .post("/ma-demande/:epci/compte/garder", TITULAIRE, async (c) => {
      const { dossier } = await ouvrirVisite(site, c);
      const { compte } = c.var.acteur;
      if (compte === null) return c.redirect(hrefDemande(dossier.epci, "compte"), 303);
      await c.var.base.dossiers.lierCompte(dossier.id, dossier.epci, compte);
      return c.redirect(`${hrefDemande(dossier.epci, "pause")}?fait=compte`, 303);
    })
    .get("/ma-demande/:epci/compte", TITULAIRE, (c) => showCompte(site, c, { saisie: null, refus: SANS_REFUS }))
    .post("/ma-demande/:epci/compte", TITULAIRE, (c) => demanderCompte(site, c, frein));
}

type Saisi = { readonly saisie: SaisieFormulaire | null; readonly refus: RefusFormulaire; readonly code?: string };

async function showCompte(site: Site, c: Context<Env>, { saisie, refus, code }: Saisi): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  if (c.var.acteur.compte !== null) return c.redirect(hrefDemande(commun.epci, "compte/garder"), 303);
  if (c.req.query("fait") === "ecrit") return c.html(renderCompteEcritPage(commun));
  const { courriel } = dossier.identite;
  const etat = { saisie: saisie ?? (courriel === null ? {} : { courriel: [courriel] }), refus };
  return c.html(renderComptePage(commun, etat), code === undefined ? 200 : statusOf(code));
}

/** The same answer whoever has the address, an agent, another household or nobody: only its mailbox is told which. */
async function demanderCompte(site: Site, c: Context<Env>, frein: FreinCodes): Promise<Response> {
  const { connexion, bases } = site.deps;
  const { dossier } = await ouvrirVisite(site, c);
  const saisie = saisieOf(await c.req.parseBody());
  const courriel = normalizeCourriel(valeurDe(saisie, "courriel"));
  const attente = await frein.reserver(connexion.adresse(c));
  const refuser = (code: string, message: string) =>
    showCompte(site, c, { saisie, refus: { message: null, erreurs: [{ champ: "courriel", message }] }, code });
  if (attente !== null) return refuser("trop-d-essais", "Trop d’essais depuis cette connexion. Attendez une heure.");
  if (courriel === null) return refuser("saisie-a-corriger", "Courriel : écrivez l’adresse entière.");
  const { id: demandeur, epci } = dossier;
  await inviterCompte(c.var.base, { ...site.deps, queries: bases.connexions }, { demandeur, epci, courriel });
  return c.redirect(`${hrefDemande(epci, "compte")}?fait=ecrit`, 303);
}

/** Where the message leads, once the person is logged in: the file that is open in this browser, and theirs alone to keep. */
async function showGarder(site: Site, c: Context<Env>): Promise<Response> {
  const epci = epciOf(c);
  const { acteur } = c.var;
  if (acteur.compte === null) {
    return c.redirect(`/connexion?${new URLSearchParams({ retour: hrefDemande(epci, "compte/garder") })}`, 303);
  }
  if (!acteur.demandeurs.some(({ lien }) => lien === "titulaire")) {
    return c.redirect(hrefDemande(epci, "mes-demandes"), 303);
  }
  const { commun, dossier } = await ouvrirVisite(site, c);
  return c.html(renderGarderPage(commun, dossier.reference));
}
