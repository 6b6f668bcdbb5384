import type { Context } from "hono";
import { CHEMIN_MENAGES, cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import type { Base } from "#socle/lectures/base.ts";
import { type OptionListe, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, numeroCache, texteOuVide } from "#socle/routes/champs.ts";
import { listCommunes } from "#socle/routes/communes.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { ouvrirDossier } from "../actes/ouvrir-dossier.ts";
import type { LienDossier } from "../lectures/fiche.ts";
import { readFiche } from "../lectures/fiche-lire.ts";
import { readConfiees } from "../lectures/suivi-couverture.ts";
import { renderFeuillePage } from "../pages/entretien-page.tsx";
import { renderMenagePage } from "../pages/menage-page.tsx";
import { renderNouveauPage } from "../pages/nouveau-page.tsx";
import { formulaireRoutes, MENAGE } from "./formulaires.ts";
import { FORMULAIRES_MENAGE } from "./formulaires-menage.ts";
import { FORMULAIRES_OFFRE } from "./formulaires-offre.ts";
import { CHAMPS_IDENTITE, champsSituation, identiteOf, SITUATION_INCONNUE, situationOf } from "./lire-menage.ts";

const CREER = garde("relogement", "creer");
const LIRE = garde("relogement", "lire");

/** Routes that open a file, show it and change it. */
export function menageRoutes(site: Site): Routes {
  const formulaires = [...FORMULAIRES_MENAGE, ...FORMULAIRES_OFFRE];
  const venus = { ouvert: OUVRIR, ...Object.fromEntries(formulaires.map(({ fait, acte }) => [fait, acte])) };
  const nouveau = { chemin: `${CHEMIN_MENAGES}/nouveau`, droit: CREER, show: showNouveau };
  return new Routes()
    .route("/", pageActes(site, { ...nouveau, actes: { ouvert: OUVRIR } }))
    .route("/", pageActes(site, { chemin: MENAGE, droit: LIRE, show: showMenage, actes: {}, annonces: venus }))
    .get(`/t/:epci/${MENAGE}/feuille`, LIRE, (c) => showFeuille(site, c))
    .route("/", formulaireRoutes(site, formulaires));
}

async function showMenage(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const jour = site.deps.horloge.aujourdhui();
  const fiche = await readFiche(c.var.base, { epci, id: Number(c.req.param("id")), jour, noms: true });
  return renderMenagePage({ cadre, epci, fiche, annonce });
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

async function showNouveau(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const saisie = etat.acte === null ? openingSaisie(c) : etat.saisie;
  return renderNouveauPage({
    cadre,
    epci,
    etat: { saisie, refus: etat.refus },
    immeubles: await listConfies(site, c, epci),
    communes: await listCommunes(base, epci),
    origine: await findOrigine(base, epci, valeurDe(saisie, "origine")),
  });
}

/** Buildings in which the actor may open a file today. */
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

async function findOrigine(base: Base, epci: string, id: string): Promise<LienDossier | null> {
  if (!/^[1-9]\d{0,14}$/.test(id)) return null;
  const dossier = await base.relogements.find(epci, Number(id));
  return dossier && { id: dossier.id, reference: dossier.reference };
}

/** Field of each refusal, by code. */
const CHAMPS: Readonly<Record<string, string>> = {
  "relogement-immeuble": "operation",
  "relogement-immeuble-non-confie": "operation",
  "relogement-sans-bailleur": "operation",
  "numero-unique-invalide": "numero",
};

const OUVRIR = defineActe({
  chemin: `/${CHEMIN_MENAGES}`,
  droit: CREER,
  annonce: "Le dossier est ouvert.",
  champDe: ({ code }) => CHAMPS[code],
  champs: async ({ base, epci }) => ({
    operation: numeroCache().refine((operation) => operation > 0, "Immeuble\u00A0: choisissez-le dans la liste."),
    ...CHAMPS_IDENTITE,
    ...champsSituation(await listCommunes(base, epci)),
    numero: texteOuVide(),
    origine: brut(),
  }),
  run: async ({ base, epci, site }, { operation, numero, origine, ...lu }) => {
    const menage = situationOf(lu, null);
    const id = await ouvrirDossier(base, {
      epci,
      operation,
      identite: identiteOf(lu),
      synthetique: false,
      hash: site.deps.hash,
      menage: { ...menage, ressources: "absentes", prochaineEtape: { quoi: "entretien", le: null } },
      numeroUnique: numero ?? "",
      decohabitationDe: (await findOrigine(base, epci, origine))?.id ?? null,
    });
    return new Suite({ chemin: cheminMenage(id) });
  },
});
