import { referenceSeance } from "#attributions/regles/cal/seance.ts";
import { referenceLiberation } from "#attributions/regles/liberation/liberation.ts";
import { LIBELLE_GENRE_OPERATION } from "#donnees/regles/programme/operation.ts";
import { LIBELLE_ETAT_DEMANDE } from "#dossier/regles/etat.ts";
import { LIBELLE_ETAT_CAS, LIBELLE_MOTIF_CAS } from "#gouvernance/regles/cas-bloque/cas-bloque.ts";
import { LIBELLE_ETAT_RELOGEMENT } from "#relogement/regles/etat.ts";
import type { Base } from "#socle/lectures/base.ts";
import { LIBELLE_ETAT_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Ressource } from "#socle/regles/habilitation/ressource.ts";
import { LIBELLE_TYPE_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import type { Cherchable } from "../../regles/recherche/genre.ts";
import { serrer } from "../../regles/recherche/mots.ts";
import type { DemandeCherchee, OrganisationCherchee } from "./ports.ts";

/** What is written day after day: read at each search, as far as the person may read it, and where they may open its page. */
export async function listVivants(base: Base, epci: string, reference: string | null): Promise<readonly Cherchable[]> {
  const lists = await Promise.all([
    listOrganisations(base, epci),
    listReunions(base, epci),
    listSeances(base, epci),
    listOperations(base, epci),
    listCas(base, epci, reference),
    listRelogements(base, epci, reference),
    listLiberations(base, epci, reference),
    listRapports(base, epci),
    listLots(base, epci),
  ]);
  return lists.flat();
}

function lit({ acteur }: Base, ressource: Ressource, epci: string): boolean {
  return peut(acteur, ressource, "lire", epci);
}

/** « Commune, Active »: what is known of it. */
function join(...mots: readonly (string | null)[]): string {
  return mots.filter((mot) => mot !== null).join(", ");
}

/** Where it is read of: a bailleur of the stock has its portrait, which is found with the places. */
async function listOrganisations(base: Base, epci: string): Promise<readonly Cherchable[]> {
  const lignes = await base.cherchables.organisations(epci);
  return lignes.flatMap((ligne) => {
    const chemin = cheminOrganisation(base, epci, ligne);
    if (chemin === null) return [];
    const contexte = LIBELLE_TYPE_ORGANISATION[ligne.type];
    return [{ genre: "organisation" as const, titre: ligne.nom, contexte, chemin, aussi: ligne.siren ?? "" }];
  });
}

function cheminOrganisation(base: Base, epci: string, ligne: OrganisationCherchee): string | null {
  if (ligne.type === "bailleur" && ligne.siren !== null && ligne.parc) return null;
  if (ligne.contingent && lit(base, "contingent", epci)) return "contingents";
  if (ligne.instance !== null && peutPartout(base.acteur, "instance", "lire", epci)) {
    return `commission/instances/${ligne.instance}`;
  }
  return ligne.habilitee && peutPartout(base.acteur, "habilitation", "lire", epci) ? "habilitations" : null;
}

async function listReunions(base: Base, epci: string): Promise<readonly Cherchable[]> {
  if (!peutPartout(base.acteur, "instance", "lire", epci)) return [];
  const lignes = await base.cherchables.reunions(epci);
  return lignes.map(({ id, titre, instance, jour, etat }) => ({
    genre: "reunion",
    titre,
    contexte: join(instance, formatJour(jour), LIBELLE_ETAT_REUNION[etat].toLowerCase()),
    chemin: `commission/reunions/${id}`,
    aussi: `réunion ${jour}`,
  }));
}

async function listSeances(base: Base, epci: string): Promise<readonly Cherchable[]> {
  if (!lit(base, "seance", epci)) return [];
  const lignes = await base.cherchables.seances(epci);
  return lignes.map(({ id, annee, numero, jour, bailleur }) => {
    const reference = referenceSeance(annee, numero);
    return {
      genre: "reunion",
      titre: `Séance ${reference}`,
      contexte: join("Commission d’attribution", bailleur, formatJour(jour)),
      chemin: `cal/${id}`,
      aussi: `${serrer(reference)} caleol ${jour}`,
    };
  });
}

async function listOperations(base: Base, epci: string): Promise<readonly Cherchable[]> {
  if (!lit(base, "programme", epci)) return [];
  const lignes = await base.cherchables.operations(epci);
  return lignes.map(({ id, nom, genre, commune }) => ({
    genre: "lieu",
    titre: nom,
    contexte: join("Opération", LIBELLE_GENRE_OPERATION[genre].toLowerCase(), commune),
    chemin: `programme/operations/${id}`,
  }));
}

async function listCas(base: Base, epci: string, cherchee: string | null): Promise<readonly Cherchable[]> {
  if (!lit(base, "cas-bloque", epci)) return [];
  const lignes = await base.cherchables.cas(epci, cherchee);
  return lignes.map(({ id, reference, motif, etat, commune }) => ({
    genre: "cas",
    titre: `Cas ${reference}`,
    contexte: join(motif && LIBELLE_MOTIF_CAS[motif], commune, LIBELLE_ETAT_CAS[etat].toLowerCase()),
    chemin: `commission/cas/${id}`,
    aussi: serrer(reference),
  }));
}

async function listRelogements(base: Base, epci: string, cherchee: string | null): Promise<readonly Cherchable[]> {
  if (!lit(base, "relogement", epci)) return [];
  const lignes = await base.cherchables.relogements(epci, cherchee);
  return lignes.map(({ id, reference, etat, operation }) => ({
    genre: "dossier",
    titre: `Ménage à reloger ${reference}`,
    contexte: join(operation, LIBELLE_ETAT_RELOGEMENT[etat].toLowerCase()),
    chemin: `relogement/menages/${id}`,
    aussi: serrer(reference),
  }));
}

async function listLiberations(base: Base, epci: string, cherchee: string | null): Promise<readonly Cherchable[]> {
  if (!lit(base, "logement-prive", epci)) return [];
  const lignes = await base.cherchables.liberations(epci, cherchee);
  return lignes.map(({ id, numero, bailleur, adresse, commune, ouverte }) => {
    const reference = referenceLiberation(numero);
    return {
      genre: "dossier",
      titre: `Logement ${reference}`,
      contexte: join(adresse, commune, bailleur, ouverte ? "à attribuer" : "clos"),
      chemin: `liberations/${id}`,
      aussi: `${serrer(reference)} ${numero} libéré libération`,
    };
  });
}

async function listRapports(base: Base, epci: string): Promise<readonly Cherchable[]> {
  if (!peutPartout(base.acteur, "bilan", "lire", epci)) return [];
  const rapports = await base.rapports.list(epci);
  return rapports.map(({ numero, annee, figeLe }) => ({
    genre: "document",
    titre: `Rapport ${numero}`,
    contexte: join(`Bilan ${annee}`, `figé le ${formatJour(figeLe.slice(0, "2026-12-01".length))}`),
    chemin: `rapport/${numero}`,
    aussi: `${serrer(numero)} figé PDF bilan ${annee}`,
  }));
}

async function listLots(base: Base, epci: string): Promise<readonly Cherchable[]> {
  if (!peutPartout(base.acteur, "lot", "lire", epci)) return [];
  const lots = await base.lots.list(epci);
  return lots.map(({ id, fichier, source, periode, statut, rejetees }) => ({
    genre: "document",
    titre: fichier,
    contexte: join(LIBELLE_SOURCE[source], periode, statut === "publie" ? "publié" : null),
    chemin: `donnees/lots/${id}`,
    aussi: `fichier lot ${id} ${rejetees > 0 ? "lignes rejetées à corriger" : ""}`,
  }));
}

/** Without a name: it is read in the file, which is opened for a purpose. */
export function demandeOf({ demandeur, reference, etat, personnes, typologie }: DemandeCherchee): Cherchable {
  const taille = personnes === null ? null : formatCompte(personnes, "personne");
  return {
    genre: "dossier",
    titre: `Demande ${reference}`,
    contexte: join(LIBELLE_ETAT_DEMANDE[etat].toLowerCase(), taille, typologie),
    chemin: `demandes/${demandeur}`,
  };
}
