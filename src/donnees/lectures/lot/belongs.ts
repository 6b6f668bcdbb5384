import { isFrancilienne, REGION_ILE_DE_FRANCE } from "#droit/regles/ile-de-france.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import type { RowBySource } from "../../formats/lecture.ts";
import type {
  CommuneRow,
  ObjectifRow,
  PrioritaireRow,
  QpvRow,
  ResultatNationalRow,
  ResultatRow,
  SeuilRow,
} from "../../formats/rows.ts";
import { communeOf } from "../../regles/territoire/commune.ts";

/**
 * National files hold every EPCI: only the territory's own lines are kept. RPLS, SNE and OPS lines are all kept: a commune outside the territory is
 * an anomaly to show there.
 */
export function belongsTo(
  epci: string,
  communes: ReadonlySet<string>,
): { [S in Source]: (row: RowBySource[S]) => boolean } {
  const ofEpci = (row: ObjectifRow | ResultatRow | ResultatNationalRow) => row.epci === epci;
  const departements = new Set([...communes].map(departementOf));
  // The préfet's list covers a department: a line of another department is not ours, a line without one may be.
  const ofDepartement = ({ departement }: PrioritaireRow) =>
    departement === null || departements.size === 0 || departements.has(departement);
  return {
    rpls: () => true,
    "sne-attributions": () => true,
    "sne-demandes": () => true,
    // A perimeter without communes is kept: dropping it could wrongly make a dwelling « hors QPV ».
    qpv: (row: QpvRow) => row.communes.length === 0 || row.communes.some((code) => communes.has(communeOf(code))),
    communes: (row: CommuneRow) => communes.has(row.code),
    // The région's threshold is that of each of its territories.
    seuils: (row: SeuilRow) =>
      row.epci === epci || (row.epci === REGION_ILE_DE_FRANCE && [...communes].some(isFrancilienne)),
    objectifs: ofEpci,
    resultats: ofEpci,
    "resultats-nationaux": ofEpci,
    syplo: ofDepartement,
    "prioritaires-bailleur": ofDepartement,
    ops: () => true,
  };
}

/** Overseas departments have three digits: 97411 is in 974. */
export function departementOf(commune: string): string {
  return commune.slice(0, commune.startsWith("97") ? 3 : 2);
}
