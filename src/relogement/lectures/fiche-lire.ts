import { findCharte } from "#engagements/regles/charte/valeur-charte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, peut, peutLignesPartout } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { unknownDossier } from "../actes/ecrire-dossier.ts";
import { stampOf } from "../actes/fiche-ecrire.ts";
import { openDossier } from "../actes/open-dossier.ts";
import { type EtatRelogement, LIBELLE_ETAT_RELOGEMENT, TRANSITIONS_RELOGEMENT } from "../regles/etat.ts";
import { LIBELLE_ETAPE_RELOGEMENT } from "../regles/menage.ts";
import { countedOffres } from "../regles/regle-offre.ts";
import type { ActeFiche, FicheMenage } from "./fiche.ts";
import { findAlertes } from "./fiche-alertes.ts";
import { sayHistorique } from "./fiche-historique.ts";
import { sayOffre, sayPlace } from "./fiche-offres.ts";
import { sayRubriques } from "./fiche-rubriques.ts";
import type { DossierRelogement } from "./ports.ts";
import { readConfiees } from "./suivi-couverture.ts";

export type FicheDemandee = {
  readonly epci: string;
  readonly id: number;
  readonly jour: string;
  /** true: names are read for the page, and the journal records it. */
  readonly noms: boolean;
};

/** The file of a household. Throws `relogement-inconnu`, the same for a file that the actor may not read. */
export async function readFiche(base: Base, { epci, id, jour, noms }: FicheDemandee): Promise<FicheMenage> {
  const { dossier, identite, entretiens } = noms ? await openDossier(base, epci, id) : await readCas(base, epci, id);
  const [voisins, communes, operation, mien, valeurs] = await Promise.all([
    base.relogements.list(epci, { operation: dossier.operation, etat: null }),
    readCommunes(base, epci),
    base.operations.find(epci, dossier.operation),
    isMien(base, epci, dossier, jour),
    base.relogements.valeursCharte(epci),
  ]);
  const limite = findCharte(valeurs, jour).limite.valeur;
  const modifiable = mien && peut(base.acteur, "relogement", "modifier", epci);
  const contexte = { modifiable, decider: peut(base.acteur, "relogement", "valider", epci), communes, limite };
  const say = (offre: DossierRelogement["offres"][number]) => sayOffre(dossier, offre, contexte);
  return {
    dossier,
    modifiable,
    identite,
    etatLu: stampOf(dossier, entretiens.length),
    phraseEtat: `${LIBELLE_ETAT_RELOGEMENT[dossier.etat]} depuis le ${formatJour(dossier.etatDepuis)}`,
    prochaineEtape: sayEtape(dossier),
    alertes: findAlertes(dossier, { jour, depuis: operation?.aReloger?.depuis ?? null, limite }),
    actes: modifiable ? actesOf(dossier) : [],
    rubriques: sayRubriques(dossier, communes),
    offres: countedOffres(dossier.offres).map(say),
    retirees: dossier.offres.filter(({ reponse }) => reponse === "retiree").map(say),
    place: sayPlace(dossier, contexte),
    historique: sayHistorique(dossier, entretiens),
    origine: linkOf(voisins, dossier.decohabitationDe),
    decohabitations: voisins.filter(({ decohabitationDe }) => decohabitationDe === id).map(toLien),
  };
}

/** The file without its names. */
async function readCas(base: Base, epci: string, id: number) {
  const dossier = await base.relogements.find(epci, id);
  if (!dossier) throw unknownDossier();
  return { dossier, identite: null, entretiens: await base.relogements.entretiens(epci, id) };
}

/** Is the file entrusted to the actor? A reader of all the cases of the territory, without names, may also be entrusted with some of them. */
async function isMien(base: Base, epci: string, dossier: DossierRelogement, jour: string): Promise<boolean> {
  if (!peutLignesPartout(base.acteur, "relogement", "lire", epci)) return true;
  const own = habilitationsFor(base.acteur, "relogement", "modifier", epci).some(
    ({ organisation }) => organisation === dossier.bailleur.organisation,
  );
  return own || (await readConfiees(base, epci, jour)).has(dossier.operation);
}

async function readCommunes(base: Base, epci: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await base.territoires.perimetre(epci)).map(({ commune, nom }) => [commune, nom]));
}

function toLien({ id, reference }: DossierRelogement) {
  return { id, reference };
}

function linkOf(voisins: readonly DossierRelogement[], id: number | null) {
  const found = voisins.find((dossier) => dossier.id === id);
  return found ? toLien(found) : null;
}

/** « Visite, le 18 avril 2026 ». */
export function sayEtape({ prochaineEtape, etat }: Pick<DossierRelogement, "prochaineEtape" | "etat">): string {
  if (prochaineEtape) {
    const quoi = LIBELLE_ETAPE_RELOGEMENT[prochaineEtape.quoi];
    return prochaineEtape.le ? `${quoi}, le ${formatJour(prochaineEtape.le)}` : `${quoi}, sans date`;
  }
  return etat === "reloge" || etat === "depart" ? "aucune" : "à fixer";
}

/** Acts of writing, then the possible states. The buttons of a lease and of an offer are beside the offers. */
function actesOf(dossier: DossierRelogement): readonly ActeFiche[] {
  const { etat } = dossier;
  const entretien: ActeFiche = {
    chemin: "entretien",
    libelle: "Écrire un entretien",
    principal: etat === "a-rencontrer" || etat === "diagnostic",
  };
  const etape: ActeFiche = { chemin: "etape", libelle: "Fixer la prochaine étape", principal: false };
  const moves = TRANSITIONS_RELOGEMENT[etat].flatMap((vers) => moveOf(etat, vers) ?? []);
  const enquete: ActeFiche = { chemin: "enquete", libelle: "Écrire l’enquête après relogement", principal: true };
  if (etat === "reloge") return [enquete, ...moves];
  return etat === "depart" ? moves : [entretien, etape, ...moves];
}

function moveOf(de: EtatRelogement, vers: EtatRelogement): ActeFiche | null {
  // The state « reloge » is reached by signing the lease of an accepted offer.
  if (vers === "reloge") return null;
  if (vers === "bloque") return { chemin: "blocage", libelle: "Signaler une situation bloquée", principal: false };
  if (vers === "depart") return { chemin: "etat?vers=depart", libelle: "Enregistrer un départ", principal: false };
  if (vers === "diagnostic") {
    const libelle = de === "bloque" ? "Revenir au diagnostic" : "Commencer le diagnostic";
    return { chemin: "etat?vers=diagnostic", libelle, principal: false };
  }
  if (de === "reloge") {
    return { chemin: "annuler-bail", libelle: "Annuler un bail écrit par erreur", principal: false };
  }
  return { chemin: "etat?vers=offres", libelle: "Passer aux offres", principal: false };
}
