import { echeanceExamen, periodiciteExamen } from "#droit/regles/examen-triennal.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { SEUIL_SECRET } from "#droit/regles/seuil-secret.ts";
import type { Valeur } from "#droit/regles/valeur.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor, peutAinsi } from "#socle/regles/habilitation/peut.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { peutSePublier, peutSePublierEnPart } from "../../regles/evaluation/masquage.ts";
import { type EtatExamen, etatExamen } from "../../regles/examen-occupation/examen-occupation.ts";
import type { BailExamine, BailSuivi, CompteExamens, ExamenOccupation, ParcOccupe, ZoneExamen } from "./ports.ts";

export type LigneExamen = {
  readonly bail: BailSuivi;
  readonly dernier: ExamenOccupation | null;
  /** ISO day of the next examination; null: no text asks for one. */
  readonly echeanceLe: string | null;
  readonly etat: EtatExamen;
};

/** Leases followed by a bailleur. */
export type ExamensLus = {
  readonly zone: ZoneExamen | null;
  /** Months between two examinations; null: no text on that day. */
  readonly periode: Valeur<number> | null;
  readonly lignes: readonly LigneExamen[];
  readonly comptes: Readonly<Record<EtatExamen, number>>;
  /** Stock of the actor's own bailleur; null: no RPLS published, or no right to it. */
  readonly parc: ParcOccupe | null;
};

export type QuestionExamens = { readonly epci: string; readonly aujourdhui: string };

/** Leases in force with their next examination. A reader of sums alone uses `readComptes`. */
export async function readExamens(base: Base, { epci, aujourdhui }: QuestionExamens): Promise<ExamensLus> {
  const organisation = bailleurOf(base, epci);
  const [baux, zone, parc] = await Promise.all([
    base.examensOccupation.baux(epci),
    readZone(base, { epci, aujourdhui }),
    organisation === null ? null : base.examensOccupation.parc(epci, organisation),
  ]);
  const lignes = baux.map((bail) => ligneOf(bail, aujourdhui));
  return { zone, periode: periodiciteExamen(aujourdhui), lignes, comptes: countEtats(lignes), parc };
}

export function ligneOf({ bail, dernier }: BailExamine, aujourdhui: string): LigneExamen {
  const echeanceLe = echeanceExamen(dernier?.examineLe ?? bail.signeLe, aujourdhui);
  return { bail, dernier, echeanceLe, etat: etatExamen(dernier, echeanceLe, aujourdhui) };
}

function countEtats(lignes: readonly LigneExamen[]): ExamensLus["comptes"] {
  const of = (etat: EtatExamen) => lignes.filter((ligne) => ligne.etat === etat).length;
  return {
    "a-jour": of("a-jour"),
    bientot: of("bientot"),
    "en-retard": of("en-retard"),
    "a-transmettre": of("a-transmettre"),
    transmis: of("transmis"),
    "a-suivre": of("a-suivre"),
  };
}

/** Last statement; null: nobody has said whether the territory is in the zones of the text. */
async function readZone(base: Base, { epci, aujourdhui }: QuestionExamens): Promise<ZoneExamen | null> {
  return (await base.examensOccupation.zones(epci)).find(({ depuis }) => depuis <= aujourdhui) ?? null;
}

export type ComptesLus = {
  readonly zone: ZoneExamen | null;
  readonly periode: Valeur<number> | null;
  /** Smallest count shown. */
  readonly seuil: number;
  /** By bailleur; null: a hidden small count. */
  readonly lignes: readonly CompteMasque[];
};
export type CompteMasque = Pick<CompteExamens, "organisation" | "nom"> &
  Readonly<Record<"suivis" | "retard" | "examines" | "transmis" | "avis", number | null>>;

/** For a reader of sums: hides small counts (k of the secrecy of the day), and those that would reveal them. */
export async function readComptes(base: Base, question: QuestionExamens): Promise<ComptesLus> {
  const { epci, aujourdhui } = question;
  const periode = periodiciteExamen(aujourdhui);
  const seuil = findValeur(SEUIL_SECRET, aujourdhui).valeur;
  const [zone, comptes] = await Promise.all([
    readZone(base, question),
    periode === null ? [] : base.examensOccupation.compter(epci, aujourdhui, periode.valeur),
  ]);
  return { zone, periode, seuil, lignes: comptes.map((compte) => hideSmall(compte, seuil)) };
}

/** Each count is a part of `suivis`: neither it nor its complement may be small. */
function hideSmall(compte: CompteExamens, seuil: number): CompteMasque {
  const { organisation, nom, suivis, retard, examines, transmis, avis } = compte;
  const part = (nombre: number) => (peutSePublierEnPart(nombre, suivis, seuil) ? nombre : null);
  return {
    organisation,
    nom,
    suivis: peutSePublier(suivis, seuil) ? suivis : null,
    retard: part(retard),
    examines: part(examines),
    transmis: part(transmis),
    avis: part(avis),
  };
}

/** May the actor read lines, and not only sums? */
export function lit({ acteur }: Pick<Base, "acteur">, epci: string): boolean {
  const question = { ressource: "examen-occupation", action: "lire", epci } as const;
  return peutAinsi(acteur, question, ({ niveau }) => niveau !== "agregat");
}

/** Organisation in whose name the actor writes; null: read only. */
export function bailleurOf({ acteur }: Pick<Base, "acteur">, epci: string): number | null {
  return habilitationFor(acteur, "examen-occupation", "creer", epci)?.organisation ?? null;
}

/** Refuses `bail-suivi-inconnu`. */
export async function findBailSuivi(base: Base, epci: string, id: number): Promise<BailSuivi> {
  const bail = await base.examensOccupation.bail(epci, id);
  if (bail) return bail;
  throw introuvable("bail-suivi-inconnu", "Ce bail n’est pas suivi ici, ou n’est pas ouvert à votre habilitation.");
}

/** null: that lease was never examined. Refuses `bail-suivi-inconnu`. */
export async function findDernierExamen(base: Base, epci: string, bail: number): Promise<ExamenOccupation | null> {
  const { id } = await findBailSuivi(base, epci, bail);
  return (await base.examensOccupation.examens(epci, id))[0] ?? null;
}
