import type { ConventionEcrite, DroitEcrit } from "#engagements/lectures/contingent/ecrits/ports.ts";
import { readDroit } from "#engagements/regles/contingent/droit.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { echeanceOf } from "../regles/point-echeance.ts";
import { requireLignes, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** Conventions of flux and rights in stock that end, or that the law wants converted. */
export const POINTS_CONTINGENTS: SourcePoints = {
  nom: "les droits de réservation et leurs conventions",
  natures: ["echeance-proche"],
  async read(base, { epci, aujourdhui }) {
    requireLignes(base, "contingent", epci);
    const [droits, conventions] = await Promise.all([
      base.contingents.droits(epci),
      base.contingents.conventions(epci),
    ]);
    return [...pointsOfFlux(conventions, aujourdhui), ...pointsOfDroits(droits, aujourdhui)];
  },
};

/**
 * Pure. A convention followed by another one of the same parties makes no point; those of the same years make one point, since they are renewed
 * together.
 */
export function pointsOfFlux(conventions: readonly ConventionEcrite[], jour: string): readonly PointPropose[] {
  const seules = conventions.filter((convention) => !conventions.some((other) => follows(other, convention)));
  const parAnnees = groupBy(seules, ({ anneeDebut, anneeFin }) => `${anneeDebut}-${anneeFin}`);
  return [...parAnnees].flatMap(([annees, group]): PointPropose[] => {
    const [premiere, ...autres] = group;
    const echeance = premiere ? echeanceOf(`${premiere.anneeFin}-12-31`, jour) : null;
    if (!premiere || echeance === null) return [];
    const parties = (one: ConventionEcrite) => `${one.nomReservataire} et ${one.nomBailleur}`;
    const commun = { nature: "echeance-proche", chemin: "contingents" } as const;
    if (autres.length === 0) {
      return [
        {
          ...commun,
          reference: `convention-flux:${premiere.id}`,
          titre: `Convention de flux ${annees} : ${premiere.nomReservataire}, ${premiere.nomBailleur}`,
          constat: `Entre ${parties(premiere)}, la convention de flux ${echeance}, et aucune autre ne la suit.`,
        },
      ];
    }
    return [
      {
        ...commun,
        reference: `conventions-flux:${annees}`,
        titre: `${formatCompte(group.length, "convention de flux", "conventions de flux")} ${annees}`,
        constat: `Chacune ${echeance}, et aucune autre ne la suit : ${[...new Set(group.map(parties))].join("\u00A0; ")}.`,
      },
    ];
  });
}

/** Same parties, contingent and area. */
function follows(other: ConventionEcrite, one: ConventionEcrite): boolean {
  const same = ["bailleur", "reservataire", "contingent", "departement", "commune"] as const;
  return other.anneeFin > one.anneeFin && same.every((key) => other[key] === one[key]);
}

/** Pure. One point a right that ends, and one for all those to convert. */
export function pointsOfDroits(droits: readonly DroitEcrit[], jour: string): readonly PointPropose[] {
  const stock = droits.filter((droit) => droit.mode === "stock" && readDroit(droit, jour).statut === "en-cours");
  const finissent = stock.flatMap((droit): PointPropose[] => {
    const echeance = droit.jusque === null ? null : echeanceOf(droit.jusque, jour);
    if (echeance === null) return [];
    return [
      {
        nature: "echeance-proche",
        reference: `droit:${droit.id}`,
        titre: `Droit en stock : ${droit.nomReservataire}, ${droit.nomBailleur}`,
        constat: `${droit.nomReservataire} chez ${droit.nomBailleur} : le droit en stock sur ${formatCompte(droit.nombre, "logement")} ${echeance}.`,
        chemin: "contingents",
      },
    ];
  });
  return [...finissent, ...pointsOfStock(stock, jour)];
}

function pointsOfStock(stock: readonly DroitEcrit[], jour: string): readonly PointPropose[] {
  const alertes = stock.flatMap((droit) => {
    const alerte = readDroit(droit, jour).alertes.find(({ code }) => CONVERSIONS.includes(code));
    return alerte ? [{ droit, texte: alerte.texte }] : [];
  });
  const [premiere] = alertes;
  if (!premiere) return [];
  const logements = alertes.reduce((sum, { droit }) => sum + droit.nombre, 0);
  return [
    {
      nature: "echeance-proche",
      reference: "stock-a-convertir",
      titre: "Droits en stock à convertir en flux",
      constat: `${formatCompte(alertes.length, "droit")} en stock, ${formatCompte(logements, "logement")}. ${premiere.texte}`,
      chemin: "contingents",
    },
  ];
}

const CONVERSIONS: readonly string[] = ["stock-a-convertir", "stock-hors-exception"];
