import type { Bilan, LigneBailleur } from "#bilan/lectures/bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { Tenus } from "#donnees/lectures/bailleur/ports.ts";
import type { Succession } from "#donnees/regles/bailleur/succession.ts";
import { LIBELLE_OBJET, OBJETS } from "#donnees/regles/convention/objet.ts";
import { readEcrits } from "#engagements/lectures/convention/lire-ecrits.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import { labelPart, type ObjectifAnnee, readObjectifAnnee } from "#engagements/regles/convention/objectif-annee.ts";
import type { ObjectifsEcrits } from "#engagements/regles/convention/tranches-annee.ts";
import { rehearse } from "#socle/actes/rehearse.ts";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { share } from "#socle/regles/shared/taux.ts";
import { type SuccessionSaisie, write } from "../../actes/bailleur/ecrire-succession.ts";

type Concerne = { readonly siren: string; readonly nom: string };

/** A bailleur before and after the act; null: it has no figures. */
export type LigneEffet<V> = Concerne & { readonly avant: V | null; readonly apres: V | null };

export type EffetSuccession = Tenus & {
  readonly successions: readonly Succession[];
  /** The last published year that the act affects; null: none. */
  readonly bilan: { readonly annee: number; readonly lignes: readonly LigneEffet<LigneBailleur>[] } | null;
  /** Years with objectives, from the act's; each value as French text. */
  readonly objectifs: readonly {
    readonly annee: number;
    readonly objet: string;
    readonly lignes: readonly LigneEffet<string>[];
  }[];
  readonly residences: number;
  readonly logements: number;
};

/** Simulates the act without keeping anything. Refuses as `ecrireSuccession`. */
export async function voirSuccession(base: Base, saisie: SuccessionSaisie): Promise<EffetSuccession> {
  const { epci, jour } = saisie;
  const annee = (await base.cubes.annees(epci)).findLast((one) => one >= Number(jour.slice(0, 4))) ?? null;
  const read = async (tx: Base) => ({
    bilan: annee === null ? null : await computeBilan(tx, { epci, periode: yearPeriode(annee), bailleur: null }),
    ecrit: await readEcrits(tx, epci),
  });
  const avant = await read(base);
  const { successions, apres } = await rehearse(base, async (tx) => {
    const written = await write(tx, { ...saisie, relu: true });
    return { successions: written.map(({ succession }) => succession), apres: await read(tx) };
  });
  const concernes = concernesOf(successions);
  return {
    successions,
    bilan:
      avant.bilan === null || apres.bilan === null || annee === null
        ? null
        : { annee, lignes: compareBilans(concernes, avant.bilan, apres.bilan) },
    objectifs: compareObjectifs(concernes, Number(jour.slice(0, 4)), avant.ecrit, apres.ecrit),
    ...(await countTenus(base, saisie, successions)),
  };
}

function concernesOf(successions: readonly Succession[]): readonly Concerne[] {
  const all = successions.flatMap(({ siren, nom, parts }) => [
    { siren, nom },
    ...parts.map((part) => ({ siren: part.vers, nom: part.nom })),
  ]);
  return [...new Map(all.map((one) => [one.siren, one])).values()];
}

function compareBilans(
  concernes: readonly Concerne[],
  avant: Bilan,
  apres: Bilan,
): readonly LigneEffet<LigneBailleur>[] {
  const lineOf = (bilan: Bilan, siren: string) => bilan.bailleurs.find((one) => one.siren === siren) ?? null;
  return concernes.map((one) => ({ ...one, avant: lineOf(avant, one.siren), apres: lineOf(apres, one.siren) }));
}

function compareObjectifs(
  concernes: readonly Concerne[],
  depuis: number,
  avant: ObjectifsEcrits,
  apres: ObjectifsEcrits,
): EffetSuccession["objectifs"] {
  const written = avant.versions.flatMap(({ engagements }) => engagements.map(({ annee }) => annee));
  const years = [...new Set(written)].filter((annee) => annee >= depuis).sort((a, b) => a - b);
  return years.flatMap((annee) =>
    OBJETS.flatMap((objet) => {
      const say = (ecrit: ObjectifsEcrits, siren: string) =>
        sayObjectif(readObjectifAnnee(ecrit, annee, objet, { type: "bailleur", siren }));
      const lignes = concernes
        .map((one) => ({ ...one, avant: say(avant, one.siren), apres: say(apres, one.siren) }))
        .filter((one) => one.avant !== null || one.apres !== null);
      return lignes.length === 0 ? [] : [{ annee, objet: LIBELLE_OBJET[objet], lignes }];
    }),
  );
}

function sayObjectif(objectif: ObjectifAnnee | null): string | null {
  if (objectif === null) return null;
  const { taux, nombre, reference, parts } = objectif;
  if (parts.length > 0) {
    return parts
      .map((part) => `${labelPart(part)}\u00A0: ${formatObjectif({ ...part, tauxDuNombre: null })}`)
      .join("\u00A0; ");
  }
  const tauxDuNombre = nombre === null || reference === null ? null : share(nombre, reference.assiette);
  return formatObjectif({ taux, nombre, tauxDuNombre });
}

async function countTenus(
  base: Base,
  { epci, aujourdhui }: SuccessionSaisie,
  successions: readonly Succession[],
): Promise<Tenus & Pick<EffetSuccession, "residences" | "logements">> {
  const sums = { remonteesOuvertes: 0, personnes: 0, residences: 0, logements: 0 };
  for (const succession of successions) {
    const held = await base.bailleurs.residences(epci, succession.siren);
    const given = held.filter(({ cle, commune }) => isGiven(succession, cle, commune));
    sums.residences += given.length;
    sums.logements += given.reduce((sum, { logements }) => sum + logements, 0);
    const { remonteesOuvertes, personnes } = await base.bailleurs.tenus(epci, succession.siren, aujourdhui);
    sums.remonteesOuvertes += remonteesOuvertes;
    sums.personnes += personnes;
  }
  return sums;
}

function isGiven({ parts }: Succession, cle: string, commune: string): boolean {
  return parts.some(
    ({ communes, residences }) =>
      communes.length + residences.length === 0 || communes.includes(commune) || residences.includes(cle),
  );
}
