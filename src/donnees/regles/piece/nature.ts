import { parametre } from "#droit/regles/parametre.ts";

/**
 * Kinds of papers: a closed list, the only ones that may be asked of a household (CCH, art. R. 441-2-4-1; arrêté of 24 July 2013, last read as
 * changed on 22 December 2020, in force from 1 February 2021). Wording and grouping are ours.
 */
export const NATURES_PIECE = [
  "identite",
  "titre-sejour",
  "filiation",
  "avis-imposition",
  "avis-imposition-n1",
  "situation-familiale",
  "grossesse",
  "situation-professionnelle",
  "salaires",
  "revenus-independant",
  "retraite-invalidite",
  "chomage",
  "prestations",
  "pension",
  "bourse",
  "bail-quittance",
  "hebergement",
  "structure",
  "sans-abri",
  "propriete",
  "conge",
  "mobilite",
  "tutelle",
  "handicap",
  "sante",
  "violences",
  "protection",
  "dalo",
] as const;
export type NaturePiece = (typeof NATURES_PIECE)[number];

export type FamillePiece = "identite" | "ressources" | "famille" | "logement" | "motif" | "sensible";

export type DefinitionPiece = {
  readonly famille: FamillePiece;
  /** As the household reads it, after « Votre » or alone. */
  readonly libelle: string;
  readonly aide: string;
  /** Several files may answer (three payslips): a new one does not replace the former. */
  readonly plusieurs: boolean;
  /** One per adult rather than one per household. */
  readonly parPersonne: boolean;
};

function of(
  famille: FamillePiece,
  libelle: string,
  aide: string,
  { plusieurs = false, parPersonne = false }: { readonly plusieurs?: boolean; readonly parPersonne?: boolean } = {},
): DefinitionPiece {
  return { famille, libelle, aide, plusieurs, parPersonne };
}

const DE_CHACUN = { parPersonne: true } as const;
const LIASSE = { plusieurs: true, parPersonne: true } as const;

export const PIECES: Readonly<Record<NaturePiece, DefinitionPiece>> = {
  identite: of(
    "identite",
    "Pièce d’identité",
    "Carte d’identité, recto et verso, ou passeport. La page avec la photo suffit.",
    LIASSE,
  ),
  "titre-sejour": of("identite", "Titre de séjour", "Recto et verso. Un récépissé valable convient aussi.", LIASSE),
  filiation: of(
    "famille",
    "Livret de famille ou acte de naissance des enfants",
    "Les pages des parents et de chaque enfant qui vivra avec vous.",
    { plusieurs: true },
  ),
  "avis-imposition": of(
    "ressources",
    "Avis d’impôt",
    "Toutes les pages. Il existe même si vous ne payez pas d’impôt.",
    LIASSE,
  ),
  "avis-imposition-n1": of(
    "ressources",
    "Dernier avis d’impôt",
    "Demandé quand vos revenus ont baissé d’au moins un dixième.",
    LIASSE,
  ),
  "situation-familiale": of(
    "famille",
    "Papier de mariage, de Pacs, de divorce ou de décès",
    "Livret de famille, attestation de Pacs, jugement ou acte de décès.",
  ),
  grossesse: of("famille", "Certificat de grossesse", "Il dit que la grossesse dépasse douze semaines."),
  "situation-professionnelle": of(
    "ressources",
    "Papier de votre employeur ou de votre école",
    "Contrat de travail, attestation de l’employeur, carte d’étudiant ou contrat d’apprentissage.",
    DE_CHACUN,
  ),
  salaires: of(
    "ressources",
    "Trois derniers bulletins de salaire",
    "Cachez d’abord votre numéro de sécurité sociale. Une attestation de l’employeur convient aussi.",
    LIASSE,
  ),
  "revenus-independant": of(
    "ressources",
    "Dernier bilan, ou attestation de revenus",
    "Pour un travail à votre compte.",
    LIASSE,
  ),
  "retraite-invalidite": of(
    "ressources",
    "Papier de votre retraite ou de votre pension",
    "Cachez d’abord votre numéro de sécurité sociale.",
    LIASSE,
  ),
  chomage: of("ressources", "Avis de paiement du chômage", "Le dernier reçu.", LIASSE),
  prestations: of("ressources", "Attestation de la CAF ou de la MSA", "Vos allocations des derniers mois.", LIASSE),
  pension: of(
    "ressources",
    "Jugement de pension alimentaire",
    "Reçue ou versée. Un accord écrit convient aussi.",
    LIASSE,
  ),
  bourse: of("ressources", "Avis de bourse", "Pour l’année en cours.", LIASSE),
  "bail-quittance": of("logement", "Bail et dernière quittance", "Ou une attestation du propriétaire : loyers payés.", {
    plusieurs: true,
  }),
  hebergement: of("logement", "Attestation de la personne qui vous loge", "Datée et signée par elle."),
  structure: of("logement", "Attestation du foyer, de la résidence ou de l’hôtel", "Un reçu d’hôtel convient aussi."),
  "sans-abri": of(
    "logement",
    "Attestation d’un travailleur social ou domiciliation",
    "Une association ou la mairie peut la faire.",
  ),
  propriete: of("logement", "Acte de propriété", "Et le tableau du crédit s’il y en a un.", { plusieurs: true }),
  conge: of(
    "motif",
    "Lettre du propriétaire, ou décision du juge",
    "Congé, logement mis en vente, commandement ou jugement d’expulsion.",
    { plusieurs: true },
  ),
  mobilite: of("motif", "Attestation de mutation ou promesse d’embauche", "Elle donne le lieu et la date."),
  tutelle: of("identite", "Jugement de tutelle ou de curatelle", "Si une personne est chargée de vos affaires."),
  handicap: of(
    "sensible",
    "Carte ou décision de handicap",
    "Carte mobilité inclusion, ou décision de la MDPH. Sans diagnostic.",
    { plusieurs: true },
  ),
  sante: of("sensible", "Certificat médical", "Il dit quel logement il vous faut. Pas votre maladie."),
  violences: of("sensible", "Plainte, ordonnance de protection ou attestation", "Un seul de ces papiers suffit.", {
    plusieurs: true,
  }),
  protection: of("sensible", "Papier d’une mesure de protection", "Asile, mineur confié, ou autre mesure du juge.", {
    plusieurs: true,
  }),
  dalo: of("sensible", "Décision du droit au logement opposable", "La lettre de la commission."),
};

/** RGPD, art. 9 and 10: stored apart, opened with a typed reason, shown to the household. */
export function isSensible(nature: NaturePiece): boolean {
  return PIECES[nature].famille === "sensible";
}

/** Validity of a paper, in months from its deposit; null: no limit. The arrêté gives none: these are habits of desks, to be confirmed by each. */
export const VALIDITE_PIECES = parametre.structure<Readonly<Partial<Record<NaturePiece, number>>>>("validite-pieces");

/** Papers due for every demande; the others depend on the situation. */
export const OBLIGATOIRES = parametre.structure<readonly NaturePiece[]>("pieces-obligatoires");
