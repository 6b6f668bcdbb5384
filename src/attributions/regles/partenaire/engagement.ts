type Comptes = {
  readonly prevus: number;
  readonly tenus: number;
  readonly attente: number;
  readonly sortis: number;
  readonly inconnus: number;
};

/** A SIRET begins with the SIREN of its company. */
const SIREN = 9;

/** Listed households of the whole réservataire, of a company (SIREN), or of one of its sites (SIRET; null: not written). */
export type EngagementLieu = Comptes & {
  readonly niveau: "reservataire" | "entreprise" | "etablissement";
  readonly siren: string | null;
  readonly siret: string | null;
  /** Bounds of those not housed yet, given the unknown. */
  readonly ecart: readonly [number, number];
};

/** The whole, then each company followed by its sites; households without an employer have the last line. */
export function groupEngagements(
  lieux: readonly (Comptes & { readonly siret: string | null })[],
): readonly EngagementLieu[] {
  if (lieux.length === 0) return [];
  const sirens = [...new Set(lieux.flatMap(({ siret }) => siret?.slice(0, SIREN) ?? []))];
  const sans = lieux.filter(({ siret }) => siret === null);
  return [
    { niveau: "reservataire", siren: null, siret: null, ...addUp(lieux) },
    ...sirens.flatMap((siren): readonly EngagementLieu[] => {
      const siens = lieux.filter(({ siret }) => siret?.startsWith(siren));
      return [
        { niveau: "entreprise", siren, siret: null, ...addUp(siens) },
        ...siens.map((un) => ({ niveau: "etablissement" as const, siren, siret: un.siret, ...addUp([un]) })),
      ];
    }),
    ...(sans.length > 0 ? [{ niveau: "etablissement" as const, siren: null, siret: null, ...addUp(sans) }] : []),
  ];
}

function addUp(lieux: readonly Comptes[]): Comptes & Pick<EngagementLieu, "ecart"> {
  const sum = (of: (un: Comptes) => number) => lieux.reduce((total, un) => total + of(un), 0);
  const [prevus, tenus, inconnus] = [sum((un) => un.prevus), sum((un) => un.tenus), sum((un) => un.inconnus)];
  return {
    prevus,
    tenus,
    attente: sum((un) => un.attente),
    sortis: sum((un) => un.sortis),
    inconnus,
    ecart: [prevus - tenus - inconnus, prevus - tenus],
  };
}
