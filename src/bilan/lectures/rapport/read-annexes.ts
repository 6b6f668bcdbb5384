import { computeBilanFlux } from "#engagements/lectures/contingent/compute-bilan-flux.ts";
import { tableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import type { Base } from "#socle/lectures/base.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import type { Periode } from "#socle/regles/shared/periode.ts";
import { listerBilansBailleurs } from "../bilan-bailleur/lister.ts";
import { compareNationaux } from "../comparaison-nationale/compare-national.ts";
import { readConvention } from "../convention/read-convention.ts";
import { computeEffort } from "../effort/compute-effort.ts";
import { computeMesures } from "../mesure-corrective/compute-mesures.ts";
import { computePublics, withoutBaux } from "../public-prioritaire/compute-publics.ts";
import { type AnnexeConvention, type Annexes, SECTIONS_ANNEXES, type Section, type SectionAnnexe } from "./ports.ts";

type Question = {
  readonly epci: string;
  readonly periode: Periode;
  readonly aujourdhui: string;
};

type Lecteurs = {
  readonly [S in SectionAnnexe]: (base: Base, question: Question) => Promise<NonNullable<Annexes[S]> | null>;
};

const LECTEURS: Lecteurs = {
  objectifs: (base, { epci, periode }) =>
    computeEffort(base, {
      epci,
      annee: periode.annee,
      // A whole year stops at its last lease: the effort of an unfinished year must not count its empty months.
      dernierMois: periode.code === "annee" ? null : periode.dernierMois,
      bailleur: null,
      prior: "jeffreys",
      attentes: new Map(),
    }),
  "publics-prioritaires": (base, { epci, periode, aujourdhui }) =>
    computePublics(base, { epci, annee: periode.annee, bailleur: null }, aujourdhui).then(withoutBaux),
  flux: (base, { epci, periode, aujourdhui }) =>
    computeBilanFlux(base, { epci, annee: periode.annee, bailleur: null, contingent: null }, aujourdhui),
  "bilans-bailleurs": (base, { epci, periode, aujourdhui }) =>
    listerBilansBailleurs(base, { epci, annee: periode.annee, aujourdhui }),
  convention: readEnVigueur,
  mesures: async (base, { epci, periode, aujourdhui }) => ({
    mesures: await computeMesures(base, { epci, annee: periode.annee, aujourdhui }),
    nationaux: await compareNationaux(base, epci),
  }),
};

/** Objects of the requested parts, as their pages compute them; one by one, in the freezing transaction. */
export async function readAnnexes(base: Base, sections: readonly Section[], question: Question): Promise<Annexes> {
  const annexes: Record<string, unknown> = {};
  for (const section of SECTIONS_ANNEXES) {
    if (sections.includes(section)) annexes[section] = await LECTEURS[section](base, question);
  }
  // Each reader returns the type of its key, by the type of LECTEURS.
  return annexes as Annexes;
}

/** The version in force at the end of the period (a convention signed in October sets the whole year); null: none. */
async function readEnVigueur(base: Base, { epci, periode }: Question): Promise<AnnexeConvention | null> {
  const month = periode.code === "annee" ? 12 : periode.dernierMois;
  const convention = await readConvention(base, epci, lastDayOfMonth(periode.annee, month));
  const lue = convention.versions.find(({ numero }) => numero === convention.enVigueur);
  return lue ? { convention, lue, tables: tableObjectifs(lue.engagements, convention.noms) } : null;
}
