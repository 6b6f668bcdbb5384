import { isSensible, NATURES_PIECE, type NaturePiece, OBLIGATOIRES, PIECES } from "#donnees/regles/piece/nature.ts";
import type { EtatPiece } from "#donnees/regles/piece/piece.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import type { PersonneDossier, Reponses, ReponsesSensibles, SituationFamiliale } from "../reponses.ts";

/** A person of the file; `rang` 0 is the applicant. */
export type PersonnePiece = Pick<PersonneDossier, "rang" | "qualite" | "naissance"> & {
  readonly prenom: string | null;
};

export type MenagePieces = {
  readonly reponses: Reponses;
  /** Answers that the reader may know: none for most agents, and the sensitive pieces are then not listed as expected. */
  readonly sensibles: ReponsesSensibles;
  readonly personnes: readonly PersonnePiece[];
};

export type PieceAttendue = {
  readonly nature: NaturePiece;
  /** Rank of the person, 0 for the applicant; null: the household. */
  readonly personne: number | null;
  /** true: the demande is not examined without this piece. */
  readonly obligatoire: boolean;
  /** Reason why this household is asked for the piece, in its words. */
  readonly pourquoi: string;
};

const DE_TOUS = "Elle est demandée à tous.";

/** Pieces asked of this household, in the order of the list: never more than the arrêté allows, and only those its answers call for. */
export function piecesAttendues(menage: MenagePieces, jour: string): readonly PieceAttendue[] {
  const obligatoires = findValeur(OBLIGATOIRES, jour).valeur;
  const adultes = [0, ...menage.personnes.filter(isAdulte(jour)).map(({ rang }) => rang)];
  const wanted = [...ofIdentite(menage, jour), ...ofRevenus(menage), ...ofLogement(menage), ...ofSensible(menage)];
  return wanted
    .flatMap(({ nature, pourquoi, de }) => {
      const rangs = PIECES[nature].parPersonne ? (de === "tous" ? adultes : [0]) : [null];
      return rangs.map((personne) => ({
        nature,
        personne,
        obligatoire: obligatoires.includes(nature),
        pourquoi,
      }));
    })
    .toSorted((a, b) => NATURES_PIECE.indexOf(a.nature) - NATURES_PIECE.indexOf(b.nature));
}

type Voulue = { readonly nature: NaturePiece; readonly pourquoi: string; readonly de?: "tous" };

function of(nature: NaturePiece, pourquoi: string, de?: "tous"): Voulue {
  return de ? { nature, pourquoi, de } : { nature, pourquoi };
}

/** An adult from the eighteenth birthday; an unknown birth counts as an adult unless the household says that the person is a child. */
function isAdulte(jour: string): (personne: PersonnePiece) => boolean {
  const limite = `${Number(jour.slice(0, 4)) - 18}${jour.slice(4)}`;
  return ({ qualite, naissance }) => {
    if (qualite === "a-naitre" || qualite === "garde-partagee") return false;
    if (naissance !== null) return naissance <= limite;
    return qualite !== "a-charge";
  };
}

const AVEC_PAPIER: readonly SituationFamiliale[] = ["marie", "pacse", "separe", "divorce", "veuf"];

function ofIdentite({ reponses, sensibles, personnes }: MenagePieces, jour: string): readonly Voulue[] {
  const situation = reponses.vous?.situation ?? null;
  const adulte = isAdulte(jour);
  const enfants = personnes.some(
    (personne) => personne.qualite !== "a-naitre" && !adulte(personne) && personne.qualite !== "autre",
  );
  const rows: (Voulue | null)[] = [
    of("identite", DE_TOUS, "tous"),
    sensibles.nationalite === "hors-union"
      ? of("titre-sejour", "Vous n’êtes pas d’un pays de l’Union européenne.")
      : null,
    enfants ? of("filiation", "Des enfants vivront avec vous.") : null,
    situation !== null && AVEC_PAPIER.includes(situation)
      ? of("situation-familiale", "Elle prouve votre situation de famille.")
      : null,
    personnes.some(({ qualite }) => qualite === "a-naitre") ? of("grossesse", "Vous attendez un enfant.") : null,
  ];
  return rows.filter((row) => row !== null);
}

const PAPIER_REVENU = {
  salaire: "salaires",
  chomage: "chomage",
  retraite: "retraite-invalidite",
  rsa: "prestations",
  "allocations-familiales": "prestations",
  aah: "prestations",
  invalidite: "retraite-invalidite",
  "pension-recue": "pension",
  bourse: "bourse",
  autre: null,
} as const;

function ofRevenus({ reponses }: MenagePieces): readonly Voulue[] {
  const revenus = reponses.revenus;
  const avis = of("avis-imposition", DE_TOUS, "tous");
  if (!revenus) return [avis];
  const baisse = revenus.rfr !== null && revenus.rfrN1 !== null && revenus.rfrN1 <= revenus.rfr * 0.9;
  const papiers = new Set<NaturePiece>(revenus.sources.flatMap((source) => PAPIER_REVENU[source] ?? []));
  if (revenus.profession === "independant") papiers.add("revenus-independant");
  if ((revenus.pensionVersee ?? 0) > 0) papiers.add("pension");
  const travail =
    revenus.profession !== null && !["chomage", "retraite", "autre", "independant"].includes(revenus.profession);
  if (travail) papiers.add("situation-professionnelle");
  return [
    avis,
    ...(baisse ? [of("avis-imposition-n1", "Vos revenus ont baissé depuis.", "tous")] : []),
    ...[...papiers].map((nature) => of(nature, "Elle prouve vos revenus actuels.")),
  ];
}

const PAPIER_LOGEMENT = {
  hlm: "bail-quittance",
  "locataire-prive": "bail-quittance",
  "residence-sociale": "structure",
  "residence-etudiante": "structure",
  "heberge-famille": "hebergement",
  "heberge-particulier": "hebergement",
  "structure-hebergement": "structure",
  hotel: "structure",
  "logement-fonction": "bail-quittance",
  "loge-gratuitement": "hebergement",
  proprietaire: "propriete",
  camping: "structure",
  "sans-abri": "sans-abri",
  squat: "sans-abri",
} as const;

function ofLogement({ reponses }: MenagePieces): readonly Voulue[] {
  const logement = reponses.logementActuel;
  const papier = logement?.mode ? PAPIER_LOGEMENT[logement.mode] : null;
  const rows: (Voulue | null)[] = [
    papier ? of(papier, "Elle décrit votre logement actuel.") : null,
    logement?.proprietaireAilleurs === "oui" && papier !== "propriete"
      ? of("propriete", "Vous êtes propriétaire d’un logement.")
      : null,
    reponses.recherche?.mobilite ? of("mobilite", "Vous déménagez pour un travail.") : null,
  ];
  return rows.filter((row) => row !== null);
}

/** Never mandatory: a household proves a sensitive answer only if it wants it to count. */
function ofSensible({ sensibles }: MenagePieces): readonly Voulue[] {
  const rows: (Voulue | null)[] = [
    (sensibles.handicap?.personnes ?? 0) > 0 ? of("handicap", "Vous avez parlé d’un handicap.") : null,
    sensibles.violences === "oui" ? of("violences", "Vous avez parlé de violences.") : null,
    sensibles.dalo === "reconnu" || sensibles.dalo === "en-cours"
      ? of("dalo", "Vous avez parlé de cette décision.")
      : null,
  ];
  return rows.filter((row) => row !== null);
}

/** Fields of a received piece that decide whether it answers. */
export type PieceSuivie = {
  readonly id: string;
  readonly nature: NaturePiece;
  readonly personne: number | null;
  readonly etat: EtatPiece;
  readonly valideJusquAu: string | null;
};

const SUITES_PIECE = ["manquante", "refusee", "perimee", "quarantaine", "absente", "recue", "acceptee"] as const;
export type SuitePiece = (typeof SUITES_PIECE)[number];

export const LIBELLE_SUITE_PIECE: Readonly<Record<SuitePiece, string>> = {
  manquante: "À envoyer",
  refusee: "À renvoyer : refusé",
  perimee: "À renvoyer : trop ancien",
  quarantaine: "En cours de contrôle",
  absente: "Vous ne l’avez pas",
  recue: "Reçu",
  acceptee: "Accepté",
};

export type PieceSituee = PieceAttendue & { readonly suite: SuitePiece; readonly pieces: readonly string[] };

/** Each expected piece with its state: that of the best piece received. */
export function situerPieces(
  attendues: readonly PieceAttendue[],
  pieces: readonly PieceSuivie[],
  jour: string,
): readonly PieceSituee[] {
  return attendues.map((attendue) => {
    const siennes = pieces.filter(
      ({ nature, personne, etat }) =>
        nature === attendue.nature && sameOne(nature, personne, attendue.personne) && etat !== "obsolete",
    );
    const suites = siennes.map((piece) => suiteOf(piece, jour));
    const rang = Math.max(0, ...suites.map((suite) => SUITES_PIECE.indexOf(suite)));
    return { ...attendue, suite: SUITES_PIECE[rang] ?? "manquante", pieces: siennes.map(({ id }) => id) };
  });
}

/** A sensitive piece is of the whole household: its table holds no person. */
function sameOne(nature: NaturePiece, personne: number | null, attendue: number | null): boolean {
  return isSensible(nature) || (personne ?? 0) === (attendue ?? 0);
}

function suiteOf({ etat, valideJusquAu }: PieceSuivie, jour: string): SuitePiece {
  if (etat === "refusee" || etat === "quarantaine" || etat === "absente") return etat;
  if (valideJusquAu !== null && valideJusquAu < jour) return "perimee";
  return etat === "acceptee" ? "acceptee" : "recue";
}

/** Pieces that the household still has to send; the desk waits for them, and the step shows them first. */
export function restantes(situees: readonly PieceSituee[]): readonly PieceSituee[] {
  return situees.filter(({ suite }) => suite === "manquante" || suite === "refusee" || suite === "perimee");
}

/** Year of the tax notice asked: income of the year before last (CCH, art. R. 441-1), or the last year when it fell. */
export function anneeAvis(nature: NaturePiece, jour: string): number | null {
  const annee = Number(jour.slice(0, 4));
  if (nature === "avis-imposition") return annee - 2;
  return nature === "avis-imposition-n1" ? annee - 1 : null;
}
