import { nameLieux } from "#donnees/regles/convention/lieu.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import { checkVersion } from "#engagements/regles/convention/check-version.ts";
import type { AssiettesObservees } from "#engagements/regles/convention/controles.ts";
import { readDerogation } from "#engagements/regles/convention/controles-droit.ts";
import { readRevision } from "#engagements/regles/convention/revision.ts";
import { readSignatures } from "#engagements/regles/convention/signataire.ts";
import {
  describeNext,
  findVersion,
  lastEtape,
  nextEtape,
  stateOf,
  type Version,
} from "#engagements/regles/convention/version.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { buildCadre } from "../cadre.ts";
import { readAssiettes } from "../controles-objectifs.ts";

export type ConventionBase = Pick<Base, "acteur" | "conventions" | "cubes" | "territoires">;

/** The convention of a territory, with the version in force on `jour`. Readers without the right do not get drafts. Throws `territoire-inconnu`. */
export async function readConvention(base: ConventionBase, epci: string, jour: string): Promise<Convention> {
  const [territoire, versions, actions, noms, lieux] = await Promise.all([
    base.territoires.find(epci),
    base.conventions.versions(epci),
    base.conventions.actions(epci),
    readNoms(base, epci),
    readLieux(base, epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const observees = await observe(base, epci, versions);
  return {
    epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    jour,
    versions: versions.map((version) => {
      const annee = referenceYear(version);
      const own = annee ? (observees.get(annee) ?? null) : null;
      return readVersion(version, { versions, noms, lieux, jour, observees: own });
    }),
    enVigueur: findVersion(versions, jour)?.numero ?? null,
    actions,
    noms,
    lieux,
  };
}

async function readLieux(
  { territoires, cubes }: Pick<Base, "territoires" | "cubes">,
  epci: string,
): Promise<Readonly<Record<string, string>>> {
  const [communes, quartiers] = await Promise.all([territoires.perimetre(epci), cubes.quartiers(epci)]);
  return Object.fromEntries(nameLieux(communes, quartiers));
}

type Contexte = {
  readonly versions: readonly Version[];
  readonly noms: Readonly<Record<string, string>>;
  readonly lieux: Readonly<Record<string, string>>;
  readonly observees: AssiettesObservees | null;
  readonly jour: string;
};

function readVersion(version: Version, { versions, noms, lieux, observees, jour }: Contexte): VersionLue {
  const etat = stateOf(version, versions, jour);
  return {
    ...version,
    etat,
    etapeAtteinte: lastEtape(version),
    etapeSuivante: nextEtape(version),
    libelleEtapeSuivante: describeNext(version),
    parentNumero: versions.find(({ id }) => id === version.parent)?.numero ?? null,
    signatures: readSignatures(version.signataires, [...version.engagements, ...version.territorialises]),
    controles: checkVersion({ version, noms, lieux: new Map(Object.entries(lieux)), observees, jour }),
    revision: etat === "en-vigueur" && version.depuis ? readRevision(version.depuis, version.dureeAns, jour) : null,
    derogation: readDerogation(version, jour),
  };
}

/** The published stock's name wins over the directory's. */
export async function readNoms(
  { conventions, cubes }: Pick<Base, "conventions" | "cubes">,
  epci: string,
): Promise<Readonly<Record<string, string>>> {
  const [annuaire, parc] = await Promise.all([conventions.nomsBailleurs(epci), cubes.bailleurs(epci)]);
  return { ...Object.fromEntries(annuaire), ...Object.fromEntries(parc) };
}

/** Year of the numbers' base: the most frequent in the lines, else the year before the first objective. null for an empty table. */
function referenceYear({ engagements }: Pick<Version, "engagements">): number | null {
  const counts = new Map<number, number>();
  for (const { reference } of engagements) {
    if (reference) counts.set(reference.annee, (counts.get(reference.annee) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  if (most) return most[0];
  const annees = engagements.map(({ annee }) => annee);
  return annees.length === 0 ? null : Math.min(...annees) - 1;
}

/** Bailleurs are competitors: only a reader of all of them learns who is left out. null for years without a published file. */
async function observe(
  base: ConventionBase,
  epci: string,
  versions: readonly Version[],
): Promise<ReadonlyMap<number, AssiettesObservees>> {
  const asked = new Set(versions.flatMap((version) => referenceYear(version) ?? []));
  if (asked.size === 0 || !peutPartout(base.acteur, "bilan", "lire", epci)) return new Map();
  const published = (await base.cubes.annees(epci)).filter((annee) => asked.has(annee));
  const read = published.map(async (annee) => {
    const horsQpv = await readAssiettes(base.cubes, epci, annee, buildCadre(yearPeriode(annee), [], null));
    return [annee, { annee, horsQpv }] as const;
  });
  return new Map(await Promise.all(read));
}
