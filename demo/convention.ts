import type { Engagement, Porteur, Reference } from "#engagements/regles/convention/engagement.ts";
import type { Etape } from "#engagements/regles/convention/etape.ts";
import { bailleurOf, type CleBailleur } from "./bailleurs.ts";
import { SIREN_EPCI } from "./communes.ts";
import { ANNEES, EN_QPV, EPCI_HORS_QPV, HORS_QPV } from "./objectifs.ts";

/**
 * The convention that the territory signed, as the document prints it: what it rounds, cuts or forgets is left so (test/golden says where).
 * Organisations sign, in a capacity: the persons who held it are not in the demonstration.
 */
export const CONVENTION = {
  titre: "Convention intercommunale d’attribution du 5 octobre 2018",
  objet:
    "Document-cadre de la conférence intercommunale du logement valant convention intercommunale d’attribution : " +
    "14 actions en quatre orientations, objectifs d’attribution 2018-2020 par bailleur, taux de 25 % visé sur 2021-2023.",
  dureeAns: 3,
  signeeLe: "2018-10-05",
} as const;

/** The document bears one date, that of its signatures; the acts that it does not cite are said not to be cited. */
export const ETAPES_CONVENTION: readonly Etape[] = [
  { nature: "projet", date: null, acte: "Document repris : la date du projet n’y figure pas" },
  { nature: "avis-cil", date: null, acte: "Document repris : ni l’avis de la conférence ni sa date n’y sont cités" },
  { nature: "avis-pdalhpd", date: null, acte: "Document repris : aucun avis de ce comité n’y est mentionné" },
  { nature: "vote", date: null, acte: "Document repris : aucune délibération du conseil communautaire n’y est citée" },
  {
    nature: "accord-prefet",
    date: null,
    acte: "Document repris : le préfet de la Haute-Marne l’a signé, aucun arrêté n’y est cité",
  },
  { nature: "signatures", date: CONVENTION.signeeLe, acte: "Document-cadre signé le 5 octobre 2018" },
  {
    nature: "en-vigueur",
    date: CONVENTION.signeeLe,
    acte: "Jour de la signature : le document ne fixe pas d’autre date d’effet",
  },
];

export type SignataireDemo = {
  readonly type: "etat" | "epci" | "reservataire" | "bailleur";
  /** Of the organisation, when it is another name than the signatory's. */
  readonly organisation: string;
  readonly nom: string;
  readonly qualite: string;
  readonly siren: string | null;
};

/** The seven of the last page, in its order. Vitry Habitat has objectives and is not among them. */
export const SIGNATAIRES: readonly SignataireDemo[] = [
  {
    type: "etat",
    organisation: "Services de l’État (démonstration)",
    nom: "État",
    qualite: "le préfet de la Haute-Marne",
    siren: null,
  },
  {
    type: "epci",
    organisation: "Saint-Dizier, Der & Blaise",
    nom: "Communauté d’agglomération Saint-Dizier, Der & Blaise",
    qualite: "le président",
    siren: SIREN_EPCI,
  },
  {
    type: "reservataire",
    organisation: "Action Logement Services",
    nom: "Action Logement Services",
    qualite: "la directrice régionale",
    siren: null,
  },
  bailleur("oph", "la directrice générale", "Office public de l’habitat de Saint-Dizier"),
  bailleur("plurial", "le directeur général"),
  bailleur("foyer", "le président du directoire"),
  bailleur("hamaris", "le directeur général"),
];

function bailleur(cle: CleBailleur, qualite: string, nom?: string): SignataireDemo {
  const found = bailleurOf(cle);
  return { type: "bailleur", organisation: found.nom, nom: nom ?? found.nom, qualite, siren: found.siren };
}

/** §6.1, « Données 2017 »: attributions that the numbers were written from, hors QPV then in QPV. */
const REFERENCE_HORS_QPV: Readonly<Record<CleBailleur | "epci", number>> = {
  epci: 360,
  oph: 120,
  hamaris: 130,
  plurial: 87,
  foyer: 16,
  vitry: 7,
};
const REFERENCE_EN_QPV: Readonly<Partial<Record<CleBailleur | "epci", number>>> = {
  epci: 391,
  oph: 335,
  plurial: 34,
  foyer: 22,
};

const EPCI: Porteur = { type: "epci" };

/** Everything that it commits to: 6 + 15 lines hors QPV, 12 in QPV, 6 for the réservataires' publics prioritaires. */
export function engagementsConvention(): readonly Engagement[] {
  const first = new Set<number>(ANNEES);
  return [
    ...EPCI_HORS_QPV.map(([annee, pourcentage]) =>
      engagement(annee, "hors-qpv", EPCI, pourcentage, null, first.has(annee) ? of2017(REFERENCE_HORS_QPV.epci) : null),
    ),
    ...HORS_QPV.flatMap(([cle, nombres, pourcentages]) =>
      ANNEES.map((annee, rank) =>
        engagement(
          annee,
          "hors-qpv",
          porteurOf(cle),
          pourcentages[rank] ?? 0,
          nombres[rank] ?? null,
          of2017(REFERENCE_HORS_QPV[cle]),
        ),
      ),
    ),
    ...EN_QPV.flatMap((cle) =>
      ANNEES.map((annee) =>
        engagement(annee, "qpv", porteurOf(cle), 50, null, of2017(REFERENCE_EN_QPV[cle ?? "epci"])),
      ),
    ),
    // §6: « au moins un quart des attributions annuelles de logements réservés par une collectivité […] et Action Logement Services ».
    ...(["COLTER", "COLACT"] as const).flatMap((contingent) =>
      ANNEES.map((annee) =>
        engagement(annee, "publics-prioritaires", { type: "reservataire", contingent }, 25, null, null),
      ),
    ),
  ];
}

function porteurOf(cle: CleBailleur | null): Porteur {
  return cle === null ? EPCI : { type: "bailleur", siren: bailleurOf(cle).siren };
}

function of2017(assiette: number | undefined): Reference | null {
  return assiette === undefined ? null : { annee: 2017, assiette };
}

function engagement(
  annee: number,
  objet: Engagement["objet"],
  porteur: Porteur,
  pourcentage: number,
  nombre: number | null,
  reference: Reference | null,
): Engagement {
  return { annee, objet, porteur, taux: pourcentage / 100, nombre, reference };
}
