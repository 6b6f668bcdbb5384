import type { Operation } from "#donnees/regles/programme/operation.ts";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { CharteEnVigueur } from "#engagements/regles/charte/valeur-charte.ts";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { computeCibleNeuf, computeMediane, countReponses } from "../regles/compteur.ts";
import { isSatisfait, type SujetEnquete } from "../regles/enquete.ts";
import { ETATS_RELOGEMENT, type EtatRelogement } from "../regles/etat.ts";
import { MOTIFS_REFUS_OFFRE } from "../regles/offre.ts";
import { countedOffres, refusees } from "../regles/regle-offre.ts";
import { judgeReste } from "../regles/reste-a-charge.ts";
import type { DossierRelogement } from "./ports.ts";
import type { CompteurRelogement } from "./suivi.ts";
import { type BailReloge, findBail } from "./suivi-bail.ts";

/** Values of the rules on the day of the count, and the first interviews that the actor may read, by file. */
export type ReglesSuivi = {
  readonly charte: CharteEnVigueur;
  readonly premiersEntretiens: ReadonlyMap<number, string>;
};

type Occupation = Pick<Operation, "logements" | "aReloger">;

/** `operations`: those of the files; a count is unknown as soon as one of them is. Pure. */
export function computeCompteur(
  dossiers: readonly DossierRelogement[],
  operations: readonly Occupation[],
  regles: ReglesSuivi,
): CompteurRelogement {
  const menages = dossiers.filter(({ decohabitationDe }) => decohabitationDe === null);
  const autres = dossiers.filter(({ decohabitationDe }) => decohabitationDe !== null);
  const baux = menages.flatMap((dossier) => findBail(dossier) ?? []);
  const parEtat = countEtats(menages);
  const occupes = sumKnown(operations.map(({ aReloger }) => aReloger?.occupes ?? null));
  const neufs = countReponses(baux.map(({ neuf }) => neuf));
  const [reloges, departs] = [parEtat.reloge, parEtat.depart];
  // More files than occupied dwellings: the households came later, and are to be rehoused too.
  const restants = occupes === null ? null : Math.max(0, Math.max(occupes, menages.length) - reloges - departs);
  return {
    occupes,
    menages: menages.length,
    parEtat,
    reloges,
    departs,
    neufs,
    logements: sumKnown(operations.map(({ logements }) => logements)),
    cible: computeCibleNeuf(occupes, neufs, restants, regles.charte.partNeuf.valeur),
    horsQpv: countReponses(baux.map(({ situation }) => isHorsQpv(situation))),
    resteACharge: measureReste(baux, regles.charte.limite),
    enquete: measureEnquete(menages),
    delais: measureDelais(menages, baux, regles.premiersEntretiens),
    offres: countOffres(menages),
    deuxRefus: referencesOf(menages, (dossier) => isOuvert(dossier) && refusees(dossier.offres).length >= 2),
    bloques: referencesOf(menages, ({ etat }) => etat === "bloque"),
    actionLogement: countActionLogement(menages),
    decohabitations: { menages: autres.length, reloges: autres.filter(({ etat }) => etat === "reloge").length },
  };
}

/** null as soon as one value is unknown: a partial sum would be read as the whole. */
export function sumKnown(valeurs: readonly (number | null)[]): number | null {
  return valeurs.reduce<number | null>((sum, valeur) => (sum === null || valeur === null ? null : sum + valeur), 0);
}

function countEtats(dossiers: readonly DossierRelogement[]): Readonly<Record<EtatRelogement, number>> {
  const count = (etat: EtatRelogement) => dossiers.filter((dossier) => dossier.etat === etat).length;
  const [aRencontrer, diagnostic, offres, bloque, reloge, depart] = ETATS_RELOGEMENT.map(count);
  return {
    "a-rencontrer": aRencontrer ?? 0,
    diagnostic: diagnostic ?? 0,
    offres: offres ?? 0,
    bloque: bloque ?? 0,
    reloge: reloge ?? 0,
    depart: depart ?? 0,
  };
}

/** A dwelling without a known place is neither hors QPV nor in one: « inconnu ». */
export function isHorsQpv(situation: Situation): Reponse {
  if (situation === "inconnue") return "inconnu";
  return situation === "hors-qpv" ? "oui" : "non";
}

function measureReste(
  baux: readonly BailReloge[],
  { valeur: limite, confiance }: CharteEnVigueur["limite"],
): CompteurRelogement["resteACharge"] {
  const judged = baux.map(({ ecart }) => (ecart === null ? "indecidable" : judgeReste(ecart, limite)));
  const limited = limite.euros !== null || limite.part !== null;
  return {
    euros: computeMediane(baux.map(({ ecart }) => ecart?.euros ?? null)),
    parM2: computeMediane(baux.map(({ ecart }) => ecart?.parM2 ?? null)),
    limite,
    aConfirmer: confiance === "B",
    auDela: limited ? judged.filter((one) => one === "au-dela").length : null,
    indecidables: limited ? judged.filter((one) => one === "indecidable").length : null,
  };
}

function measureEnquete(menages: readonly DossierRelogement[]): CompteurRelogement["enquete"] {
  const reloges = menages.filter(({ etat }) => etat === "reloge");
  const part = (sujet: SujetEnquete) => countReponses(reloges.map(({ enquete }) => isSatisfait(enquete, sujet)));
  return {
    logement: part("logement"),
    quartier: part("quartier"),
    accompagnement: part("accompagnement"),
    effort: computeMediane(reloges.map(({ enquete }) => enquete?.effort ?? null)),
  };
}

function measureDelais(
  dossiers: readonly DossierRelogement[],
  baux: readonly BailReloge[],
  premiers: ReadonlyMap<number, string>,
): CompteurRelogement["delais"] {
  const answered = dossiers.flatMap(({ offres }) =>
    offres.filter(({ reponse }) => reponse === "acceptee" || reponse === "refusee"),
  );
  return {
    rencontreBail: computeMediane(
      baux.map(({ relogement, signeLe }) =>
        signeLe === null ? null : daysBetween(premiers.get(relogement) ?? null, signeLe),
      ),
    ),
    offreReponse: computeMediane(
      answered.map(({ proposeeLe, reponduLe }) => (reponduLe === null ? null : daysBetween(proposeeLe, reponduLe))),
    ),
  };
}

function countOffres(dossiers: readonly DossierRelogement[]): CompteurRelogement["offres"] {
  const faites = dossiers.map(({ offres }) => countedOffres(offres));
  const all = faites.flat();
  const parMotif = MOTIFS_REFUS_OFFRE.map((motif) => ({
    motif,
    nombre: all.filter(({ motifRefus }) => motifRefus === motif).length,
  })).filter(({ nombre }) => nombre > 0);
  return {
    faites: all.length,
    menages: faites.filter(({ length }) => length > 0).length,
    refus: refusees(all).length,
    parMotif: parMotif.toSorted((a, b) => b.nombre - a.nombre),
  };
}

function isOuvert({ etat }: DossierRelogement): boolean {
  return etat !== "reloge" && etat !== "depart";
}

function referencesOf(
  dossiers: readonly DossierRelogement[],
  keep: (dossier: DossierRelogement) => boolean,
): readonly string[] {
  return dossiers.filter(keep).map(({ reference }) => reference);
}

function countActionLogement(dossiers: readonly DossierRelogement[]): CompteurRelogement["actionLogement"] {
  const own = dossiers.filter(({ beneficiaireActionLogement }) => beneficiaireActionLogement === "oui");
  const baux = own.flatMap((dossier) => findBail(dossier) ?? []);
  return {
    beneficiaires: countReponses(dossiers.map(({ beneficiaireActionLogement }) => beneficiaireActionLogement)),
    reloges: baux.length,
    surDroits: countReponses(baux.map(({ droitActionLogement }) => droitActionLogement)),
  };
}
