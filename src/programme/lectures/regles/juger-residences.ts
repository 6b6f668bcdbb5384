import type { CommuneTerritoire } from "#donnees/lectures/territoire/ports.ts";
import type { Operation } from "#donnees/regles/programme/operation.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { LectureProgramme, ParametresRegle } from "../../regles/regle.ts";
import { type SoldeProgramme, soldeOf } from "../../regles/regle-operations.ts";
import { type Etendue, judgePart, known, RIEN, type Terme } from "../../regles/regle-part.ts";
import { sayPart, saySeuil } from "./dire-regles.ts";
import type { CommunePlh } from "./ports.ts";
import type { ReponseRegle } from "./regles.ts";

type PartResidences = Extract<ParametresRegle, { readonly genre: "part-residences-principales" }>;

/** Known stock and communes; `parc` null when none is published or open to the reader. */
export type Contexte = {
  readonly communes: readonly CommuneTerritoire[];
  readonly lignes: readonly CommunePlh[];
  readonly parc: { readonly jour: string; readonly logements: ReadonlyMap<string, number> } | null;
  readonly operations: readonly Operation[];
};

const LIBELLE_LECTURE_PARC: Readonly<Record<LectureProgramme, string>> = {
  programme: "Parc publié et programme",
  livre: "Parc publié",
};

/** Main residences of the last known year; null: no year is known. */
export function lastResidences(
  lignes: readonly CommunePlh[],
  commune: string,
): { readonly nombre: number; readonly annee: number } | null {
  const known = lignes
    .filter((ligne) => ligne.commune === commune)
    .flatMap(({ annee, residencesPrincipales: nombre }) => (nombre === null ? [] : [{ nombre, annee }]));
  return known.toSorted((a, b) => a.annee - b.annee).at(-1) ?? null;
}

/** Judges a share of the main residences, in one reading: on the published stock alone, or with what the programme changes in it. */
export function jugerResidences(regle: PartResidences, contexte: Contexte, lecture: LectureProgramme): ReponseRegle {
  const { parc, operations } = contexte;
  if (parc === null) return withoutParc(lecture);
  const communes = perimetreOf(regle, contexte);
  const inside = new Set(communes);
  // A main residence is inhabited: there are at most as many as inhabitants.
  const habitants = new Map(contexte.communes.map((row) => [row.commune, row.population]));
  const own = lecture === "livre" ? [] : operations.filter(({ commune }) => commune !== null && inside.has(commune));
  const lost = lecture === "livre" ? [] : operations.filter(({ commune }) => commune === null);
  const termes = communes.map((commune): Terme => {
    const solde = soldeOf(
      own.filter((operation) => operation.commune === commune),
      parc.jour,
    );
    const residences = lastResidences(contexte.lignes, commune);
    return {
      part: withSolde(parc.logements.get(commune) ?? 0, solde),
      total: residences === null ? { bas: 0, haut: habitants.get(commune) ?? null } : known(residences.nombre),
    };
  });
  const elsewhere: readonly Terme[] =
    lost.length === 0 ? [] : [{ part: withSolde(0, soldeOf(lost, parc.jour)), total: RIEN, peutEtre: true }];
  const seuils = regle.sens === "au-moins" ? { min: regle.cible, max: null } : { min: null, max: regle.cible };
  const jugement = judgePart([...termes, ...elsewhere], seuils);
  const { part, total, issue, bornes, manque, surplus, inconnus } = jugement;
  const counted = soldeOf([...own, ...lost], parc.jour).operations;
  return {
    lecture,
    issue,
    part,
    total,
    bornes,
    manque,
    surplus,
    inconnus,
    libelle: LIBELLE_LECTURE_PARC[lecture],
    taux: total > 0 && inconnus === 0 ? part / total : null,
    phrases: [...sayPart(regle.genre, jugement, saySeuil(regle)), ...sayCommunes(communes, contexte)],
    operations: operations
      .filter(({ id }) => counted.includes(id))
      .map(({ id, nom, genre, logements }) => ({
        id,
        nom,
        compte: `${genre === "demolition" ? "−" : "+"}${logements === null ? "inconnu" : logements}`,
      })),
  };
}

function perimetreOf({ commune, perimetre }: PartResidences, { communes, lignes }: Contexte): readonly string[] {
  if (commune !== null) return [commune];
  const all = communes.map((row) => row.commune);
  if (perimetre === null) return all;
  const named = new Set(lignes.filter(({ annee }) => annee === perimetre).map((ligne) => ligne.commune));
  return all.filter((code) => named.has(code));
}

function sayCommunes(communes: readonly string[], { lignes }: Contexte): readonly string[] {
  const missing = communes.filter((commune) => lastResidences(lignes, commune) === null).length;
  if (missing === 0) return [];
  return [
    `${formatCompte(missing, "commune n’a aucune résidence principale saisie", "communes n’ont aucune résidence principale saisie")}.`,
  ];
}

/** A demolition of unknown size may remove all dwellings; a construction of unknown size has no upper bound. */
function withSolde(logements: number, solde: SoldeProgramme): Etendue {
  const after = logements + solde.construits - solde.demolis;
  return {
    bas: solde.demolisInconnus > 0 ? Math.min(0, after) : after,
    haut: solde.construitsInconnus > 0 ? null : after,
  };
}

function withoutParc(lecture: LectureProgramme): ReponseRegle {
  return {
    lecture,
    libelle: LIBELLE_LECTURE_PARC[lecture],
    issue: "indecidable",
    part: null,
    total: null,
    taux: null,
    bornes: null,
    manque: 0,
    surplus: 0,
    inconnus: 1,
    phrases: [
      "Aucun parc n’est publié, ou votre habilitation ne l’ouvre pas en entier\u00A0: les logements sociaux ne sont pas connus.",
    ],
    operations: [],
  };
}
