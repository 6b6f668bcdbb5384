import { drawInteger, drawWeighted, type Random } from "#socle/calculs/synthese/mulberry32.ts";
import { SAINT_DIZIER } from "./communes.ts";
import type { Ligne } from "./csv.ts";
import type { Occupation } from "./occupation.ts";
import type { LogementDemo } from "./parc.ts";
import { chargesOf } from "./relogement-logements.ts";
import { nommer } from "./relogement-noms.ts";
import { IMMEUBLES, type ImmeubleDemo } from "./relogement-plan.ts";
import { seuilOf } from "./seuils.ts";

/** A household as the bailleur's file knows it, and what the interview adds. Hypothèses throughout. */
export type FicheDemo = {
  readonly numero: number;
  readonly ligne: Ligne;
  readonly entretien: Ligne;
  readonly actionLogement: boolean;
  /** Rooms that it needs. */
  readonly besoin: number;
  readonly personnes: number;
  readonly revenuMensuel: number | null;
  /** Reste à charge before, whole euros; null: not known. */
  readonly reste: number | null;
};

/** Beneficiaries of Action Logement, by building: 40 in all. */
const BENEFICIAIRES: Readonly<Record<ImmeubleDemo["cle"], number>> = {
  reunion: 12,
  orcades: 14,
  ibiza: 4,
  antilles: 7,
  fidji: 3,
};

/**
 * Hypothèse, simple on purpose: the rent up to a ceiling that grows with the household, plus 54 € for charges, less what its income per head
 * takes off; never more than the rent. Whole euros a month.
 */
export function aplOf(
  loyer: number,
  { personnes, revenuMensuel }: Pick<FicheDemo, "personnes" | "revenuMensuel">,
): number {
  const retenu = Math.min(loyer, 235 + 38 * personnes) + 54;
  const participation = 62 + 0.3 * Math.max(0, (revenuMensuel ?? 700) - 180 * personnes - 380);
  return Math.max(0, Math.min(loyer, Math.round(retenu - participation)));
}

const IMMEUBLES_DU_GROUPE: Readonly<Record<ImmeubleDemo["cle"], readonly string[]>> = {
  reunion: ["Réunion", "Miquelon", "Samoa", "Vulcain"],
  orcades: ["Orcades"],
  ibiza: ["Ibiza"],
  antilles: ["Antilles"],
  fidji: ["Fidji"],
};

/** First those let with a known rent, then the other let ones, then those that the stock of 2017 has empty: let again by March 2018. */
function logementsOf(
  { cle, menages }: ImmeubleDemo,
  parc: readonly LogementDemo[],
  occupation: ReadonlyMap<LogementDemo, Occupation>,
): readonly LogementDemo[] {
  const own = parc.filter(({ residence }) => residence.aDemolir && IMMEUBLES_DU_GROUPE[cle].includes(residence.nom));
  const rank = (logement: LogementDemo) => {
    const state = occupation.get(logement);
    return state?.mode !== "1" ? 2 : state.loyer > 0 ? 0 : 1;
  };
  return own.toSorted((a, b) => rank(a) - rank(b)).slice(0, menages);
}

/** The files of a building, by rank; one beyond its dwellings is a décohabitation: no dwelling of its own. */
export function ficheOf(
  immeuble: ImmeubleDemo,
  parc: readonly LogementDemo[],
  occupation: ReadonlyMap<LogementDemo, Occupation>,
  random: Random,
): (rang: number, decohabitant?: boolean) => FicheDemo {
  const logements = logementsOf(immeuble, parc, occupation);
  const avant = IMMEUBLES.slice(0, IMMEUBLES.indexOf(immeuble)).reduce((sum, { menages }) => sum + menages + 3, 0);
  // Spread over the building.
  const pas = immeuble.menages / BENEFICIAIRES[immeuble.cle];
  const beneficiaires = new Set(Array.from({ length: BENEFICIAIRES[immeuble.cle] }, (_, i) => Math.floor(i * pas)));
  return (rang, decohabitant = false) => {
    const logement = decohabitant ? null : (logements[rang] ?? null);
    const menage = drawMenage(logement?.pieces ?? 2, decohabitant, random);
    const origine = logement ? origineOf(logement, occupation.get(logement)?.loyer ?? 0, menage, rang) : null;
    return {
      numero: rang,
      ...menage,
      actionLogement: beneficiaires.has(rang),
      reste: origine?.reste ?? null,
      ligne: { ...identite(avant + rang, random), ...composition(menage), ...(origine?.ligne ?? {}) },
      entretien: entretien(menage, random),
    };
  };
}

type Menage = Pick<FicheDemo, "personnes" | "revenuMensuel" | "besoin"> & {
  readonly adultes: number;
  readonly enfants: number;
  readonly uniteConso: number;
};

function drawMenage(pieces: number, decohabitant: boolean, random: Random): Menage {
  const adultes = decohabitant || random() < 0.52 ? 1 : 2;
  const enfants = decohabitant ? 0 : drawInteger(random, 0, Math.max(0, Math.min(4, pieces - 1)));
  // Children counted at 0.3, as if all were under 14: the modified OECD scale.
  const uniteConso = Math.round((1 + (adultes - 1) * 0.5 + enfants * 0.3) * 10) / 10;
  const revenu = drawWeighted(random, [
    ["q1", 74],
    ["plus", 19],
    ["inconnu", 5],
    ["nul", 2],
  ] as const);
  const seuil = seuilOf(2018);
  const part = revenu === "q1" ? 0.45 + 0.53 * Math.sqrt(random()) : 1.04 + 0.9 * random();
  const montant = Math.round((part * seuil * uniteConso) / 12);
  return {
    adultes,
    enfants,
    uniteConso,
    personnes: adultes + enfants,
    revenuMensuel: revenu === "inconnu" ? null : revenu === "nul" ? 0 : montant,
    besoin: Math.min(5, 1 + Math.ceil((adultes + enfants) / 1.6)),
  };
}

function identite(rang: number, random: Random): Ligne {
  const naissance = `${pad(drawInteger(random, 1, 28))}/${pad(drawInteger(random, 1, 12))}/${drawInteger(random, 1944, 1995)}`;
  // 06 39 98 is the range that the regulator keeps for works of fiction.
  return { ...nommer(rang), naissance, telephone: `063998${String(1_000 + rang * 13).slice(-4)}` };
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

function composition({ personnes, adultes, enfants, uniteConso, revenuMensuel }: Menage): Ligne {
  const annuel = revenuMensuel === null ? null : (revenuMensuel * 12) / uniteConso;
  return {
    personnes,
    adultes,
    enfants,
    uniteConso: String(uniteConso).replace(".", ","),
    ...(revenuMensuel === null
      ? {}
      : { revenuMensuel, ressources: revenuMensuel === 0 ? "Nulles (0 €)" : "Positives" }),
    ...(annuel === null || annuel === 0
      ? {}
      : { quartile: annuel <= seuilOf(2018) ? "Premier quartile" : "Autres quartiles" }),
  };
}

function origineOf(
  logement: LogementDemo,
  loyer: number,
  menage: Menage,
  rang: number,
): { readonly ligne: Ligne; readonly reste: number | null } {
  const { surface, pieces, etage, porte } = logement;
  const charges = chargesOf(surface);
  // Never one of the first forty: those of Orcades who are rehoused have their rise chosen.
  const connue = loyer > 0 && !(rang >= 40 && rang % 9 === 2);
  const apl = aplOf(loyer, menage);
  return {
    reste: connue ? loyer + charges - apl : null,
    ligne: {
      origineRpls: logement.identRep,
      origineTypologie: pieces > 5 ? "T6 et plus" : `T${pieces}`,
      origineSurface: surface,
      origineCharges: charges,
      porte: `${etage}-${pad(porte)}`,
      ...(loyer > 0 ? { origineLoyer: loyer } : {}),
      ...(connue ? { origineApl: apl } : {}),
    },
  };
}

function entretien({ besoin, revenuMensuel }: Menage, random: Random): Ligne {
  const types = besoin < 5 && random() < 0.4 ? `T${besoin}, T${besoin + 1}` : `T${besoin}`;
  const zone = drawWeighted(random, [
    ["Hors QPV", 55],
    ["Indifférente", 28],
    ["En QPV", 17],
  ] as const);
  const acces = drawWeighted(random, [
    ["Aucun besoin", 72],
    ["Rez-de-chaussée ou ascenseur", 20],
    ["Accessible en fauteuil", 4],
    ["Logement adapté", 4],
  ] as const);
  const accompagnement = drawWeighted(random, [
    ["Aucun accompagnement", 62],
    ["Service social de secteur", 20],
    ["Accompagnement social lié au logement (ASLL)", 10],
    ["Cil-Pass Assistance (Action Logement)", 8],
  ] as const);
  return {
    souhaitTypologies: types,
    souhaitZone: zone,
    besoinAcces: acces,
    accompagnement,
    ...(random() < 0.7 ? { souhaitCommunes: SAINT_DIZIER } : {}),
    accession: random() < 0.07 ? "Oui" : "Non",
    ...(revenuMensuel === null ? {} : { resteMax: 10 * Math.max(10, Math.round(revenuMensuel * 0.028)) }),
  };
}
