export const CLOTURES_ECHANGE = ["signe", "bailleur", "menage", "retire"] as const;
export type ClotureEchange = (typeof CLOTURES_ECHANGE)[number];

export const OUI_NON = ["oui", "non"] as const;
export type OuiNon = (typeof OUI_NON)[number];

/** What one side waits for, from its own bailleur's point of view. */
export type EtapeEchange =
  | "votre-reponse"
  | "autre-bailleur"
  | "menages"
  | "a-ouvrir"
  | "commission"
  | "signe"
  | "refuse-bailleur"
  | "refuse-menage"
  | "retire";

export const LIBELLE_ETAPE_ECHANGE: Readonly<Record<EtapeEchange, string>> = {
  "votre-reponse": "Attend votre réponse",
  "autre-bailleur": "Attend l’autre bailleur",
  menages: "Attend les deux ménages",
  "a-ouvrir": "Accepté : logement à présenter à la commission",
  commission: "Devant la commission",
  signe: "Les deux baux sont signés",
  "refuse-bailleur": "Refusé par un bailleur",
  "refuse-menage": "Un ménage ne le veut pas",
  retire: "Un des logements a été retiré",
};

export type EtatEchange = {
  readonly cloture: ClotureEchange | null;
  readonly bailleur: OuiNon | null;
  readonly autreBailleur: OuiNon | null;
  readonly menage: OuiNon | null;
  readonly autreMenage: OuiNon | null;
  /** Letting opened on this side. */
  readonly liberation: number | null;
};

const FIN: Readonly<Record<ClotureEchange, EtapeEchange>> = {
  signe: "signe",
  bailleur: "refuse-bailleur",
  menage: "refuse-menage",
  retire: "retire",
};

export function etapeOf(etat: EtatEchange): EtapeEchange {
  if (etat.cloture !== null) return FIN[etat.cloture];
  if (etat.bailleur === null) return "votre-reponse";
  if (etat.autreBailleur === null) return "autre-bailleur";
  if (etat.menage === null || etat.autreMenage === null) return "menages";
  return etat.liberation === null ? "a-ouvrir" : "commission";
}

/** Whether the household of this side still has to answer. */
export function isAttendu({ etat }: { readonly etat: EtatEchange }): boolean {
  return etapeOf(etat) === "menages" && etat.menage === null;
}

/** One household of an exchange inside one bailleur's stock. Surfaces in m²: of its dwelling, and of the one that it would have. null: unknown. */
export type FamilleEchange = {
  readonly personnes: number | null;
  readonly enfants: number | null;
  readonly surface: number | null;
  readonly surfaceAutre: number | null;
};

/** `a-verifier`: all that Blaise knows agrees; that both dwellings are of one « ensemble immobilier » is the bailleur's to say. */
export type DroitEchange = "non" | "a-verifier" | "inconnu";

const ENFANTS_MIN = 3;

/**
 * Whether the exchange is « de droit » (loi n° 89-462 du 6 juillet 1989, art. 9) [B]: same owner, same « ensemble immobilier », three children in one of
 * the families, and a larger surface for the larger one. `familles`: empty when the owners differ. Two families of one size: the text does not
 * say which is the larger.
 */
export function isDeDroit(familles: readonly FamilleEchange[]): DroitEchange {
  const [une, autre] = familles;
  if (une === undefined || autre === undefined) return "non";
  const conditions = [hasTroisEnfants(une, autre), isLarger(une, autre)];
  if (conditions.includes(false)) return "non";
  return conditions.includes(null) ? "inconnu" : "a-verifier";
}

function hasTroisEnfants(une: FamilleEchange, autre: FamilleEchange): boolean | null {
  const connus = [une.enfants, autre.enfants].filter((enfants) => enfants !== null);
  if (connus.some((enfants) => enfants >= ENFANTS_MIN)) return true;
  return connus.length === 2 ? false : null;
}

function isLarger(une: FamilleEchange, autre: FamilleEchange): boolean | null {
  if (une.personnes === null || autre.personnes === null || une.personnes === autre.personnes) return null;
  const { surface, surfaceAutre } = une.personnes > autre.personnes ? une : autre;
  return surface === null || surfaceAutre === null ? null : surfaceAutre > surface;
}

export const DIT_DROIT_ECHANGE: Readonly<Record<DroitEchange, string | null>> = {
  non: null,
  "a-verifier":
    "Cet échange est de droit si les deux logements sont du même ensemble immobilier (loi du 6 juillet 1989, art. 9, à confirmer) : vérifiez-le avant de le refuser.",
  inconnu:
    "Il manque un fait (personnes, enfants ou surfaces) pour dire si cet échange est de droit (loi du 6 juillet 1989, art. 9, à confirmer).",
};
