import { drawInteger, type Random } from "#socle/calculs/synthese/mulberry32.ts";
import { dayOf, formatDay } from "./calendrier.ts";
import type { Ligne } from "./csv.ts";
import { csvDemo, type FichierDemo } from "./fichier.ts";
import { stream } from "./generate-demo.ts";
import { seuilOf } from "./seuils.ts";

/** A smaller territory of the same département, invented whole: names, codes of communes (529xx exist nowhere), households. */
export type VoisinDemo = {
  readonly epci: string;
  readonly nom: string;
  readonly communes: readonly { readonly commune: string; readonly nom: string; readonly population: number }[];
  readonly logements: number;
  readonly bauxParAn: number;
};

const BAILLEUR = { nom: "Habitat des Plateaux (fictif)", siret: "99903001800017", siren: "999030018" } as const;

export const VOISINS: readonly VoisinDemo[] = [
  {
    epci: "999030026",
    nom: "CC des Trois Étangs (fictive)",
    communes: [
      { commune: "52901", nom: "Valombreuse-sur-Aujon (fictive)", population: 3140 },
      { commune: "52902", nom: "Les Essarts-du-Lac (fictive)", population: 910 },
      { commune: "52903", nom: "Montclair-la-Tour (fictive)", population: 420 },
    ],
    logements: 540,
    bauxParAn: 64,
  },
  {
    epci: "999030034",
    nom: "CC du Haut Plateau (fictive)",
    communes: [
      { commune: "52911", nom: "Rochebelle-en-Plateau (fictive)", population: 2260 },
      { commune: "52912", nom: "Fontfroide-les-Bois (fictive)", population: 640 },
    ],
    logements: 310,
    bauxParAn: 38,
  },
];

const RPLS =
  "IDENT_REP;DEPCOM;LIBCOM;NUMVOIE;TYPVOIE;NOMVOIE;COMPLGEO;QPV;TYPECONST;NBPIECE;SURFHAB;CONSTRUCT;MODE;CONV;RS;SIRET".split(
    ";",
  );
const BAIL =
  "NUMERO_UNIQUE;DATE_CREATION;SIREN_RADIATION;DATE_SIGNATURE_BAIL;COMMUNE_LOGEMENT_ATTRIB;ADRESSE_LOGEMENT_ATTRIB;NUMERORPLS;TYPE_LOGEMENT_ATTRIB;REVENU_MENSUEL_FOYER;UNITE_CONSO;NB_QPV;NB_HQPV;NB_QPVNA;NB_Q1;NB_Q2;NB_Q3;NB_Q4".split(
    ";",
  );

/** Its stock of the last January and its leases of the two last years that are over, with their thresholds. */
export function generateVoisin(voisin: VoisinDemo, rang: number, annee: number): readonly FichierDemo[] {
  const random = stream(1_000 + rang);
  const logements = Array.from({ length: voisin.logements }, (_, i) => drawLogement(voisin, i, random));
  const annees = [annee - 2, annee - 1];
  return [
    ...annees.map((one) =>
      csvDemo({ nom: `seuils-${one}.csv`, source: "seuils", periode: String(one) }, SEUILS, [seuilLine(voisin, one)]),
    ),
    csvDemo({ nom: `rpls-${annee - 1}.csv`, source: "rpls", periode: String(annee - 1) }, RPLS, logements),
    ...annees.map((one) => {
      const baux = Array.from({ length: voisin.bauxParAn }, (_, i) =>
        drawBail(logements, { annee: one, i, rang }, random),
      );
      return csvDemo(
        { nom: `sne-attributions-${one}.csv`, source: "sne-attributions", periode: String(one) },
        BAIL,
        baux,
      );
    }),
  ];
}

const SEUILS = ["siren_epci", "libelle", "annee", "seuil_annuel_uc", "arrete", "date_effet"];

function seuilLine({ epci, nom }: VoisinDemo, annee: number): Ligne {
  const fictif = "fictif : valeur de démonstration";
  return {
    siren_epci: epci,
    libelle: nom,
    annee,
    seuil_annuel_uc: seuilOf(annee) + 180,
    arrete: fictif,
    date_effet: `${annee}-01-01`,
  };
}

function drawLogement({ epci, communes }: VoisinDemo, i: number, random: Random): Ligne {
  // Half of the stock in the first commune.
  const commune = communes[random() < 0.5 ? 0 : drawInteger(random, 0, communes.length - 1)] ?? raise();
  const residence = drawInteger(random, 1, 12);
  return {
    IDENT_REP: `DEMO${epci.slice(-3)}${String(i + 1).padStart(5, "0")}`,
    DEPCOM: commune.commune,
    LIBCOM: commune.nom,
    NUMVOIE: 2 * residence + 1,
    TYPVOIE: "RUE",
    NOMVOIE: "DES ESSAIS",
    COMPLGEO: `Résidence fictive ${residence}`,
    QPV: 2,
    TYPECONST: random() < 0.6 ? "C" : "I",
    NBPIECE: drawInteger(random, 2, 5),
    SURFHAB: drawInteger(random, 42, 96),
    CONSTRUCT: drawInteger(random, 1962, 2014),
    MODE: random() < 0.07 ? 2 : 1,
    CONV: 1,
    RS: BAILLEUR.nom,
    SIRET: BAILLEUR.siret,
  };
}

type RangBail = { readonly annee: number; readonly i: number; readonly rang: number };

function drawBail(logements: readonly Ligne[], { annee, i, rang }: RangBail, random: Random): Ligne {
  const logement = logements[drawInteger(random, 0, logements.length - 1)] ?? raise();
  const signature = dayOf(annee, 1, 4) + Math.floor((i * 350) / 64);
  const premier = random() < 0.24;
  const quartile = premier ? 1 : drawInteger(random, 2, 4);
  const seuil = seuilOf(annee) + 180;
  const part = premier ? 0.5 + 0.45 * random() : 1.05 + 0.3 * (quartile - 2) + 0.2 * random();
  return {
    NUMERO_UNIQUE: `999${String(annee).slice(2)}${String(rang)}${String(annee * 100_000 + i).padStart(10, "0")}99`,
    DATE_CREATION: formatDay(signature - drawInteger(random, 30, 500)),
    SIREN_RADIATION: BAILLEUR.siren,
    DATE_SIGNATURE_BAIL: formatDay(signature),
    COMMUNE_LOGEMENT_ATTRIB: logement.DEPCOM ?? "",
    ADRESSE_LOGEMENT_ATTRIB: `${logement.NUMVOIE} RUE DES ESSAIS`,
    NUMERORPLS: logement.IDENT_REP ?? "",
    TYPE_LOGEMENT_ATTRIB: `T${logement.NBPIECE}`,
    REVENU_MENSUEL_FOYER: Math.round((part * seuil) / 12),
    UNITE_CONSO: 1,
    NB_QPV: 0,
    NB_HQPV: 1,
    NB_QPVNA: 0,
    ...Object.fromEntries([1, 2, 3, 4].map((q) => [`NB_Q${q}`, q === quartile ? 1 : 0])),
  };
}

function raise(): never {
  throw new Error("nothing to draw from in a neighbour of the demonstration");
}
